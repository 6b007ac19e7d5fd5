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
    FOR entry IN SELECT r.rolname FROM pg_roles r WHERE starts_with(r.rolname::text, 'cvu_{db}.') LOOP
        EXECUTE format('DROP ROLE %I', entry.rolname);
    END LOOP;
END $$;
