-- Bindings that end because nobody calls over them, and those whose case is closed.
-- expires_at stays the moment at which a binding ends unless something happens: the earlier one of its explicit end and
-- of idle_since + idle_ms. Each call moves idle_since, so that free_at moves with it, at once.

-- Null: none.
ALTER TABLE pool ADD COLUMN idle_minutes INTEGER CHECK (idle_minutes >= 30);

-- The explicit end; null for none. The time-out of the asked pool when the binding was made or extended; null for none.
-- When it was made, extended, reassigned or called last. The end of the last call that was looked at for that.
ALTER TABLE binding ADD COLUMN ends_by INTEGER;
ALTER TABLE binding ADD COLUMN idle_ms INTEGER;
ALTER TABLE binding ADD COLUMN idle_since INTEGER;
ALTER TABLE binding ADD COLUMN last_call_at INTEGER;
UPDATE binding SET ends_by = expires_at;

-- One cause more: a column's check goes with the column alone.
ALTER TABLE binding RENAME COLUMN end_cause TO former_end_cause;
ALTER TABLE binding ADD COLUMN end_cause INTEGER CHECK (end_cause BETWEEN 0 AND 3);
UPDATE binding SET end_cause = former_end_cause;
ALTER TABLE binding DROP COLUMN former_end_cause;

CREATE TRIGGER note_idle AFTER INSERT ON binding BEGIN
    UPDATE binding SET ends_by = NEW.expires_at, idle_since = NEW.created_at,
        idle_ms = (SELECT p.idle_minutes * 60000 FROM pool p WHERE p.id = NEW.asked_pool_id)
    WHERE id = NEW.id;
END;

-- Until when a binding holds and its number is taken, which cools as long as was decided. A call only ever moves that
-- further away; who extends or reassigns settles the sides himself.
CREATE TRIGGER note_end AFTER UPDATE OF idle_since ON binding WHEN NEW.idle_ms IS NOT NULL AND NEW.ended_at IS NULL BEGIN
    UPDATE binding SET expires_at = min(coalesce(ends_by, 9223372036854775807), idle_since + idle_ms),
        free_at = min(coalesce(ends_by, 9223372036854775807), idle_since + idle_ms)
            + CASE WHEN NEW.expires_at IS NOT NULL AND NEW.free_at < 9223372036854775807
                   THEN NEW.free_at - NEW.expires_at
                   ELSE (SELECT p.cool_down_minutes * 60000 FROM pool p WHERE p.id = binding.pool_id) END
    WHERE id = NEW.id;
    UPDATE binding_side SET free_at = max(free_at, (SELECT b.free_at FROM binding b WHERE b.id = NEW.id))
    WHERE did_id = NEW.did_id
      AND ((binding_id = NEW.id AND owner = x'') OR (owner <> x'' AND NEW.model IN (2, 3)));
    UPDATE did SET free_at = max(free_at, (SELECT b.free_at FROM binding b WHERE b.id = NEW.id)) WHERE id = NEW.did_id;
END;

-- A call that was over a binding keeps it, unless it has ended.
CREATE TRIGGER note_call AFTER INSERT ON cdr_spool WHEN NEW.binding_id <> 0 AND NEW.fault IS NULL BEGIN
    UPDATE binding SET
        last_call_at = min(coalesce(NEW.ended_at, NEW.answered_at, NEW.started_at), NEW.received_at),
        idle_since = max(idle_since, min(coalesce(NEW.ended_at, NEW.answered_at, NEW.started_at), NEW.received_at))
    WHERE id = NEW.binding_id AND idle_ms IS NOT NULL AND ended_at IS NULL AND expires_at > NEW.received_at
      AND min(coalesce(NEW.ended_at, NEW.answered_at, NEW.started_at), NEW.received_at) > coalesce(last_call_at, 0);
END;
