-- Logins of a dropped database of the same name must not reach the new one: they, and whoever else was let into its
-- groups, are put out before an organisation is founded.
DO $$
DECLARE
    entry record;
BEGIN
    FOR entry IN
        SELECT m.rolname AS member, g.rolname AS role
        FROM pg_auth_members a
        JOIN pg_roles g ON g.oid = a.roleid
        JOIN pg_roles m ON m.oid = a.member
        WHERE g.rolname ~ '^cv_{db}_[a-z]+$' AND m.rolname !~ '^cv_{db}_[a-z]+$'
    LOOP
        EXECUTE format('REVOKE %I FROM %I', entry.role, entry.member);
    END LOOP;
    PERFORM pg_terminate_backend(a.pid) FROM pg_stat_activity a WHERE a.usename ~ '^cv[us]_{db}\.'; -- they hold locks
    FOR entry IN SELECT r.rolname FROM pg_roles r WHERE r.rolname ~ '^cv[us]_{db}\.' LOOP
        BEGIN
            EXECUTE format('DROP ROLE %I', entry.rolname);
        EXCEPTION WHEN dependent_objects_still_exist THEN -- it owns something elsewhere
            EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', entry.rolname);
        END;
    END LOOP;
END $$;
