-- Copies that services lack are read page by page, of chosen processes: those that nobody can seal hide no others.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

DROP FUNCTION cv_api.route_gaps(integer);

-- Live bindings and listed agents for which a service has no copy, of those processes of the caller's that are named
-- (null: of all): their calls reach nobody. In one order, and behind the one that is named last, all 0 for the first.
CREATE FUNCTION cv_api.route_gaps(processes bigint[], after_binding bigint, after_side integer, after_agent bigint,
    after_holder bigint, most integer)
RETURNS TABLE (binding_id bigint, side integer, agent_id bigint, holder bigint, process_id bigint, number_id bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH live AS MATERIALIZED (
        SELECT b.id, b.process_id, b.agent_id, b.customer_number, b.agent_number
        FROM (SELECT cv_api.now_ms() AS at_ms) m CROSS JOIN cv.binding b
        WHERE b.ended_at IS NULL AND b.keeps_numbers = 1 AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)
          AND b.id >= after_binding AND b.process_id = ANY ((SELECT cv_api.binding_processes())::bigint[])
          AND (processes IS NULL OR b.process_id = ANY (processes))),
    services AS (SELECT p.id FROM cv.person p WHERE p.role = 6 AND p.state < 2),
    gaps (binding_id, side, agent_id, holder, process_id, number_id) AS (
        SELECT l.id, 0, 0::bigint, s.id, l.process_id, l.customer_number FROM live l CROSS JOIN services s
        WHERE NOT EXISTS (SELECT FROM cv_vault.route_copy c
                          WHERE c.binding_id = l.id AND c.side = 0 AND c.holder = s.id)
        UNION ALL
        SELECT l.id, 1, 0, s.id, l.process_id, l.agent_number FROM live l CROSS JOIN services s
        WHERE l.agent_id = 0
          AND NOT EXISTS (SELECT FROM cv_vault.route_copy c
                          WHERE c.binding_id = l.id AND c.side = 1 AND c.holder = s.id)
        UNION ALL
        SELECT * FROM (SELECT DISTINCT ON (l.agent_id, s.id) 0::bigint, 1, l.agent_id, s.id, l.process_id, g.number_id
                       FROM live l CROSS JOIN services s
                       JOIN cv.agent_process g ON g.number_id IS NOT NULL -- his line of now, whatever he was bound with
                       WHERE l.agent_id <> 0 AND g.agent_id = l.agent_id AND g.process_id = l.process_id
                         AND NOT EXISTS (SELECT FROM cv_vault.agent_copy c
                                         WHERE c.agent_id = l.agent_id AND c.holder = s.id)
                       ORDER BY l.agent_id, s.id, l.id) a)
    SELECT g.* FROM gaps g
    WHERE (g.binding_id, g.side, g.agent_id, g.holder) > (after_binding, after_side, after_agent, after_holder)
    ORDER BY g.binding_id, g.side, g.agent_id, g.holder
    LIMIT least(most, 10000)
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON FUNCTION cv_api.route_gaps(bigint[], bigint, integer, bigint, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.route_gaps(bigint[], bigint, integer, bigint, bigint, integer) TO "cv_{db}_person";
