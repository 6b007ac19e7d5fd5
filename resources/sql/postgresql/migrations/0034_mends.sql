-- Nobody holds a person's login open against who disables it; a switch delays nobody by a late callback; a text message
-- that takes an opt-out back leaves a trace; and a number that is one party's own leads on when a binding has expired.

-- Late callbacks -------------------------------------------------------------------------------------------------------

SET LOCAL ROLE "cv_{db}_owner";

-- Late callbacks as they are counted: of one number, hour and calling code there may be several rows, so that whoever
-- keeps one in an open transaction keeps nobody else waiting. cv.late_call is where they come in, and stays empty.
CREATE TABLE cv.late_tally (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    did_id          bigint NOT NULL,
    hour            bigint NOT NULL,
    calling_code    text NOT NULL,
    calls           integer NOT NULL
);
INSERT INTO cv.late_tally (did_id, hour, calling_code, calls)
SELECT l.did_id, l.hour, l.calling_code, l.calls FROM cv.late_call l;
DELETE FROM cv.late_call;
CREATE INDEX late_tally_place ON cv.late_tally (did_id, hour, calling_code);
CREATE INDEX late_tally_age ON cv.late_tally (hour);

-- Opt-outs that somebody took back by a text message: of the brand, never whose. For 90 days.
CREATE TABLE cv_vault.opt_out_lifted (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    brand           text NOT NULL,
    lifted_at       bigint NOT NULL
);
CREATE INDEX opt_out_lifted_age ON cv_vault.opt_out_lifted (lifted_at);

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv.late_tally, cv_vault.opt_out_lifted TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer", "cv_{db}_people";
SET LOCAL ROLE "cv_{db}_definer";

