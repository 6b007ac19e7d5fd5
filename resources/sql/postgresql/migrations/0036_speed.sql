-- Speed. The questions that every statement asks about who is asking. A function in the language sql is planned anew by each
-- statement that calls it; in plpgsql its plan is kept for the session. Binding a pair asked over a hundred times.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

CREATE OR REPLACE FUNCTION cv_api.me() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT p.id FROM cv.person p WHERE p.login = session_user AND p.state < 2), 0);
END $$;

CREATE OR REPLACE FUNCTION cv_api.now_ms() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (extract(epoch FROM clock_timestamp()) * 1000)::bigint;
END $$;

CREATE OR REPLACE FUNCTION cv_api.sees_all() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person bigint := cv_api.me();
BEGIN
    RETURN EXISTS (SELECT FROM cv.person p WHERE p.id = person AND p.all_processes = 1);
END $$;

CREATE OR REPLACE FUNCTION cv_api.may(permission integer) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person bigint := cv_api.me();
BEGIN
    RETURN EXISTS (SELECT FROM cv.person p JOIN cv.role_permission r ON r.role = p.role
                   WHERE p.id = person AND r.permission = may.permission);
END $$;

CREATE OR REPLACE FUNCTION cv_api.my_processes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person bigint := cv_api.me();
BEGIN
    IF cv_api.sees_all() THEN
        RETURN (SELECT coalesce(array_agg(r.id), '{}') FROM cv.process r);
    END IF;
    RETURN (SELECT coalesce(array_agg(o.process_id), '{}') FROM cv.person_process o WHERE o.person_id = person);
END $$;

CREATE OR REPLACE FUNCTION cv_api.hidden_agents() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.sees_all() THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT a.agent_id FROM cv.agent_process a
    GROUP BY a.agent_id HAVING NOT bool_or(a.process_id = ANY ((SELECT cv_api.my_processes())::bigint[]));
END $$;

CREATE OR REPLACE FUNCTION cv_api.my_pools() RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    all_pools boolean := cv_api.sees_all();
    processes bigint[] := cv_api.my_processes();
BEGIN
    IF cv_api.me() = 0 THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT p.id FROM cv.pool p
    WHERE all_pools OR p.all_processes = 1
       OR EXISTS (SELECT FROM cv.pool_process s WHERE s.pool_id = p.id AND s.process_id = ANY (processes));
END $$;

