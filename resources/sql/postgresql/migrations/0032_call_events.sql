-- Events of running calls and of tasks of a predictive dialler, as switches and programs report them; and what a switch
-- needs that keeps routes of its own. As with call records, nothing that a switch sends is answered by an error.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_{db}_cache') THEN
        CREATE ROLE "cv_{db}_cache" NOLOGIN;
    END IF;
END $$;
GRANT "cv_{db}_cache" TO "cv_{db}_people" WITH ADMIN OPTION;

SET LOCAL ROLE "cv_{db}_owner";

-- State, fault: CallState, RecordFault of domain/platform. Kept for a week.
CREATE TABLE cv_route.call_event (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at     bigint NOT NULL,
    call_key        bytea NOT NULL, -- as of the call's record
    state           smallint NOT NULL, -- 0: cannot be read
    did_id          bigint NOT NULL, -- 0: none of ours
    binding_id      bigint NOT NULL, -- 0: nobody knows of which
    process_id      bigint NOT NULL, -- 0: nobody knows of which
    at              bigint NOT NULL,
    fault           smallint, -- why it is reported to nobody
    UNIQUE (call_key, state)
);
CREATE INDEX call_event_age ON cv_route.call_event (received_at);

-- State: TaskState. Kept for a week.
CREATE TABLE cv_route.task_event (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at     bigint NOT NULL,
    task_key        bytea NOT NULL, -- of who reported it and how he names the task
    task            text NOT NULL, -- empty: cannot be read
    state           smallint NOT NULL,
    counts          text NOT NULL, -- an object of JSON: names of a fixed list, whole numbers
    at              bigint NOT NULL,
    fault           smallint,
    UNIQUE (task_key, state, at)
);
CREATE INDEX task_event_age ON cv_route.task_event (received_at);

-- What has changed for whoever keeps routes. Goes with the routes in a crash. A transaction's changes have one number,
-- its own: all below the oldest that still runs are complete. What changes the routes of a party or of a pool is noted
-- itself, and the routes are looked for when it is read: a transaction that runs beside it may be putting them. No
-- number of a party is kept here, where it would outlive its route: a route that is there is found by its hash.
CREATE UNLOGGED TABLE cv_route.change (
    seq             bigint NOT NULL,
    did_id          bigint, -- null: of those that the party or the pool tells
    route           bigint, -- hash of the whole route, with its keyed hash; null: all routes of the number
    callee_key      bytea, -- whom routes lead to, as in the route
    pool_id         bigint, -- whose numbers they are
    is_gone         boolean NOT NULL, -- it was taken away: one that is put back as it was has not changed
    at              bigint NOT NULL
);
CREATE INDEX change_place ON cv_route.change (seq, did_id);
CREATE INDEX route_callee ON cv_route.route (callee_key);

-- The newest change that was thinned out.
ALTER TABLE cv_route.standing ADD COLUMN thinned_to bigint NOT NULL DEFAULT 0;

-- Since when a login may keep routes, or may no longer: whether it may, its groups tell.
ALTER TABLE cv.switch_login ADD COLUMN cache_changed_at bigint;

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv_route.call_event, cv_route.task_event, cv_route.change TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api, switch_v1 TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_people";
SET LOCAL ROLE "cv_{db}_definer";

-- Events ---------------------------------------------------------------------------------------------------------------

-- 0: a word that is none.
CREATE FUNCTION cv_api.call_state_of(word text) RETURNS integer
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_position(ARRAY['ringing', 'answered', 'disconnected'], lower(btrim(word))), 0)
$$;
CREATE FUNCTION cv_api.task_state_of(word text) RETURNS integer
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_position(ARRAY['started', 'running', 'paused', 'completed', 'stopped'], lower(btrim(word))), 0)
$$;

-- When something was, in ms; now, when that is not said. Null for what cannot be.
CREATE FUNCTION cv_api.event_time(written text) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN m.at BETWEEN 946684800000 AND m.now + 86400000 THEN m.at END
    FROM (SELECT n.now, CASE WHEN coalesce(written, '') = '' THEN n.now ELSE cv_api.cdr_time(written) END AS at
          FROM (SELECT cv_api.now_ms() AS now) n) m
