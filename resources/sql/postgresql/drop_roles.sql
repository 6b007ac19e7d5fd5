-- Takes back the roles of a database whose restoring failed, after the database; run in the maintenance database.
DO $$
DECLARE
    entry record;
BEGIN
    FOR entry IN SELECT r.rolname FROM pg_roles r
                 WHERE starts_with(r.rolname::text, 'cvu_{name}.') OR r.rolname ~ '^cv_{name}_[a-z]+$' LOOP
        EXECUTE format('DROP ROLE %I', entry.rolname);
    END LOOP;
END $$;