CREATE OR REPLACE FUNCTION cv_api.binds_in(process bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN cv_api.may(2) AND process = ANY (cv_api.my_processes());
END $$;

CREATE OR REPLACE FUNCTION cv_api.binding_processes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE WHEN cv_api.may(2) THEN cv_api.my_processes() ELSE '{}' END;
END $$;

CREATE OR REPLACE FUNCTION cv_api.pool_serves(pool bigint, process bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM cv.pool p
                   WHERE p.id = pool AND (p.all_processes = 1
                                          OR EXISTS (SELECT FROM cv.pool_process s
                                                     WHERE s.pool_id = pool AND s.process_id = process)));
END $$;

CREATE OR REPLACE FUNCTION cv_api.is_live(ended bigint, expiry bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ended IS NULL AND (expiry IS NULL OR expiry > cv_api.now_ms());
END $$;

CREATE OR REPLACE FUNCTION cv_api.did_is_free(did bigint, alone boolean, customer bytea, agent bytea, own bytea,
    again bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
BEGIN
    RETURN NOT EXISTS (SELECT FROM cv_vault.binding_side s
                       WHERE s.did_id = did AND s.free_at > at_ms AND s.binding_id <> again
                         AND (alone OR s.owner <> '' OR s.party IN (customer, agent))
                         AND NOT (s.owner <> '' AND s.owner = own));
END $$;

CREATE OR REPLACE FUNCTION cv_api.own_did(process bigint, own bytea) RETURNS SETOF bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
BEGIN
    IF own <> '' THEN
        RETURN QUERY
        SELECT d.id FROM cv_vault.binding_side s JOIN cv.did d ON d.id = s.did_id
        WHERE s.owner = own AND s.free_at > at_ms AND d.state = 0 AND cv_api.pool_serves(d.pool_id, process);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION cv_api.binding_known(process bigint, customer bytea, agent bytea, own bytea)
RETURNS TABLE (did_id bigint, pool_id bigint)
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    pair_key bytea := sha256(customer || agent);
    at_ms bigint := cv_api.now_ms();
BEGIN
    IF NOT cv_api.binds_in(process) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT d.id, d.pool_id
    FROM (SELECT o AS id FROM cv_api.own_did(process, own) o
          UNION
          SELECT b.did_id FROM cv_vault.binding_key k JOIN cv.binding b ON b.id = k.binding_id
          WHERE own = '' AND k.process_id = process AND k.key = pair_key AND b.free_at > at_ms) known
    JOIN cv.did d ON d.id = known.id
    WHERE d.pool_id IS NOT NULL AND d.state = 0;
END $$;

CREATE OR REPLACE FUNCTION cv_api.manages_pool(pool bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    processes bigint[] := cv_api.my_processes();
BEGIN
    RETURN cv_api.may(2)
       AND EXISTS (SELECT FROM cv.pool p
                   WHERE p.id = pool AND (p.all_processes = 0 OR cv_api.sees_all())
                     AND (p.id IN (SELECT m FROM cv_api.my_pools() m) OR p.created_by = cv_api.me()))
       AND NOT EXISTS (SELECT FROM cv.pool_process s WHERE s.pool_id = pool AND s.process_id <> ALL (processes));
END $$;

-- Their statements find rows by key, whatever the values are: one plan does for all.
ALTER FUNCTION cv_api.binding_make(bytea, bytea, bigint, bigint, bigint, bigint, integer, text, text, text, bigint,
    integer, bigint, bytea, bigint, bytea, bytea, bigint, bytea, bytea, integer, integer, integer, integer, bigint, bytea,
    bytea, bytea, bigint[], bytea[], bytea[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION cv_api.binding_known(bigint, bytea, bytea, bytea) SET plan_cache_mode = force_generic_plan;

-- As before, and what is taken is due no more, however often it had become so: a number that got a thousand bindings
-- while no service worked was made anew a thousand times.
CREATE OR REPLACE FUNCTION cv_api.route_due(most integer) RETURNS TABLE (did_id bigint, binding_id bigint)
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken bigint[];
    held bigint[];
    lines bigint[];
    routes bigint[];
    busy bigint[];
BEGIN
    IF NOT cv_api.is_service() OR current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv_route.standing s WHERE s.id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    taken := ARRAY(SELECT DISTINCT n.did_id
                   FROM (SELECT d.did_id FROM cv_route.due d ORDER BY d.seq LIMIT greatest(most, 1)) n);
    DELETE FROM cv_route.due d
    WHERE d.seq IN (SELECT o.seq FROM cv_route.due o WHERE o.did_id = ANY (taken) FOR UPDATE SKIP LOCKED);
    held := ARRAY(SELECT b.id FROM cv.binding b WHERE b.did_id = ANY (taken) AND b.ended_at IS NULL
                  ORDER BY b.id FOR SHARE SKIP LOCKED);
    lines := ARRAY(SELECT i.agent_id FROM cv_vault.agent_index i
                   WHERE i.agent_id IN (SELECT b.agent_id FROM cv.binding b WHERE b.id = ANY (held) AND b.agent_id <> 0)
                   FOR SHARE SKIP LOCKED);
    routes := ARRAY(SELECT r.did_id FROM cv_route.route r WHERE r.did_id = ANY (taken) FOR UPDATE SKIP LOCKED);
    busy := ARRAY(SELECT b.did_id FROM cv.binding b
                  WHERE b.did_id = ANY (taken) AND b.ended_at IS NULL AND b.id <> ALL (held)
                  UNION
                  SELECT b.did_id FROM cv.binding b JOIN cv_vault.agent_index i ON i.agent_id = b.agent_id
                  WHERE b.id = ANY (held) AND b.agent_id <> ALL (lines)
                  UNION
                  SELECT r.did_id FROM cv_route.route r WHERE r.did_id = ANY (taken) GROUP BY r.did_id
                  HAVING count(*) <> (SELECT count(*) FROM unnest(routes) l WHERE l = r.did_id));
    INSERT INTO cv_route.due (did_id) SELECT y FROM unnest(busy) y;
    RETURN QUERY SELECT t, b.id FROM unnest(taken) t LEFT JOIN cv.binding b ON b.did_id = t AND b.id = ANY (held)
                 WHERE t <> ALL (busy) ORDER BY 1, 2;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
