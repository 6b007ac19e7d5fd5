-- Roles of one Callveil database, made by "init" with a superuser's login. {db} is the database's name: roles belong to
-- the whole server, and people of one database must gain nothing in another.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['owner', 'definer', 'reader', 'people', 'person', 'processes', 'masking', 'import', 'calls', 'users', 'settings', 'audit', 'switch', 'cache']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_{db}_' || name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', 'cv_{db}_' || name);
        END IF;
    END LOOP;
    ALTER ROLE "cv_{db}_people" CREATEROLE;
    FOREACH name IN ARRAY ARRAY['person', 'processes', 'masking', 'import', 'calls', 'users', 'settings', 'audit', 'switch', 'cache']
    LOOP
        EXECUTE format('GRANT %I TO "cv_{db}_people" WITH ADMIN OPTION', 'cv_{db}_' || name);
    END LOOP;
END $$;

REVOKE ALL ON DATABASE "{db}" FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE "{db}" TO "cv_{db}_person", "cv_{db}_switch";
GRANT TEMPORARY ON DATABASE "{db}" TO "cv_{db}_definer"; -- import_publish works in temporary tables
-- What services and switches send holds real numbers: their logins are kept out of the server's log.
GRANT SET ON PARAMETER log_statement, log_min_duration_statement, log_min_duration_sample, log_min_error_statement,
    log_min_messages, log_transaction_sample_rate, track_activities TO "cv_{db}_people";
