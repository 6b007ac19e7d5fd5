-- Pools that are no longer wanted. A removed pool keeps its row: bindings, samples and the record of deeds tell its name
-- still. It has retired numbers alone, which any pool may take again, and its name is free.

SET LOCAL ROLE "cv_{db}_owner";

ALTER TABLE cv.pool ADD COLUMN removed_at bigint; -- null: it stands

RESET ROLE;
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- As before; a removed pool is nobody's to change.
CREATE OR REPLACE FUNCTION cv_api.manages_pool(pool bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    processes bigint[] := cv_api.my_processes();
BEGIN
    RETURN cv_api.may(2)
       AND EXISTS (SELECT FROM cv.pool p
                   WHERE p.id = pool AND p.removed_at IS NULL AND (p.all_processes = 0 OR cv_api.sees_all())
                     AND (p.id IN (SELECT m FROM cv_api.my_pools() m) OR p.created_by = cv_api.me()))
       AND NOT EXISTS (SELECT FROM cv.pool_process s WHERE s.pool_id = pool AND s.process_id <> ALL (processes));
END $$;

-- As before; a removed pool serves nobody.
CREATE OR REPLACE FUNCTION cv_api.pool_serves(pool bigint, process bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM cv.pool p
                   WHERE p.id = pool AND p.removed_at IS NULL
                     AND (p.all_processes = 1
                          OR EXISTS (SELECT FROM cv.pool_process s WHERE s.pool_id = pool AND s.process_id = process)));
END $$;

-- What keeps a pool: numbers that are not retired, bindings of it that live or cool, and pools that fall back to it.
CREATE FUNCTION cv_api.pool_kept_by(pool bigint) RETURNS TABLE (numbers bigint, bindings bigint, fallbacks bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
BEGIN
    IF cv_api.manages_pool(pool) IS NOT TRUE THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN QUERY
    SELECT (SELECT count(*) FROM cv.did d WHERE d.pool_id = pool AND d.state <> 3),
           (SELECT count(*) FROM cv.binding b WHERE pool IN (b.pool_id, b.asked_pool_id) AND b.free_at > at_ms),
           (SELECT count(*) FROM cv.pool_fallback f WHERE f.fallback_id = pool);
END $$;

-- Removes a pool as it was seen; false when it was changed meanwhile, or something keeps it. Whoever puts numbers into it,
-- takes them from it, asks it for a binding or lets a pool fall back to it is waited for: he shares its row.
CREATE FUNCTION cv_api.pool_remove(pool bigint, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.manages_pool(pool) IS NOT TRUE OR current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.pool p WHERE p.id = pool AND p.revision = seen AND p.removed_at IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF EXISTS (SELECT FROM cv_api.pool_kept_by(pool) k WHERE k.numbers + k.bindings + k.fallbacks > 0) THEN
        RETURN false;
    END IF;
    DELETE FROM cv.pool_fallback f WHERE f.pool_id = pool;
    -- No name that is typed has a line break.
    UPDATE cv.pool p SET revision = p.revision + 1, removed_at = cv_api.now_ms(), name_key = p.name_key || chr(10) || p.id
    WHERE p.id = pool;
    RETURN true;
END $$;

-- A pool that was removed a moment ago gets no number that is not retired and no binding, and nothing falls back to it.
-- Whoever tries again sees that it is gone.
CREATE FUNCTION cv_api.share_pool(pool bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM cv.pool p WHERE p.id = pool AND p.removed_at IS NULL FOR SHARE;
    IF NOT FOUND THEN
        RAISE serialization_failure;
    END IF;
END $$;

CREATE FUNCTION cv_api.guard_pool_of_did() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.share_pool(NEW.pool_id);
    RETURN NEW;
END $$;

CREATE FUNCTION cv_api.guard_pool_of_fallback() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.share_pool(NEW.fallback_id);
    RETURN NEW;
END $$;

CREATE FUNCTION cv_api.guard_pool_of_binding() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.share_pool(NEW.asked_pool_id);
    RETURN NEW;
END $$;

-- As before, and the numbers of removed pools are free. What comes into a pool is in service.
CREATE OR REPLACE FUNCTION cv_api.pool_add_did(pool bigint, did_number text, did_area text) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.manages_pool(pool) THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.pool p WHERE p.id = pool FOR SHARE;
    IF EXISTS (SELECT FROM cv.did d JOIN cv.pool p ON p.id = d.pool_id
               WHERE d.number = did_number AND p.removed_at IS NULL)
       OR EXISTS (SELECT FROM cv.process_did o JOIN cv.did d ON d.id = o.did_id
                  WHERE d.number = did_number AND o.process_id <> ALL (cv_api.my_processes())) THEN
        RETURN false;
    END IF;
    INSERT INTO cv.did AS d (number, created_at, pool_id, area, changed_at)
        VALUES (did_number, cv_api.now_ms(), pool, did_area, cv_api.now_ms())
        ON CONFLICT (number) DO UPDATE SET pool_id = excluded.pool_id, area = excluded.area, state = 0,
            changed_at = excluded.changed_at
            WHERE d.pool_id IS NULL
               OR EXISTS (SELECT FROM cv.pool p WHERE p.id = d.pool_id AND p.removed_at IS NOT NULL);
    RETURN FOUND;
END $$;

-- As before, and the numbers in service on which the busiest party stands: those that it can still get are the others.
DROP FUNCTION cv_api.pool_use();
CREATE FUNCTION cv_api.pool_use()
RETURNS TABLE (pool_id bigint, bound bigint, cooling bigint, free bigint, busiest bigint, busiest_in_service bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH moment AS MATERIALIZED (SELECT cv_api.now_ms() AS at_ms),
    taken AS MATERIALIZED (
        SELECT d.pool_id, b.did_id, d.state, b.customer_number, b.agent_number,
               b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > m.at_ms) AS live
        FROM moment m CROSS JOIN cv.binding b JOIN cv.did d ON d.id = b.did_id
        WHERE d.pool_id IN (SELECT p FROM cv_api.my_pools() p) AND b.free_at > m.at_ms),
    bound AS (SELECT DISTINCT t.did_id FROM taken t WHERE t.live),
    busy AS (SELECT p.pool_id, count(DISTINCT p.did_id) AS numbers,
                    count(DISTINCT p.did_id) FILTER (WHERE p.state = 0) AS in_service
             FROM (SELECT t.pool_id, t.did_id, t.state, t.customer_number AS party FROM taken t
                   UNION ALL SELECT t.pool_id, t.did_id, t.state, t.agent_number FROM taken t) p
             WHERE p.party <> 0 GROUP BY p.pool_id, p.party)
    SELECT d.pool_id, count(b.did_id), count(*) FILTER (WHERE b.did_id IS NULL AND d.free_at > m.at_ms),
           count(*) FILTER (WHERE d.state = 0 AND d.free_at <= m.at_ms),
           coalesce((SELECT max(y.numbers) FROM busy y WHERE y.pool_id = d.pool_id), 0),
           coalesce((SELECT max(y.in_service) FROM busy y WHERE y.pool_id = d.pool_id), 0)
    FROM moment m CROSS JOIN cv.did d LEFT JOIN bound b ON b.did_id = d.id
    WHERE d.pool_id IN (SELECT p FROM cv_api.my_pools() p) AND d.state <> 3
    GROUP BY d.pool_id
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON FUNCTION cv_api.pool_kept_by(bigint), cv_api.pool_remove(bigint, integer), cv_api.share_pool(bigint),
    cv_api.pool_use(), cv_api.guard_pool_of_did(), cv_api.guard_pool_of_fallback(), cv_api.guard_pool_of_binding() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.pool_kept_by(bigint), cv_api.pool_remove(bigint, integer), cv_api.pool_use() TO "cv_{db}_person";

CREATE TRIGGER guard_removed_pool BEFORE INSERT OR UPDATE OF pool_id, state ON cv.did FOR EACH ROW
    WHEN (NEW.pool_id IS NOT NULL AND NEW.state <> 3) EXECUTE FUNCTION cv_api.guard_pool_of_did();
CREATE TRIGGER guard_removed_pool BEFORE INSERT OR UPDATE ON cv.pool_fallback
    FOR EACH ROW EXECUTE FUNCTION cv_api.guard_pool_of_fallback();
-- The pool that gives the number is shared by binding_make() already.
CREATE TRIGGER guard_removed_pool BEFORE INSERT ON cv.binding FOR EACH ROW
    WHEN (NEW.asked_pool_id <> NEW.pool_id) EXECUTE FUNCTION cv_api.guard_pool_of_binding();
