-- What a review found in rates and in the leak audit.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- Begins to rate a period of the caller's processes again, as before (0039_rates.sql); but first it waits for publications
-- under way. One that holds its process has perhaps asked for the rates before they changed: its legs are there when the
-- first page is read. One that comes later asks at its end, and finds the new ones. Locks are taken in order, as all do.
CREATE OR REPLACE FUNCTION cv_api.rerate_begin(processes bigint[], from_at bigint, to_at bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10min' AS $$
#variable_conflict use_column
DECLARE
    begun bigint;
BEGIN
    IF NOT cv_api.may(1) OR processes IS NULL OR NOT processes <@ cv_api.my_processes() THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.process p WHERE p.id = ANY (rerate_begin.processes) ORDER BY p.id FOR NO KEY UPDATE;
    INSERT INTO cv.rerating (person_id, processes, from_at, to_at, begun_at)
    VALUES (cv_api.me(), rerate_begin.processes, rerate_begin.from_at, rerate_begin.to_at, cv_api.now_ms())
    RETURNING id INTO begun;
    RETURN begun;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
