-- Bindings that end because nobody calls over them, and those whose case is closed.
-- expires_at stays the moment at which a binding ends unless something happens: the earlier one of its explicit end and
-- of idle_since + idle_ms. Each call moves idle_since, so that free_at and the route's end move with it: the doors put
-- calls down and lock nothing, and a service notes them within a second.

SET LOCAL ROLE "cv_{db}_owner";

ALTER TABLE cv.pool ADD COLUMN idle_minutes bigint CHECK (idle_minutes >= 30); -- null: none

-- Dropped before the rows are filled, which is nobody's deed; made anew below.
DROP TRIGGER need_deed ON cv.binding;
ALTER TABLE cv.binding
    ADD COLUMN ends_by bigint, -- the explicit end; null: none
    ADD COLUMN idle_ms bigint, -- of the asked pool when the binding was made or extended; null: none
    ADD COLUMN idle_since bigint, -- made, extended, reassigned or called last
    ADD COLUMN last_call_at bigint, -- the end of the last call that was looked at for idle_since
    DROP CONSTRAINT binding_end_cause_check,
    ADD CONSTRAINT binding_end_cause_check CHECK (end_cause BETWEEN 0 AND 3);
UPDATE cv.binding SET ends_by = expires_at;

-- Calls over bindings, until when at least: a service notes them.
CREATE TABLE cv_route.late_touch (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    binding_id      bigint NOT NULL,
    at_ms           bigint NOT NULL
);

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv_route.late_touch TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- A pool's idle time-out in minutes; null for none.
CREATE FUNCTION cv_api.pool_idle(pool bigint, minutes bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.manages_pool(pool) IS NOT TRUE THEN
        RAISE insufficient_privilege;
    END IF;
    UPDATE cv.pool p SET idle_minutes = minutes WHERE p.id = pool;
END $$;

-- When a binding ends and its number is free, each time that something decides it: it is made or extended (both take the
-- idle time-out of the asked pool), goes to another agent, or is called. How long its number cools was decided before.
CREATE FUNCTION cv_api.note_end() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ends bigint;
BEGIN
    IF TG_ARGV[0] = 'decided' THEN
        NEW.ends_by := NEW.expires_at;
        NEW.idle_ms := (SELECT p.idle_minutes * 60000 FROM cv.pool p WHERE p.id = NEW.asked_pool_id);
    END IF;
    IF NEW.idle_ms IS NULL THEN
        RETURN NEW;
    END IF;
    IF TG_ARGV[0] <> 'called' THEN
        NEW.idle_since := CASE TG_OP WHEN 'INSERT' THEN NEW.created_at ELSE cv_api.now_ms() END;
    END IF;
    ends := least(NEW.ends_by, NEW.idle_since + NEW.idle_ms);
    NEW.free_at := CASE WHEN NEW.expires_at IS NOT NULL AND NEW.free_at < 9223372036854775807
                        THEN NEW.free_at + (ends - NEW.expires_at)
                        ELSE ends + (SELECT p.cool_down_minutes FROM cv.pool p WHERE p.id = NEW.pool_id) * 60000 END;
    NEW.expires_at := ends;
    RETURN NEW;
END $$;

-- Whoever notes that a binding has expired need not know why.
CREATE FUNCTION cv_api.note_end_cause() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.end_cause := 2;
    RETURN NEW;
END $$;

-- Puts down that somebody called over a binding, until at_ms at least. Whoever calls this may keep his transaction open:
-- no row of anybody else is locked. Nothing for a binding that has ended, or has no idle time-out.
CREATE FUNCTION cv_api.binding_touch(binding bigint, at_ms bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO cv_route.late_touch (binding_id, at_ms)
    SELECT b.id, least(binding_touch.at_ms, cv_api.now_ms()) FROM cv.binding b
    WHERE b.id = binding AND b.idle_ms IS NOT NULL AND cv_api.is_live(b.ended_at, b.expires_at)
      AND binding_touch.at_ms > coalesce(b.last_call_at, 0)
$$;

-- Puts the end of a binding off, as a call until at_ms does. False when it would have to wait for anybody: then nothing
-- was done. True also when there is nothing to do.
CREATE FUNCTION cv_api.binding_called(binding bigint, at_ms bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b cv.binding;
    routes tid[];
BEGIN
    PERFORM FROM cv.did d JOIN cv.binding x ON x.did_id = d.id WHERE x.id = binding FOR NO KEY UPDATE OF d SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    SELECT * INTO b FROM cv.binding x WHERE x.id = binding FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF b.idle_ms IS NULL OR NOT cv_api.is_live(b.ended_at, b.expires_at) OR at_ms <= b.last_call_at THEN
        RETURN true;
    END IF;
    routes := ARRAY(SELECT r.ctid FROM cv_route.route r
                    WHERE r.binding_id = binding OR (b.model IN (2, 3) AND r.did_id = b.did_id AND r.caller = '')
                    FOR NO KEY UPDATE SKIP LOCKED);
    IF cardinality(routes) < (SELECT count(*) FROM cv_route.route r
                              WHERE r.binding_id = binding
                                 OR (b.model IN (2, 3) AND r.did_id = b.did_id AND r.caller = '')) THEN
        RETURN false;
    END IF;
    UPDATE cv.binding x SET last_call_at = at_ms, idle_since = greatest(x.idle_since, at_ms) WHERE x.id = binding
    RETURNING * INTO b;
    -- A call only ever moves an end further away.
    UPDATE cv_vault.binding_side s SET free_at = b.free_at
    WHERE s.did_id = b.did_id AND s.free_at < b.free_at
      AND ((s.binding_id = binding AND s.owner = '') OR (s.owner <> '' AND b.model IN (2, 3)));
    UPDATE cv.did d SET free_at = b.free_at WHERE d.id = b.did_id AND d.free_at < b.free_at;
    UPDATE cv_route.route r SET expires_at = b.expires_at WHERE r.ctid = ANY (routes) AND r.expires_at < b.expires_at;
    RETURN true;
END $$;

-- For the service alone: notes calls over bindings, a thousand of these at once; of how many. What somebody is just
-- changing stays for the next pass, and keeps nothing else waiting.
CREATE FUNCTION cv_api.touches_take() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    touch record;
    noted bigint := 0;
BEGIN
    IF NOT cv_api.is_service() OR current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE insufficient_privilege;
    END IF;
    DELETE FROM cv_route.late_touch t
    WHERE t.seq IN (SELECT o.seq FROM (SELECT cv_api.now_ms() AS now) m CROSS JOIN cv_route.late_touch o
                    LEFT JOIN cv.binding b ON b.id = o.binding_id
                    WHERE (b.idle_ms IS NOT NULL AND b.ended_at IS NULL AND b.expires_at > m.now
                           AND o.at_ms > coalesce(b.last_call_at, 0)) IS NOT TRUE
                    FOR UPDATE OF o SKIP LOCKED);
    -- Those rows alone go that were looked at: another may come in meanwhile.
    FOR touch IN SELECT t.binding_id, max(t.at_ms) AS at_ms, array_agg(t.seq) AS seqs FROM cv_route.late_touch t
                 GROUP BY t.binding_id ORDER BY min(t.seq) LOOP
        CONTINUE WHEN NOT cv_api.binding_called(touch.binding_id, touch.at_ms);
        DELETE FROM cv_route.late_touch t WHERE t.seq = ANY (touch.seqs);
        noted := noted + 1;
        EXIT WHEN noted >= 1000;
    END LOOP;
    RETURN noted;
END $$;

-- As before, and for calls that wait to be noted.
CREATE OR REPLACE FUNCTION cv_api.route_waits() RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.is_service()
       AND (EXISTS (SELECT FROM cv_route.due) OR NOT EXISTS (SELECT FROM cv_route.standing)
            OR EXISTS (SELECT FROM cv_route.late_touch)
            OR EXISTS (SELECT FROM cv_route.route r WHERE r.expires_at <= cv_api.now_ms()))
$$;

-- The records of all doors come here: a call that was over a binding keeps it, once a service has noted it.
CREATE FUNCTION cv_api.note_call() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.binding_touch(NEW.binding_id, coalesce(NEW.ended_at, NEW.answered_at, NEW.started_at));
    RETURN NULL;
END $$;

-- As binding_release, because the case is closed.
CREATE FUNCTION cv_api.binding_close(binding bigint, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.binding_release(binding, seen) IS NOT TRUE THEN
        RETURN false;
    END IF;
    UPDATE cv.binding x SET end_cause = 3 WHERE x.id = binding;
    RETURN true;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.pool_idle(bigint, bigint), cv_api.touches_take(),
    cv_api.binding_close(bigint, integer) TO "cv_{db}_person";

CREATE TRIGGER note_end BEFORE INSERT OR UPDATE OF expires_at ON cv.binding
    FOR EACH ROW EXECUTE FUNCTION cv_api.note_end('decided');
CREATE TRIGGER note_end_of_reassigned BEFORE UPDATE OF agent_id ON cv.binding
    FOR EACH ROW EXECUTE FUNCTION cv_api.note_end('reassigned');
CREATE TRIGGER note_end_of_called BEFORE UPDATE OF idle_since ON cv.binding
    FOR EACH ROW EXECUTE FUNCTION cv_api.note_end('called');
CREATE TRIGGER note_end_cause BEFORE UPDATE OF end_cause ON cv.binding FOR EACH ROW
    WHEN (NEW.end_cause = 0 AND OLD.end_cause IS NULL AND NEW.idle_ms IS NOT NULL
          AND (NEW.ends_by IS NULL OR NEW.expires_at < NEW.ends_by))
    EXECUTE FUNCTION cv_api.note_end_cause();
CREATE TRIGGER note_call AFTER INSERT ON cv_route.cdr_spool FOR EACH ROW
    WHEN (NEW.binding_id <> 0 AND NEW.fault IS NULL) EXECUTE FUNCTION cv_api.note_call();

-- That a binding was called is nobody's deed, and neither is until when its number is taken for it.
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR DELETE
    OR UPDATE OF id, revision, token, public_id, pool_id, asked_pool_id, did_id, process_id, model, agent_id, case_ref,
        customer_text, agent_text, customer_number, agent_number, keeps_numbers, recording, matched, free_seen, all_seen,
        created_by, created_at, expires_at, ended_at, end_cause, free_at, agent_since, ends_by, idle_ms ON cv.binding
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
DROP TRIGGER need_deed ON cv.did;
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR DELETE
    OR UPDATE OF id, number, created_at, pool_id, area, state, changed_at, last_used_at ON cv.did
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
