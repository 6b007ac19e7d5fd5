-- Takes back the roles of a database whose restoring failed, after the database; run in the maintenance database. In one
-- statement: a role that another one was granted by goes with it, and not before it.
DO $$
DECLARE
    names text;
BEGIN
    SELECT string_agg(quote_ident(r.rolname), ', ') INTO names FROM pg_roles r
    WHERE r.rolname ~ '^cv[us]_{name}\.' OR r.rolname ~ '^cv_{name}_[a-z]+$';
    IF names IS NOT NULL THEN
        EXECUTE 'DROP OWNED BY ' || names; -- rights on settings of the server
        EXECUTE 'DROP ROLE ' || names;
    END IF;
END $$;