-- In place of a row of cv.late_call: a row that somebody else holds is passed over.
CREATE FUNCTION cv_api.tally_late_call() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE cv.late_tally t SET calls = t.calls + NEW.calls
    WHERE t.id = (SELECT o.id FROM cv.late_tally o
                  WHERE o.did_id = NEW.did_id AND o.hour = NEW.hour AND o.calling_code = NEW.calling_code
                  LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        INSERT INTO cv.late_tally (did_id, hour, calling_code, calls)
        VALUES (NEW.did_id, NEW.hour, NEW.calling_code, NEW.calls);
    END IF;
    RETURN NULL;
END $$;

-- When the service takes what is old out of cv.late_call.
CREATE FUNCTION cv_api.age_late_tally() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM cv.late_tally t
    WHERE t.id IN (SELECT o.id FROM cv.late_tally o WHERE o.hour < cv_api.now_ms() / 3600000 - 90 * 24
                   LIMIT 1000 FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$;

-- As before, of the tally.
CREATE OR REPLACE FUNCTION cv_api.late_calls()
RETURNS TABLE (pool_id bigint, calling_code text, day bigint, week bigint, month bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.pool_id, l.calling_code, coalesce(sum(l.calls) FILTER (WHERE l.hour > n.hour - 24), 0)::bigint,
           coalesce(sum(l.calls) FILTER (WHERE l.hour > n.hour - 168), 0)::bigint, sum(l.calls)::bigint
    FROM (SELECT cv_api.now_ms() / 3600000 AS hour) n JOIN cv.late_tally l ON l.hour > n.hour - 720
    JOIN cv.did d ON d.id = l.did_id
    WHERE (SELECT cv_api.may(2) OR cv_api.may(11)) AND d.pool_id IN (SELECT m FROM cv_api.my_pools() m)
    GROUP BY d.pool_id, l.calling_code
    ORDER BY d.pool_id, sum(l.calls) DESC, l.calling_code
$$;

-- Routes that expire ---------------------------------------------------------------------------------------------------

-- A number that is one party's own leads that party to the newest of its bindings: when this one has expired, the next
-- one is looked for with the routes, and not only when the binding is tidied.
CREATE FUNCTION cv_api.follow_expired() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF OLD.expires_at <= cv_api.now_ms()
       AND EXISTS (SELECT FROM cv_route.route r WHERE r.did_id = OLD.did_id AND r.caller = '') THEN
        INSERT INTO cv_route.due (did_id) VALUES (OLD.did_id);
    END IF;
    RETURN NULL;
END $$;

-- Opt-outs that are lifted --------------------------------------------------------------------------------------------

-- Whoever has signed in records what he takes off the list; a switch has no keys to sign with.
CREATE FUNCTION cv_api.note_lifted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cv.person p WHERE p.login = session_user) THEN
        INSERT INTO cv_vault.opt_out_lifted (brand, lifted_at) VALUES (OLD.brand, cv_api.now_ms());
        DELETE FROM cv_vault.opt_out_lifted l
        WHERE l.id IN (SELECT o.id FROM cv_vault.opt_out_lifted o WHERE o.lifted_at < cv_api.now_ms() - 7776000000
                       LIMIT 1000 FOR UPDATE SKIP LOCKED);
    END IF;
    RETURN NULL;
END $$;

-- How many opt-outs of each brand were taken back by text messages in the last 30 days, and when the last was.
CREATE FUNCTION cv_api.opt_out_lifts() RETURNS TABLE (brand text, lifts bigint, last_at bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH mine AS MATERIALIZED (
        SELECT DISTINCT lower(cv_api.brand_of(p.brand, p.id) COLLATE "C") AS brand FROM cv.pool p
        WHERE p.id IN (SELECT m FROM cv_api.my_pools() m))
    SELECT min(l.brand), count(*), max(l.lifted_at) FROM cv_vault.opt_out_lifted l
    WHERE (SELECT cv_api.may(2)) AND l.lifted_at > cv_api.now_ms() - 2592000000
      AND ((SELECT cv_api.sees_all()) OR lower(l.brand COLLATE "C") IN (SELECT m.brand FROM mine m))
    GROUP BY lower(l.brand COLLATE "C")
    ORDER BY count(*) DESC, 1
$$;

-- How many opt-outs of a brand there are: what opt_out_list would show, however many others are newer.
CREATE FUNCTION cv_api.opt_out_count(of_brand text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FROM cv_vault.opt_out o
    WHERE (SELECT cv_api.keeps_opt_out(of_brand)) AND lower(o.brand COLLATE "C") = lower(of_brand COLLATE "C")
$$;

-- Logins that are shut out --------------------------------------------------------------------------------------------

RESET ROLE;
SET LOCAL ROLE "cv_{db}_people";

-- Whether a login is a person's, and one that the caller may change so.
CREATE FUNCTION cv_api.login_judge(login name, what text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person record;
BEGIN
    SELECT p.id, p.role INTO person FROM cv.person p WHERE p.login = login_judge.login::text;
    IF (login::text ~ '^cvu_{db}\.[a-z0-9][a-z0-9._-]{0,23}$') IS NOT TRUE OR person.id IS NULL THEN
        RAISE invalid_parameter_value;
    END IF;
    -- A person may change his own password, and nothing else of himself.
    IF NOT cv_api.is_set_up() AND NOT (login = session_user AND what = 'verifier')
       AND (login = session_user OR NOT pg_has_role(session_user, 'cv_{db}_users', 'member')
            OR NOT cv_api.covers(person.id) OR NOT cv_api.outranks(person.role)) THEN
        RAISE insufficient_privilege;
    END IF;
END $$;

CREATE OR REPLACE FUNCTION cv_api.login_note(login name, what text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.login_judge(login, what);
    INSERT INTO cv.login_change (login, change, changed_by, changed_at)
    VALUES (login, what, cv_api.me(), cv_api.now_ms());
END $$;

-- A login loses its right to come in and to ask at once: it may hold its own row of pg_authid, and so keep off NOLOGIN
-- and a password, and rows that its disabling changes, as long as it likes. login_end does the rest when that is
-- committed.
CREATE FUNCTION cv_api.login_put_out(login name) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entry text;
BEGIN
    FOREACH entry IN ARRAY ARRAY['cv_{db}_person', 'cv_{db}_switch'] LOOP
        IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = login AND pg_has_role(r.oid, entry, 'member')) THEN
            EXECUTE format('REVOKE %I FROM %I', entry, login);
        END IF;
    END LOOP;
END $$;

-- Ends the sessions of a login, in whichever database, and lets it sign in no more when it is to be shut out; how many.
CREATE FUNCTION cv_api.login_end(login name, shuts boolean) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ended integer;
BEGIN
    IF NOT pg_has_role('cv_{db}_people', login, 'member') THEN
        EXECUTE format('GRANT %I TO "cv_{db}_people"', login); -- whoever ends sessions is a member
    END IF;
    SELECT count(*) FILTER (WHERE pg_terminate_backend(a.pid)) INTO ended
    FROM pg_stat_activity a WHERE a.usename = login;
    IF shuts THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN', login); -- at once: who locks it is gone, and not yet back
    END IF;
    RETURN ended;
END $$;

-- Whether a session of a login keeps something, in whichever database, that others may have to wait for: it has changed
-- or locked a row, or locks a table.
CREATE FUNCTION cv_api.login_holds(login name) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.login_judge(login, 'cut');
    RETURN EXISTS (SELECT FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                   WHERE a.usename = login AND l.granted
                     AND (l.locktype = 'transactionid'
                          OR (l.locktype IN ('relation', 'object') AND l.mode <> 'AccessShareLock')));
END $$;

-- The first step to disable a person, or to give him another password: until he is let in again, he asks for nothing.
CREATE FUNCTION cv_api.login_bar(login name) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.login_note(login, 'bar');
    PERFORM cv_api.login_put_out(login);
END $$;

-- The second step, when that is committed. Asked twice: he may be back before the first time is done.
CREATE FUNCTION cv_api.login_cut(login name) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    cut record;
BEGIN
    PERFORM cv_api.login_judge(login, 'cut');
    SELECT r.rolcanlogin INTO cut FROM pg_roles r
    WHERE r.rolname = login AND NOT pg_has_role(r.oid, 'cv_{db}_person', 'member');
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    RETURN cv_api.login_end(login, cut.rolcanlogin);
END $$;

-- As before; and whoever is let in may ask again.
CREATE OR REPLACE FUNCTION cv_api.login_enabled(login name, enabled boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.login_note(login, CASE WHEN enabled THEN 'enable' ELSE 'disable' END);
    IF enabled THEN
        EXECUTE format('GRANT "cv_{db}_person" TO %I', login);
    END IF;
    EXECUTE format('ALTER ROLE %I %s', login, CASE WHEN enabled THEN 'LOGIN' ELSE 'NOLOGIN' END);
END $$;

-- As before, in the way of people's logins.
CREATE OR REPLACE FUNCTION cv_api.switch_put_out(switch text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.login_put_out(('cvs_{db}.' || switch)::name)
$$;

CREATE OR REPLACE FUNCTION cv_api.switch_cut(switch bigint) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    cut record;
BEGIN
    PERFORM cv_api.switch_judge(false);
    SELECT r.rolname, r.rolcanlogin AND NOT pg_has_role(r.oid, 'cv_{db}_switch', 'member') AS shuts INTO cut
    FROM cv.switch_login s JOIN pg_roles r ON r.rolname = 'cvs_{db}.' || s.name
    WHERE s.id = switch
      AND (s.rekeyed_at > cv_api.now_ms() - 60000 OR NOT pg_has_role(r.oid, 'cv_{db}_switch', 'member'));
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    RETURN cv_api.login_end(cut.rolname, cut.shuts);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer", "cv_{db}_people";
REVOKE ALL ON FUNCTION cv_api.follow_expired(), cv_api.tally_late_call(), cv_api.age_late_tally(), cv_api.note_lifted(), cv_api.opt_out_lifts(),
    cv_api.login_judge(name, text), cv_api.login_put_out(name), cv_api.login_end(name, boolean),
    cv_api.login_holds(name), cv_api.login_bar(name), cv_api.login_cut(name), cv_api.opt_out_count(text)
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.opt_out_lifts(), cv_api.opt_out_count(text) TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION cv_api.login_holds(name), cv_api.login_bar(name), cv_api.login_cut(name) TO "cv_{db}_users";

CREATE TRIGGER tally BEFORE INSERT ON cv.late_call FOR EACH ROW EXECUTE FUNCTION cv_api.tally_late_call();
CREATE TRIGGER age_tally AFTER DELETE ON cv.late_call FOR EACH STATEMENT EXECUTE FUNCTION cv_api.age_late_tally();
CREATE TRIGGER follow_expired AFTER DELETE ON cv_route.route
    FOR EACH ROW WHEN (OLD.expires_at IS NOT NULL) EXECUTE FUNCTION cv_api.follow_expired();
CREATE TRIGGER note_lifted AFTER DELETE ON cv_vault.opt_out FOR EACH ROW EXECUTE FUNCTION cv_api.note_lifted();

ALTER TABLE cv.late_tally ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.late_tally TO "cv_{db}_definer" USING (true);
