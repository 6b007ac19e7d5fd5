-- One login of a backup, made by the role that makes logins; run in a database that is being restored, in a transaction
-- that keeps the server's log quiet, because of {verifier}. That, {login} and {groups} are checked by their patterns.
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
    IF EXISTS (SELECT FROM cv.person p WHERE p.role = 6 AND p.name = substring('{login}' FROM position('.' IN '{login}') + 1)) THEN
        PERFORM cv_api.login_hush('{login}');
    END IF;
END $$;
