-- A step of routes looks a few bindings up by their keys. A table that has just been filled, or was truncated by a crash,
-- has no statistics yet, and without them a whole table was read for each step.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";
ALTER FUNCTION cv_api.route_bindings(bigint[]) SET enable_hashjoin = off;
ALTER FUNCTION cv_api.route_bindings(bigint[]) SET enable_mergejoin = off;
ALTER FUNCTION cv_api.route_bindings(bigint[]) SET enable_seqscan = off;

-- Whether services are in force and none of them has a copy of the line that an agent of the process has now.
CREATE FUNCTION cv_api.agent_line_lacks(of_agent bigint, of_process bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.binds_in(of_process) IS NOT TRUE THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN EXISTS (SELECT FROM cv.agent_process g
                   WHERE g.agent_id = of_agent AND g.process_id = of_process AND g.number_id IS NOT NULL)
       AND EXISTS (SELECT FROM cv.person p WHERE p.role = 6 AND p.state < 2)
       AND NOT EXISTS (SELECT FROM cv_vault.agent_copy c JOIN cv.person p ON p.id = c.holder
                       WHERE c.agent_id = of_agent AND p.role = 6 AND p.state < 2);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON FUNCTION cv_api.agent_line_lacks(bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.agent_line_lacks(bigint, bigint) TO "cv_{db}_person";