$$;

-- Whether this can be a task's name, and no number: as isTaskName() of domain/platform/call_event.h.
CREATE FUNCTION cv_api.task_name_fits(task text) RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(task ~ '^[A-Za-z0-9_.-]{1,64}$'
                    AND regexp_replace(
                        task, '(?<![0-9])20[0-9]{2}([-._])(0[1-9]|1[0-2])\1(0[1-9]|[12][0-9]|3[01])(?![0-9])', '', 'g')
                        !~ '([0-9][^0-9]*){7}', false)
$$;

-- Counts of calls, an object of JSON, as they are kept; null for anything else.
CREATE FUNCTION cv_api.task_counts(written text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    counts jsonb;
BEGIN
    IF coalesce(written, '') = '' THEN
        RETURN '{}';
    ELSIF length(written) > 1000 THEN
        RETURN NULL;
    END IF;
    counts := written::jsonb;
    IF jsonb_typeof(counts) <> 'object'
       OR EXISTS (SELECT FROM jsonb_each(counts) c
                  WHERE c.key NOT IN ('total', 'dialled', 'successful', 'unanswered', 'busy', 'failed', 'abandoned')
                     OR (c.value::text ~ '^[0-9]{1,9}$') IS NOT TRUE) THEN
        RETURN NULL;
    END IF;
    RETURN counts::text;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END $$;

-- Puts an event of a call down; false when it was known. Its binding is that of the session, else that of an earlier event
-- of the call, else the only one that holds on the number and was made before (by clocks that may differ by five seconds).
CREATE FUNCTION cv_api.call_event_add(key bytea, did bigint, session bytea, of_state integer, moment bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    is_damaged boolean := key IS NULL OR moment IS NULL OR coalesce(of_state, 0) = 0;
    found_binding record;
    process bigint;
BEGIN
    SELECT b.id, b.did_id, b.process_id INTO found_binding FROM cv.binding b
    WHERE b.public_id = session AND (did IS NULL OR b.did_id = did);
    IF NOT FOUND THEN
        SELECT b.id, b.did_id, b.process_id INTO found_binding
        FROM cv_route.call_event e JOIN cv.binding b ON b.id = e.binding_id
        WHERE e.call_key = key AND (did IS NULL OR b.did_id = did) LIMIT 1;
    END IF;
    IF NOT FOUND THEN
        SELECT min(b.id) AS id, did AS did_id, min(b.process_id) AS process_id INTO found_binding FROM cv.binding b
        WHERE b.did_id = did AND b.free_at > at_ms AND b.ended_at IS NULL AND b.created_at <= moment + 5000
          AND (b.expires_at IS NULL OR b.expires_at > at_ms)
        HAVING count(*) = 1;
    END IF;
    did := coalesce(did, found_binding.did_id);
    process := coalesce(found_binding.process_id, cv_api.cdr_process(did));
    INSERT INTO cv_route.call_event (received_at, call_key, state, did_id, binding_id, process_id, at, fault)
    VALUES (at_ms, CASE WHEN is_damaged THEN uuid_send(gen_random_uuid()) ELSE key END,
        CASE WHEN is_damaged THEN 0 ELSE of_state END, coalesce(did, 0), coalesce(found_binding.id, 0),
        coalesce(process, 0), coalesce(moment, at_ms),
        CASE WHEN is_damaged THEN 3 WHEN did IS NULL THEN 1 WHEN process IS NULL THEN 2 END)
    ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF of_state IN (2, 3) AND NOT is_damaged AND found_binding.id IS NOT NULL THEN -- somebody talks, or did
        PERFORM cv_api.binding_touch(found_binding.id, moment);
    END IF;
    RETURN true;
END $$;

-- Puts an event of a task down; false when it was known.
CREATE FUNCTION cv_api.task_event_add(key bytea, task text, of_state integer, counted text, moment bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    is_damaged boolean := key IS NULL OR moment IS NULL OR counted IS NULL OR coalesce(of_state, 0) = 0
        OR NOT cv_api.task_name_fits(task);
BEGIN
    INSERT INTO cv_route.task_event (received_at, task_key, task, state, counts, at, fault)
    VALUES (at_ms, CASE WHEN is_damaged THEN uuid_send(gen_random_uuid()) ELSE key END,
        CASE WHEN is_damaged THEN '' ELSE task END, CASE WHEN is_damaged THEN 0 ELSE of_state END,
        CASE WHEN is_damaged THEN '{}' ELSE counted END, coalesce(moment, at_ms), CASE WHEN is_damaged THEN 3 END)
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

-- A call that rings, is answered or has ended. True when it is kept, false when it was known, NULL when it cannot be
-- read. The session is route's: it tells of which pair a call is that shares its number with others.
CREATE FUNCTION switch_v1.call_event(call_ref text, did text, state text, at text DEFAULT '', session_id text DEFAULT '')
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said integer := cv_api.call_state_of($3);
    moment bigint := cv_api.event_time($4);
    is_new boolean := cv_api.call_event_add(CASE WHEN $1 <> '' THEN cv_api.cdr_key(session_user::text, $1) END,
        cv_api.cdr_did($2), cv_api.cdr_session($5), said, moment);
BEGIN
    RETURN CASE WHEN $1 <> '' AND said <> 0 AND moment IS NOT NULL THEN is_new END;
END $$;

-- How far a task of a predictive dialler is; the answer as of call_event.
CREATE FUNCTION switch_v1.predictive_event(task text, state text, counts text DEFAULT '', at text DEFAULT '') RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    said integer := cv_api.task_state_of($2);
    counted text := cv_api.task_counts($3);
    moment bigint := cv_api.event_time($4);
    is_new boolean := cv_api.task_event_add(CASE WHEN $1 <> '' THEN cv_api.cdr_key(session_user::text, $1) END,
        $1, said, counted, moment);
BEGIN
    RETURN CASE WHEN cv_api.task_name_fits($1) AND said <> 0 AND counted IS NOT NULL AND moment IS NOT NULL
                THEN is_new END;
END $$;

-- For the service alone: events that came in over its HTTP API; false when they were known.
CREATE FUNCTION cv_api.call_event_put(key bytea, did bigint, session bytea, of_state integer, moment bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service() OR octet_length(key) IS DISTINCT FROM 16 OR coalesce(of_state, 0) NOT BETWEEN 1 AND 3
       OR moment IS NULL THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN cv_api.call_event_add(key, did, session, of_state, moment);
END $$;
CREATE FUNCTION cv_api.task_event_put(key bytea, task text, of_state integer, counts text, moment bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service() OR octet_length(key) IS DISTINCT FROM 16 OR coalesce(of_state, 0) NOT BETWEEN 1 AND 5
       OR moment IS NULL OR NOT cv_api.task_name_fits(task) OR cv_api.task_counts(counts) IS NULL THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN cv_api.task_event_add(key, task, of_state, cv_api.task_counts(counts), moment);
END $$;

-- For the service alone: takes some events away that came in a week ago, and changes of routes of the day before; how
-- many. Whoever kept to changes that are gone reads all routes anew.
CREATE FUNCTION cv_api.event_thin(most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    batch integer := least(greatest(coalesce(most, 1), 1), 100000);
    gone bigint[];
    thinned bigint;
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    WITH calls AS (
        DELETE FROM cv_route.call_event e
        WHERE e.ctid = ANY (ARRAY(
            SELECT o.ctid FROM cv_route.call_event o WHERE o.received_at < at_ms - 604800000
            ORDER BY o.received_at LIMIT batch FOR UPDATE SKIP LOCKED)) RETURNING 1),
    tasks AS (
        DELETE FROM cv_route.task_event e
        WHERE e.ctid = ANY (ARRAY(
            SELECT o.ctid FROM cv_route.task_event o WHERE o.received_at < at_ms - 604800000
            ORDER BY o.received_at LIMIT batch FOR UPDATE SKIP LOCKED)) RETURNING 1)
    SELECT (SELECT count(*) FROM calls) + (SELECT count(*) FROM tasks) INTO thinned;
    WITH old AS (
        DELETE FROM cv_route.change c
        WHERE c.at < at_ms - 86400000
          AND c.seq < pg_snapshot_xmin(pg_current_snapshot())::text::bigint -- nobody can have read the others
          AND c.ctid = ANY (ARRAY(SELECT o.ctid FROM cv_route.change o ORDER BY o.seq LIMIT batch)) RETURNING c.seq)
    SELECT array_agg(o.seq) INTO gone FROM old o;
    IF gone IS NOT NULL THEN
        UPDATE cv_route.standing s SET thinned_to = greatest(s.thinned_to, (SELECT max(g) FROM unnest(gone) g));
        thinned := thinned + cardinality(gone);
    END IF;
    RETURN thinned;
END $$;

-- Routes that a switch keeps -------------------------------------------------------------------------------------------

CREATE FUNCTION cv_api.change_number() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_current_xact_id()::text::bigint
$$;

-- A service takes all routes of a number away and puts those back that hold: what is then as it was is no change.
CREATE FUNCTION cv_api.note_routes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine bigint;
    at_ms bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM changed) THEN
        RETURN NULL;
    END IF;
    mine := cv_api.change_number();
    at_ms := cv_api.now_ms();
    IF TG_OP = 'INSERT' THEN
        WITH put AS MATERIALIZED (SELECT n.did_id, hash_record_extended(n, 0) AS route FROM changed n),
        same AS (
            DELETE FROM cv_route.change c USING put n
            WHERE c.seq = mine AND c.is_gone AND c.did_id = n.did_id AND c.route = n.route
            RETURNING c.did_id, c.route)
        INSERT INTO cv_route.change (seq, did_id, route, is_gone, at)
        SELECT mine, n.did_id, n.route, false, at_ms FROM put n
        WHERE NOT EXISTS (SELECT FROM same s WHERE s.did_id = n.did_id AND s.route = n.route);
    ELSE
        INSERT INTO cv_route.change (seq, did_id, route, is_gone, at)
        SELECT mine, n.did_id, hash_record_extended(n, 0), TG_OP = 'DELETE', at_ms FROM changed n;
    END IF;
    RETURN NULL;
END $$;

-- Numbers that are suspended, retired, taken back into service or put into another pool; and pools that carry calls no
-- longer, or record by another rule.
CREATE FUNCTION cv_api.note_did() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO cv_route.change (seq, did_id, is_gone, at) VALUES (cv_api.change_number(), NEW.id, false, cv_api.now_ms());
    RETURN NULL;
END $$;
CREATE FUNCTION cv_api.note_pool() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO cv_route.change (seq, pool_id, is_gone, at)
    VALUES (cv_api.change_number(), NEW.id, false, cv_api.now_ms());
    RETURN NULL;
END $$;

-- An opt-out, or one that is taken back, changes the routes to that party.
CREATE FUNCTION cv_api.note_opt_out() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO cv_route.change (seq, callee_key, is_gone, at)
    VALUES (cv_api.change_number(), coalesce(NEW.key, OLD.key), false, cv_api.now_ms());
    RETURN NULL;
END $$;

-- All that route() would bridge, and whom it would not because the called party wants no calls: for those alone who may
-- keep routes. A call that stands nowhere here is asked for with route(). A login that was put out gets nothing,
-- whatever it has prepared before; and no condition of its own looks at what is not shown.
CREATE VIEW switch_v1.routes WITH (security_barrier) AS
    SELECT d.number AS did, r.caller, CASE WHEN o.opted THEN 'reject' ELSE 'bridge' END AS action,
           CASE WHEN o.opted THEN 480 ELSE 0 END AS sip_code, CASE WHEN o.opted THEN '' ELSE r.callee END AS callee,
           CASE WHEN o.opted THEN '' ELSE d.number END AS cli, r.session AS session_id, nullif(r.binding_id, 0) AS binding_id,
           CASE r.side WHEN 0 THEN 'customer' ELSE 'agent' END AS side,
           NOT o.opted AND CASE r.records WHEN 2 THEN p.records ELSE r.records END = 1 AS record,
           coalesce(r.expires_at / 1000, 0) AS expires_epoch
    FROM (SELECT cv_api.now_ms() AS at_ms) n CROSS JOIN cv_route.route r
    JOIN cv.did d ON d.id = r.did_id AND d.state IN (0, 1)
    JOIN cv.pool p ON p.id = d.pool_id AND p.voice = 1
    CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM cv_vault.opt_out x
                       WHERE x.key = r.callee_key
                         AND lower(x.brand COLLATE "C") = lower(cv_api.brand_of(p.brand, p.id) COLLATE "C")) AS opted) o
    WHERE (r.expires_at IS NULL OR r.expires_at > n.at_ms) AND pg_has_role(session_user, 'cv_{db}_switch', 'member');

-- One row: which set of routes there is (0: none, since no service has made them), the newest change that is complete,
-- and how many seconds, begun ones too, the oldest change has waited that cannot be shown yet (0: there is none).
-- Whoever keeps routes asks this first, then reads all routes, and follows the changes from there on.
CREATE FUNCTION switch_v1.route_epoch() RETURNS TABLE (epoch bigint, seq bigint, behind_secs bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT s.built_at FROM cv_route.standing s), 0), n.open - 1,
           coalesce((SELECT greatest(cv_api.now_ms() - min(c.at), 0) / 1000 + 1 FROM cv_route.change c
                     WHERE c.seq >= n.open HAVING count(*) > 0), 0)
    FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS open OFFSET 0) n
    WHERE pg_has_role(session_user, 'cv_{db}_switch', 'member')
$$;

-- What has changed since, in whole transactions: some ten thousand at a time. A change shows once nothing that is older
-- can be committed any more. Without a caller: all routes of that number, as when one was taken away; without a number
-- either: all routes, since changes are kept for a day. An empty number is none: so many changes were looked at, which
-- may have changed nothing, and these are the last.
CREATE FUNCTION switch_v1.route_changes(after_seq bigint) RETURNS TABLE (epoch bigint, seq bigint, did text, caller text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH standing AS MATERIALIZED (
        SELECT coalesce(max(s.built_at), 0) AS epoch, coalesce(max(s.thinned_to), 0) AS thinned_to,
               pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS open
        FROM cv_route.standing s),
    noted AS MATERIALIZED (
        SELECT x.seq, x.did_id, x.route, x.callee_key, x.pool_id FROM cv_route.change x
        WHERE x.seq > coalesce($1, 0) AND x.seq < (SELECT s.open FROM standing s)
          AND coalesce($1, 0) >= (SELECT s.thinned_to FROM standing s)
        ORDER BY x.seq FETCH FIRST 10000 ROWS WITH TIES),
    found AS (
        SELECT c.seq, d.number AS did, r.caller
        FROM noted c JOIN cv.did d ON d.id = c.did_id
        LEFT JOIN cv_route.route r ON r.did_id = c.did_id AND hash_record_extended(r, 0) = c.route
        UNION
        SELECT c.seq, d.number, r.caller
        FROM noted c JOIN cv_route.route r ON r.callee_key = c.callee_key JOIN cv.did d ON d.id = r.did_id
        UNION
        SELECT c.seq, d.number, NULL FROM noted c JOIN cv.did d ON d.pool_id = c.pool_id
        UNION ALL
        SELECT max(c.seq), '', '' FROM noted c HAVING count(*) >= 10000
        UNION ALL
        SELECT s.thinned_to, NULL, NULL FROM standing s WHERE coalesce($1, 0) < s.thinned_to)
    SELECT s.epoch, f.seq, f.did, f.caller FROM standing s CROSS JOIN found f
    WHERE pg_has_role(session_user, 'cv_{db}_switch', 'member')
    ORDER BY f.seq, f.did, f.caller
$$;

RESET ROLE;
SET LOCAL ROLE "cv_{db}_people";

-- Lets a switch's login keep routes, or no longer, from now on; false when it is so already, or the login is missing.
CREATE FUNCTION cv_api.switch_cache(switch bigint, keeps boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    login name;
BEGIN
    PERFORM cv_api.switch_judge(keeps);
    IF keeps IS NULL THEN
        RAISE invalid_parameter_value;
    END IF;
    SELECT r.rolname INTO login FROM cv.switch_login s JOIN pg_roles r ON r.rolname = 'cvs_{db}.' || s.name
    WHERE s.id = switch AND pg_has_role(r.oid, 'cv_{db}_cache', 'member') <> keeps;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE cv.switch_login s SET cache_changed_at = cv_api.now_ms() WHERE s.id = switch;
    IF keeps THEN
        EXECUTE format('GRANT "cv_{db}_cache" TO %I', login);
    ELSE
        EXECUTE format('REVOKE "cv_{db}_cache" FROM %I', login);
    END IF;
    RETURN true;
END $$;

-- A role that stays behind when its login is removed is in no group.
CREATE FUNCTION cv_api.switch_forget() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles r WHERE r.rolname = 'cvs_{db}.' || OLD.name
               AND pg_has_role(r.oid, 'cv_{db}_cache', 'member')) THEN
        EXECUTE format('REVOKE "cv_{db}_cache" FROM %I', 'cvs_{db}.' || OLD.name);
    END IF;
    RETURN NULL;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api, switch_v1 FROM "cv_{db}_definer";
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_people";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api, switch_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.call_event_put(bytea, bigint, bytea, integer, bigint),
    cv_api.task_event_put(bytea, text, integer, text, bigint), cv_api.event_thin(integer) TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION cv_api.switch_cache(bigint, boolean) TO "cv_{db}_users";
GRANT EXECUTE ON FUNCTION switch_v1.call_event(text, text, text, text, text),
    switch_v1.predictive_event(text, text, text, text) TO "cv_{db}_switch";
-- A login that keeps routes is in both groups: this one alone neither lets it into the database nor into the schema. The
-- two functions of cv_api are what the view calls.
GRANT SELECT ON switch_v1.routes TO "cv_{db}_cache";
GRANT EXECUTE ON FUNCTION switch_v1.route_epoch(), switch_v1.route_changes(bigint), cv_api.now_ms(),
    cv_api.brand_of(text, bigint) TO "cv_{db}_cache";

CREATE TRIGGER note_put AFTER INSERT ON cv_route.route REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cv_api.note_routes();
CREATE TRIGGER note_changed AFTER UPDATE ON cv_route.route REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cv_api.note_routes();
CREATE TRIGGER note_taken AFTER DELETE ON cv_route.route REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION cv_api.note_routes();
CREATE TRIGGER note_did AFTER UPDATE OF state, pool_id ON cv.did FOR EACH ROW
    WHEN ((OLD.state, OLD.pool_id) IS DISTINCT FROM (NEW.state, NEW.pool_id)) EXECUTE FUNCTION cv_api.note_did();
CREATE TRIGGER note_pool AFTER UPDATE OF voice, records, brand ON cv.pool FOR EACH ROW
    WHEN ((OLD.voice, OLD.records, OLD.brand) IS DISTINCT FROM (NEW.voice, NEW.records, NEW.brand))
    EXECUTE FUNCTION cv_api.note_pool();
CREATE TRIGGER note_opt_out AFTER INSERT OR UPDATE OR DELETE ON cv_vault.opt_out FOR EACH ROW
    EXECUTE FUNCTION cv_api.note_opt_out();
CREATE TRIGGER switch_forget AFTER DELETE ON cv.switch_login FOR EACH ROW EXECUTE FUNCTION cv_api.switch_forget();
