-- One login of a backup, made by the role that makes logins; run in a database that is being restored. {login} is
-- checked by its pattern, and so is {verifier}, which the server's log must not keep.
SET LOCAL log_statement TO none;
SET LOCAL log_min_duration_statement TO -1;
SET LOCAL log_min_error_statement TO panic;
DO $$
DECLARE
    entry text;
BEGIN
    SET LOCAL ROLE "cv_{db}_people";
    CREATE ROLE "{login}" {may} PASSWORD {verifier};
    FOREACH entry IN ARRAY string_to_array('{groups}', ',') LOOP
        EXECUTE format('GRANT %I TO %I', 'cv_{db}_' || entry, '{login}');
    END LOOP;
    RESET ROLE;
END $$;
