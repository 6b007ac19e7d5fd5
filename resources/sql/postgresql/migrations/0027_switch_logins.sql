-- Logins of switches: whoever manages users in all processes shuts them out, and lets them in when he may view all
-- actual numbers himself: a switch may ask for any. A switch is nobody: it has no row among people, and its name begins
-- differently from that of every person's login.

GRANT SET ON PARAMETER log_min_messages TO "cv_{db}_people";

SET LOCAL ROLE "cv_{db}_owner";

CREATE TABLE cv.switch_login (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text NOT NULL UNIQUE CHECK (name ~ '^[a-z][a-z0-9-]{0,23}$'),
    created_by      bigint NOT NULL,
    created_at      bigint NOT NULL,
    rekeyed_at      bigint NOT NULL, -- since when it has its password
    disabled_at     bigint
);

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv.switch_login TO "cv_{db}_people";
GRANT EXECUTE ON FUNCTION cv_api.sees_all(), cv_api.may_view(bigint, bigint) TO "cv_{db}_people";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_people";
SET LOCAL ROLE "cv_{db}_people";

-- An error may repeat a number, too. Services that are there already follow.
CREATE OR REPLACE FUNCTION cv_api.login_hush(login name) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER ROLE %I SET log_statement TO ''none''', login);
    EXECUTE format('ALTER ROLE %I SET log_min_duration_statement TO -1', login);
    EXECUTE format('ALTER ROLE %I SET log_min_duration_sample TO -1', login);
    EXECUTE format('ALTER ROLE %I SET log_min_error_statement TO ''panic''', login);
    EXECUTE format('ALTER ROLE %I SET log_min_messages TO ''fatal''', login);
    EXECUTE format('ALTER ROLE %I SET log_transaction_sample_rate TO 0', login);
    EXECUTE format('ALTER ROLE %I SET track_activities TO off', login);
END $$;
DO $$
DECLARE
    service record;
BEGIN
    FOR service IN SELECT p.login FROM cv.person p JOIN pg_roles r ON r.rolname = p.login
                   WHERE p.role = 6 AND starts_with(p.login, 'cvu_{db}.') LOOP
        EXECUTE format('ALTER ROLE %I SET log_min_messages TO ''fatal''', service.login);
    END LOOP;
END $$;

