-- Pools that are no longer wanted. A removed pool keeps its row: bindings, samples and the record of deeds tell its name
-- still. It has retired numbers alone, which any pool may take again, and its name is free.

-- Null: it stands.
ALTER TABLE pool ADD COLUMN removed_at INTEGER;

CREATE TRIGGER keep_pool BEFORE UPDATE OF removed_at ON pool
WHEN NEW.removed_at IS NOT NULL
    AND (EXISTS (SELECT 1 FROM did d WHERE d.pool_id = NEW.id AND d.state <> 3)
         OR EXISTS (SELECT 1 FROM pool_fallback f WHERE f.fallback_id = NEW.id)) BEGIN
    SELECT RAISE(ABORT, 'something keeps the pool');
END;
CREATE TRIGGER end_fallbacks AFTER UPDATE OF removed_at ON pool WHEN NEW.removed_at IS NOT NULL BEGIN
    DELETE FROM pool_fallback WHERE pool_id = NEW.id;
END;

-- A removed pool gets no number that is not retired, and nothing falls back to it.
CREATE TRIGGER guard_removed_pool_put BEFORE INSERT ON did
WHEN NEW.state <> 3 AND EXISTS (SELECT 1 FROM pool p WHERE p.id = NEW.pool_id AND p.removed_at IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'the pool is removed');
END;
CREATE TRIGGER guard_removed_pool_change BEFORE UPDATE OF pool_id, state ON did
WHEN NEW.state <> 3 AND EXISTS (SELECT 1 FROM pool p WHERE p.id = NEW.pool_id AND p.removed_at IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'the pool is removed');
END;
CREATE TRIGGER guard_removed_pool_order BEFORE INSERT ON pool_fallback
WHEN EXISTS (SELECT 1 FROM pool p WHERE p.id = NEW.fallback_id AND p.removed_at IS NOT NULL) BEGIN
    SELECT RAISE(ABORT, 'the pool is removed');
END;
