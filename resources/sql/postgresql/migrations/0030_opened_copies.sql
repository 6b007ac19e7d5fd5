-- After a crash of the server all routes are made again, and soon: a service keeps what it has opened once in a form
-- that opens faster, and finds the parties of a binding by the binding.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- For the service alone: its copies in place of those that were sealed to it; those that have gone meanwhile stay gone,
-- and one that somebody is just taking away is not waited for: it stays sealed until the next pass.
CREATE FUNCTION cv_api.route_copies_keep(bindings bigint[], sides integer[], agents bigint[], copies bytea[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service()
       OR EXISTS (SELECT FROM unnest(copies) y WHERE octet_length(y) NOT BETWEEN 48 AND 200) THEN
        RAISE insufficient_privilege;
    END IF;
    WITH held AS (SELECT c.binding_id, c.side, u.copy FROM cv_vault.route_copy c
                  JOIN unnest(bindings, sides, agents, copies) AS u (binding, side, agent, copy)
                      ON u.agent = 0 AND c.binding_id = u.binding AND c.side = u.side
                  WHERE c.holder = cv_api.me() FOR UPDATE OF c SKIP LOCKED)
    UPDATE cv_vault.route_copy c SET sealed = h.copy FROM held h
    WHERE c.binding_id = h.binding_id AND c.side = h.side AND c.holder = cv_api.me();
    WITH held AS (SELECT c.agent_id, u.copy FROM cv_vault.agent_copy c
                  JOIN unnest(bindings, sides, agents, copies) AS u (binding, side, agent, copy)
                      ON u.agent <> 0 AND c.agent_id = u.agent
                  WHERE c.holder = cv_api.me() FOR UPDATE OF c SKIP LOCKED)
    UPDATE cv_vault.agent_copy c SET sealed = h.copy FROM held h WHERE c.agent_id = h.agent_id AND c.holder = cv_api.me();
END $$;

-- As before, for numbers with many bindings: each side is looked up by its binding, a number's owner by the number.
CREATE OR REPLACE FUNCTION cv_api.route_bindings(bindings bigint[])
RETURNS TABLE (binding_id bigint, did_id bigint, brand text, session bytea, process_id bigint, pool_id bigint,
    model integer, agent_id bigint, recording integer, created_at bigint, expires_at bigint, customer_copy bytea, agent_copy bytea,
    customer_party bytea, agent_party bytea, owner bytea)
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH brand AS MATERIALIZED (SELECT p.id, cv_api.brand_of(p.brand, p.id) AS name FROM cv.pool p)
    SELECT b.id, d.id, p.name, b.public_id, b.process_id, b.asked_pool_id,
           b.model::integer, b.agent_id, b.recording::integer, b.created_at, b.expires_at, c.sealed,
           CASE WHEN b.agent_id = 0 THEN g.sealed ELSE a.sealed END,
           CASE WHEN b.model = 3 THEN o.party ELSE x.party END, CASE WHEN b.model = 2 THEN o.party ELSE y.party END,
           coalesce(o.owner, x.owner, y.owner)
    FROM (SELECT cv_api.now_ms() AS at_ms, cv_api.me() AS me) m CROSS JOIN cv.binding b JOIN cv.did d ON d.id = b.did_id
    LEFT JOIN brand p ON p.id = d.pool_id
    LEFT JOIN cv_vault.route_copy c ON c.binding_id = b.id AND c.side = 0 AND c.holder = m.me
    LEFT JOIN cv_vault.route_copy g ON g.binding_id = b.id AND g.side = 1 AND g.holder = m.me
    LEFT JOIN cv_vault.agent_copy a ON a.agent_id = b.agent_id AND a.holder = m.me
    LEFT JOIN cv_vault.binding_side x ON x.binding_id = b.id AND x.did_id = b.did_id AND x.side = 0 AND x.owner = ''
    LEFT JOIN cv_vault.binding_side y ON y.binding_id = b.id AND y.did_id = b.did_id AND y.side = 1 AND y.owner = ''
    LEFT JOIN LATERAL (SELECT s.party, s.owner FROM cv_vault.binding_side s
                       WHERE b.model IN (2, 3) AND s.did_id = b.did_id AND s.side = 3 - b.model AND s.owner <> ''
                       LIMIT 1) o ON true
    WHERE cv_api.is_service() AND b.id = ANY (bindings) AND b.ended_at IS NULL AND b.keeps_numbers = 1
      AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)
    ORDER BY b.did_id, b.id
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON FUNCTION cv_api.route_copies_keep(bigint[], integer[], bigint[], bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.route_copies_keep(bigint[], integer[], bigint[], bytea[]) TO "cv_{db}_person";

-- A copy is put there with an entry in the record; that a service keeps it in another form is no deed.
DROP TRIGGER need_deed ON cv_vault.route_copy;
DROP TRIGGER need_deed ON cv_vault.agent_copy;
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT ON cv_vault.route_copy
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT ON cv_vault.agent_copy
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