-- Process 0: those to come too.
CREATE FUNCTION cv_api.switch_judge(lets_in boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.me() = 0 OR NOT cv_api.sees_all() OR NOT pg_has_role(session_user, 'cv_{db}_users', 'member')
       OR (lets_in IS NOT FALSE AND NOT cv_api.may_view(cv_api.me(), 0)) THEN
        RAISE insufficient_privilege;
    END IF;
END $$;

-- The login of a row that was checked, made or changed. Whoever makes logins is a member of it, to end its sessions.
CREATE FUNCTION cv_api.switch_let_in(switch text, verifier text, enabled boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    login CONSTANT name := 'cvs_{db}.' || switch;
    may CONSTANT text := CASE WHEN enabled THEN 'LOGIN' ELSE 'NOLOGIN' END;
BEGIN
    IF (verifier ~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$') IS NOT TRUE THEN
        RAISE invalid_parameter_value;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN CONNECTION LIMIT 100 ROLE "cv_{db}_people"', login);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_db_role_setting d JOIN pg_roles r ON r.oid = d.setrole WHERE r.rolname = login) THEN
        EXECUTE format('ALTER ROLE %I SET timezone TO ''UTC''', login); -- times of its call records name no zone
        EXECUTE format('ALTER ROLE %I SET datestyle TO ''ISO''', login); -- what is set by hand later stays
    END IF;
    EXECUTE format('ALTER ROLE %I %s PASSWORD %L', login, may, verifier);
    IF enabled THEN
        EXECUTE format('GRANT "cv_{db}_switch" TO %I', login);
    END IF;
    PERFORM cv_api.login_hush(login); -- what a switch asks holds real numbers
END $$;

-- A login loses its right to ask at once: it may hold its own row of pg_authid, and so keep off NOLOGIN and a password,
-- as long as it likes. switch_cut does the rest when that is committed.
CREATE FUNCTION cv_api.switch_put_out(switch text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'cvs_{db}.' || switch
               AND pg_has_role(r.oid, 'cv_{db}_switch', 'member')) THEN
        EXECUTE format('REVOKE "cv_{db}_switch" FROM %I', 'cvs_{db}.' || switch);
    END IF;
END $$;

CREATE FUNCTION cv_api.switch_make(switch text, verifier text) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    made bigint;
    login CONSTANT name := 'cvs_{db}.' || switch;
BEGIN
    PERFORM cv_api.switch_judge(true);
    IF (switch ~ '^[a-z][a-z0-9-]{0,23}$') IS NOT TRUE THEN
        RAISE invalid_parameter_value;
    END IF;
    IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login AND (
                   r.rolcanlogin OR r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls
                   OR EXISTS (SELECT FROM pg_auth_members a WHERE a.member = r.oid))) THEN
        RAISE unique_violation; -- made by somebody else, who knows its password
    ELSIF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login) THEN -- what switch_remove had to leave
        EXECUTE format('ALTER ROLE %I CONNECTION LIMIT 100', login);
        EXECUTE format('ALTER ROLE %I RESET ALL', login);
        IF NOT pg_has_role('cv_{db}_people', login, 'member') THEN
            EXECUTE format('GRANT %I TO "cv_{db}_people"', login);
        END IF;
    END IF;
    INSERT INTO cv.switch_login (name, created_by, created_at, rekeyed_at) VALUES (switch, cv_api.me(), at_ms, at_ms)
    RETURNING id INTO made;
    PERFORM cv_api.switch_let_in(switch, verifier, true);
    RETURN made;
END $$;

-- The first step to another password: until it has that, the login may ask for nothing.
CREATE FUNCTION cv_api.switch_bar(switch bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    barred text;
BEGIN
    PERFORM cv_api.switch_judge(true);
    UPDATE cv.switch_login s SET rekeyed_at = cv_api.now_ms() WHERE s.id = switch RETURNING s.name INTO barred;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM cv_api.switch_put_out(barred);
    RETURN true;
END $$;

-- The last step, when its sessions are ended. Also makes a login that is missing: a restored database has the rows
-- alone. False when it was not barred just now, or is gone.
CREATE FUNCTION cv_api.switch_rekey(switch bigint, verifier text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    barred record;
BEGIN
    PERFORM cv_api.switch_judge(true);
    SELECT s.name, s.disabled_at INTO barred FROM cv.switch_login s
    WHERE s.id = switch AND s.rekeyed_at > cv_api.now_ms() - 60000
      AND NOT EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'cvs_{db}.' || s.name
                      AND pg_has_role(r.oid, 'cv_{db}_switch', 'member'))
    FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM cv_api.switch_let_in(barred.name, verifier, barred.disabled_at IS NULL);
    RETURN true;
END $$;

-- False when it is so already, or gone.
CREATE FUNCTION cv_api.switch_enable(switch bigint, enabled boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changed text;
    login name;
BEGIN
    PERFORM cv_api.switch_judge(enabled);
    UPDATE cv.switch_login s SET disabled_at = CASE WHEN enabled THEN NULL ELSE cv_api.now_ms() END
    WHERE s.id = switch AND (s.disabled_at IS NULL) <> enabled RETURNING s.name INTO changed;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    login := 'cvs_{db}.' || changed;
    IF NOT enabled THEN
        PERFORM cv_api.switch_put_out(changed);
    ELSIF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login) THEN
        EXECUTE format('ALTER ROLE %I LOGIN', login);
        EXECUTE format('GRANT "cv_{db}_switch" TO %I', login);
    END IF;
    RETURN true;
END $$;

-- For good, when its sessions are ended. A role that owns something, or has default privileges, cannot go: it stays
-- behind with no password and no right.
CREATE FUNCTION cv_api.switch_remove(switch bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone text;
BEGIN
    PERFORM cv_api.switch_judge(false);
    DELETE FROM cv.switch_login s WHERE s.id = switch RETURNING s.name INTO gone;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    BEGIN
        EXECUTE format('DROP ROLE IF EXISTS %I', 'cvs_{db}.' || gone);
    EXCEPTION WHEN dependent_objects_still_exist THEN
        PERFORM cv_api.switch_put_out(gone);
        EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', 'cvs_{db}.' || gone);
    END;
    RETURN true;
END $$;

-- Ends the sessions of a login that was put out, or got another password just now, and lets one that was put out sign in
-- no more; how many. Asked after that is committed, and twice: a switch may be back before the first time is.
CREATE FUNCTION cv_api.switch_cut(switch bigint) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    cut record;
    ended integer;
BEGIN
    PERFORM cv_api.switch_judge(false);
    SELECT r.rolname, r.rolcanlogin AND NOT pg_has_role(r.oid, 'cv_{db}_switch', 'member') AS shuts INTO cut
    FROM cv.switch_login s JOIN pg_roles r ON r.rolname = 'cvs_{db}.' || s.name
    WHERE s.id = switch
      AND (s.rekeyed_at > cv_api.now_ms() - 60000 OR NOT pg_has_role(r.oid, 'cv_{db}_switch', 'member'));
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) INTO ended
    FROM pg_stat_activity a WHERE a.usename = cut.rolname;
    IF cut.shuts THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN', cut.rolname); -- at once: who locks it is gone, and not yet back
    END IF;
    RETURN ended;
END $$;

-- How many sessions each has now; a missing login is one of a database that was restored, or
-- whose new password was never given.
CREATE FUNCTION cv_api.switch_logins()
RETURNS TABLE (id bigint, name text, login text, created_by text, created_at bigint, rekeyed_at bigint,
    disabled_at bigint, has_login integer, sessions integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.id, s.name, 'cvs_{db}.' || s.name, coalesce(p.display_name, ''), s.created_at, s.rekeyed_at, s.disabled_at,
           (r.rolname IS NOT NULL
            AND (s.disabled_at IS NOT NULL OR pg_has_role(r.oid, 'cv_{db}_switch', 'member')))::integer,
           (SELECT count(*) FROM pg_stat_activity a WHERE a.usename = r.rolname)::integer
    FROM cv.switch_login s LEFT JOIN cv.person p ON p.id = s.created_by
    LEFT JOIN pg_roles r ON r.rolname = 'cvs_{db}.' || s.name
    WHERE cv_api.me() <> 0 AND pg_has_role(session_user, 'cv_{db}_users', 'member')
    ORDER BY s.name
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_people";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.switch_logins(), cv_api.switch_make(text, text), cv_api.switch_bar(bigint), cv_api.switch_rekey(bigint, text),
    cv_api.switch_enable(bigint, boolean), cv_api.switch_remove(bigint), cv_api.switch_cut(bigint) TO "cv_{db}_users";

CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv.switch_login
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
ALTER TABLE cv.switch_login ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.switch_login TO "cv_{db}_people" USING (true);
