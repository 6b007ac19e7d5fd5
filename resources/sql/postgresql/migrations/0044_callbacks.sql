-- Events that are sent to the organisation's own systems: where to, and which wait. They are written in the transaction
-- that they tell of, and hold no number: what is sent is made of the calls and events themselves when it is sent.

SET LOCAL ROLE "cv_{db}_owner";

-- Kind: CallbackKind of domain/callbacks. The secret is sealed under a key of the organisation's writer key.
CREATE TABLE cv.callback_endpoint (
    kind            smallint PRIMARY KEY CHECK (kind BETWEEN 1 AND 3),
    url             text NOT NULL DEFAULT '' CHECK (length(url) <= 2000), -- empty: nothing is sent
    secret          bytea,
    old_secret      bytea, -- signs too until old_until
    old_until       bigint,
    with_imports    smallint NOT NULL DEFAULT 0 CHECK (with_imports IN (0, 1)), -- tells of calls of files too
    paused_at       bigint, -- events wait
    disabled_at     bigint, -- it answered 410: no event is written any more
    changed_by      bigint NOT NULL DEFAULT 0,
    changed_at      bigint NOT NULL DEFAULT 0,
    replayed_at     bigint,
    delivered_at    bigint, -- the last time
    failing_since   bigint, -- nothing was delivered since
    CHECK (url = '' OR secret IS NOT NULL)
);
INSERT INTO cv.callback_endpoint (kind) VALUES (1), (2), (3);

-- Type, state: CallbackType, CallbackState; failure: why there is no status, as CallbackFailure. Events of one subject (a
-- session, a call, a task) are sent one after the other. Delivered ones are kept for a week, failed ones for 30 days.
CREATE TABLE cv.callback_event (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public_id       bytea NOT NULL DEFAULT uuid_send(gen_random_uuid()),
    kind            smallint NOT NULL,
    type            smallint NOT NULL,
    subject         bytea NOT NULL,
    process_id      bigint NOT NULL, -- 0: nobody knows of which
    ref             bigint NOT NULL, -- of the session, or seq of the event
    leg             integer NOT NULL DEFAULT 0, -- with the recording
    created_at      bigint NOT NULL,
    state           smallint NOT NULL DEFAULT 0,
    attempts        integer NOT NULL DEFAULT 0,
    next_at         bigint NOT NULL,
    last_at         bigint,
    last_status     integer, -- of HTTP
    last_failure    smallint,
    took_ms         integer
);
CREATE INDEX callback_event_due ON cv.callback_event (kind, next_at, seq) WHERE state = 0;
CREATE INDEX callback_event_order ON cv.callback_event (kind, subject, seq) WHERE state = 0;
CREATE INDEX callback_event_delivered ON cv.callback_event (last_at) WHERE state = 1;
CREATE INDEX callback_event_failed ON cv.callback_event (seq) WHERE state = 2;
-- What an event tells of stays as long as the event.
CREATE INDEX callback_event_ref ON cv.callback_event (ref) WHERE kind <> 1;

RESET ROLE;
GRANT SELECT, UPDATE ON cv.callback_endpoint TO "cv_{db}_definer";
GRANT SELECT, INSERT, UPDATE, DELETE ON cv.callback_event TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- Events are written ---------------------------------------------------------------------------------------------------

CREATE FUNCTION cv_api.callback_tells(of_kind integer) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM cv.callback_endpoint e WHERE e.kind = of_kind AND e.url <> '' AND e.disabled_at IS NULL)
$$;

CREATE FUNCTION cv_api.callback_note_call() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.callback_tells(2) THEN
        INSERT INTO cv.callback_event (kind, type, subject, process_id, ref, created_at, next_at)
        VALUES (2, 3, NEW.call_key, NEW.process_id, NEW.seq, NEW.received_at, NEW.received_at);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION cv_api.callback_note_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.callback_tells(3) THEN
        INSERT INTO cv.callback_event (kind, type, subject, process_id, ref, created_at, next_at)
        VALUES (3, 4, NEW.task_key, 0, NEW.seq, NEW.received_at, NEW.received_at);
    END IF;
    RETURN NULL;
END $$;

-- Calls, as they are published: those of switches always, those of files where that is wanted; then their recordings.
DO $do$
DECLARE
    before text := pg_get_functiondef('cv_api.import_publish(bytea, bigint, bigint, text, bigint, bigint)'::regprocedure);
    anchor text := '    PERFORM cv_api.roll_sessions(ARRAY(SELECT f.session_id FROM pg_temp.fresh_session f), 1);
';
    after text := replace(before, anchor, anchor || $new$    IF EXISTS (SELECT FROM cv.callback_endpoint e WHERE e.kind = 1 AND e.url <> '' AND e.disabled_at IS NULL
               AND (by_switch OR e.with_imports = 1)) THEN
        INSERT INTO cv.callback_event (kind, type, subject, process_id, ref, created_at, next_at)
        SELECT 1, 1, convert_to(f.session_id::text, 'UTF8'), process, f.session_id, n.at_ms, n.at_ms
        FROM pg_temp.fresh_session f CROSS JOIN (SELECT cv_api.now_ms() AS at_ms OFFSET 0) n ORDER BY f.session_id;
        INSERT INTO cv.callback_event (kind, type, subject, process_id, ref, leg, created_at, next_at)
        SELECT 1, 2, convert_to(l.session_id::text, 'UTF8'), process, l.session_id, l.leg, n.at_ms, n.at_ms
        FROM pg_temp.fresh_session f JOIN cv.call_leg l ON l.session_id = f.session_id
        LEFT JOIN pg_temp.leg_base b ON b.session_id = f.session_id
        CROSS JOIN (SELECT cv_api.now_ms() AS at_ms OFFSET 0) n
        WHERE l.recording_id IS NOT NULL AND l.leg > coalesce(b.legs, 0) ORDER BY l.session_id, l.leg;
    END IF;
$new$);
BEGIN
    IF after = before THEN
        RAISE EXCEPTION 'import_publish is not the one that is expected';
    END IF;
    EXECUTE after;
END $do$;

-- Where to -------------------------------------------------------------------------------------------------------------

-- Whoever manages callbacks tells others of all processes: he belongs to all.
CREATE FUNCTION cv_api.callback_judge() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (cv_api.may(10) AND cv_api.sees_all()) THEN
        RAISE insufficient_privilege;
    END IF;
END $$;
CREATE FUNCTION cv_api.callback_judge_service() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
END $$;

-- How many wait or failed is counted to 10,000.
CREATE FUNCTION cv_api.callback_endpoints()
RETURNS TABLE (kind integer, url text, with_imports integer, paused_at bigint, disabled_at bigint, changed_by_name text,
    changed_at bigint, delivered_at bigint, failing_since bigint, old_until bigint, waiting bigint, failed bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT cv_api.is_service() THEN
        PERFORM cv_api.callback_judge();
    END IF;
    RETURN QUERY
    SELECT e.kind::integer, e.url, e.with_imports::integer, e.paused_at, e.disabled_at, coalesce(p.display_name, ''),
           e.changed_at, e.delivered_at, e.failing_since, e.old_until,
           (SELECT count(*) FROM (SELECT FROM cv.callback_event w WHERE w.state = 0 AND w.kind = e.kind LIMIT 10000) c),
           (SELECT count(*) FROM (SELECT FROM cv.callback_event w WHERE w.state = 2 AND w.kind = e.kind LIMIT 10000) c)
    FROM cv.callback_endpoint e LEFT JOIN cv.person p ON p.id = e.changed_by ORDER BY e.kind;
END $$;

-- Where to, and what with; whether it is sent now.
CREATE FUNCTION cv_api.callback_secrets(of_kind integer)
RETURNS TABLE (secret bytea, old_secret bytea, old_until bigint, url text, is_active integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT cv_api.is_service() THEN
        PERFORM cv_api.callback_judge();
    END IF;
    RETURN QUERY SELECT e.secret, e.old_secret, e.old_until, e.url,
                        (e.url <> '' AND e.paused_at IS NULL AND e.disabled_at IS NULL)::integer
                 FROM cv.callback_endpoint e WHERE e.kind = of_kind;
END $$;

-- An address that is set anew is not the one that answered 410 or failed. Without one, what waits is given up.
CREATE FUNCTION cv_api.callback_set(of_kind integer, to_url text, imports integer, first_secret bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.callback_judge();
    UPDATE cv.callback_endpoint e
    SET url = to_url, with_imports = imports, secret = coalesce(e.secret, nullif(first_secret, '')),
        disabled_at = CASE WHEN e.url = to_url THEN e.disabled_at END,
        failing_since = CASE WHEN e.url = to_url THEN e.failing_since END,
        changed_by = cv_api.me(), changed_at = cv_api.now_ms()
    WHERE e.kind = of_kind;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF to_url = '' THEN
        UPDATE cv.callback_event v SET state = 2, last_at = cv_api.now_ms(), last_failure = 7 -- CallbackFailure::NoTarget
        WHERE v.state = 0 AND v.kind = of_kind;
    END IF;
    RETURN true;
END $$;

-- The secret of before signs beside the new one until then; at once none is the old one's.
CREATE FUNCTION cv_api.callback_rotate(of_kind integer, new_secret bytea, until bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.callback_judge();
    IF octet_length(new_secret) IS NULL OR octet_length(new_secret) = 0 THEN
        RAISE invalid_parameter_value;
    END IF;
    UPDATE cv.callback_endpoint e
    SET old_secret = CASE WHEN until > cv_api.now_ms() THEN e.secret END,
        old_until = CASE WHEN until > cv_api.now_ms() THEN until END, secret = new_secret,
        changed_by = cv_api.me(), changed_at = cv_api.now_ms()
    WHERE e.kind = of_kind AND e.url <> '';
    RETURN FOUND;
END $$;

-- Going on takes back, too, that it answered 410.
CREATE FUNCTION cv_api.callback_pause(of_kind integer, pauses boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.callback_judge();
    UPDATE cv.callback_endpoint e
    SET paused_at = CASE WHEN pauses THEN cv_api.now_ms() END, disabled_at = CASE WHEN pauses THEN e.disabled_at END,
        failing_since = CASE WHEN pauses THEN e.failing_since END, changed_by = cv_api.me(), changed_at = cv_api.now_ms()
    WHERE e.kind = of_kind AND e.url <> '' AND pauses IS NOT NULL
      AND (CASE WHEN pauses THEN e.paused_at IS NULL ELSE e.paused_at IS NOT NULL OR e.disabled_at IS NOT NULL END);
    RETURN FOUND;
END $$;

-- The newest first. 0, -1 and null: of every kind, in every state, from the newest on.
CREATE FUNCTION cv_api.callback_deliveries(of_kind integer, of_state integer, before_seq bigint, most integer)
RETURNS TABLE (seq bigint, public_id bytea, kind integer, type integer, subject bytea, process_name text,
    created_at bigint, state integer, attempts integer, next_at bigint, last_at bigint, last_status integer,
    last_failure integer, took_ms integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.callback_judge();
    RETURN QUERY
    SELECT v.seq, v.public_id, v.kind::integer, v.type::integer,
           CASE v.kind WHEN 1 THEN (SELECT s.public_id FROM cv.call_session s WHERE s.id = v.ref) ELSE v.subject END,
           coalesce(p.name, ''), v.created_at, v.state::integer, v.attempts, v.next_at, v.last_at, v.last_status,
           v.last_failure::integer, v.took_ms
    FROM cv.callback_event v LEFT JOIN cv.process p ON p.id = v.process_id
    WHERE (of_kind = 0 OR v.kind = of_kind) AND (of_state = -1 OR v.state = of_state)
      AND v.seq < coalesce(before_seq, 9223372036854775807)
    ORDER BY v.seq DESC LIMIT least(greatest(coalesce(most, 1), 1), 1000);
END $$;

-- Sends again what was delivered (1), failed (2), or either (-1), and was noted in that time; one, where it is named.
-- They keep their ids. How many.
CREATE FUNCTION cv_api.callback_replay(of_kind integer, of_state integer, from_at bigint, to_at bigint, one bigint)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    again bigint;
BEGIN
    PERFORM cv_api.callback_judge();
    UPDATE cv.callback_event v SET state = 0, attempts = 0, next_at = at_ms
    WHERE v.kind = of_kind AND v.state <> 0 AND (of_state = -1 OR v.state = of_state)
      AND CASE WHEN one IS NULL THEN v.created_at >= from_at AND v.created_at < to_at ELSE v.seq = one END
      AND EXISTS (SELECT FROM cv.callback_endpoint e WHERE e.kind = of_kind AND e.url <> '');
    GET DIAGNOSTICS again = ROW_COUNT;
    IF again > 0 THEN
        UPDATE cv.callback_endpoint e SET replayed_at = at_ms WHERE e.kind = of_kind;
    END IF;
    RETURN again;
END $$;

-- Sending, for the service alone ---------------------------------------------------------------------------------------

-- What is to be sent now: of a subject the oldest alone.
CREATE FUNCTION cv_api.callback_due(of_kind integer, most integer)
RETURNS TABLE (seq bigint, public_id bytea, type integer, ref bigint, leg integer, created_at bigint, attempts integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.callback_judge_service();
    RETURN QUERY
    SELECT v.seq, v.public_id, v.type::integer, v.ref, v.leg, v.created_at, v.attempts
    FROM cv.callback_event v
    WHERE v.state = 0 AND v.kind = of_kind AND v.next_at <= cv_api.now_ms()
      AND NOT EXISTS (SELECT FROM cv.callback_event p WHERE p.state = 0 AND p.kind = v.kind AND p.subject = v.subject
                      AND p.seq < v.seq)
    ORDER BY v.next_at, v.seq LIMIT least(greatest(coalesce(most, 1), 1), 1000);
END $$;

-- What became of attempts: a row each of the arrays. Later events of the subject wait as long as one that is tried again.
CREATE FUNCTION cv_api.callback_settle(of_kind integer, seqs bigint[], states integer[], statuses integer[],
    failures integer[], took integer[], next_ats bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
BEGIN
    PERFORM cv_api.callback_judge_service();
    UPDATE cv.callback_event v
    SET state = a.state, attempts = v.attempts + 1, next_at = a.next_at, last_at = at_ms,
        last_status = nullif(a.status, 0), last_failure = nullif(a.failure, 0), took_ms = a.took
    FROM unnest(seqs, states, statuses, failures, took, next_ats) a (seq, state, status, failure, took, next_at)
    WHERE v.seq = a.seq AND v.kind = of_kind AND v.state = 0;
    UPDATE cv.callback_event v SET next_at = a.next_at
    FROM unnest(seqs, states, next_ats) a (seq, state, next_at) JOIN cv.callback_event o ON o.seq = a.seq
    WHERE a.state = 0 AND v.state = 0 AND v.kind = o.kind AND v.subject = o.subject AND v.seq > o.seq
      AND v.next_at < a.next_at;
    UPDATE cv.callback_endpoint e
    SET delivered_at = CASE WHEN 1 = ANY (states) THEN at_ms ELSE e.delivered_at END,
        failing_since = CASE WHEN NOT 1 = ANY (states) THEN coalesce(e.failing_since, at_ms) END
    WHERE e.kind = of_kind;
END $$;

CREATE FUNCTION cv_api.callback_disable(of_kind integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.callback_judge_service();
    UPDATE cv.callback_endpoint e SET disabled_at = cv_api.now_ms() WHERE e.kind = of_kind AND e.disabled_at IS NULL;
END $$;

CREATE FUNCTION cv_api.callback_thin(most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    batch integer := least(greatest(coalesce(most, 1), 1), 100000);
    thinned bigint;
BEGIN
    PERFORM cv_api.callback_judge_service();
    WITH old AS (
        DELETE FROM cv.callback_event v WHERE v.seq = ANY (ARRAY(
            SELECT o.seq FROM cv.callback_event o WHERE o.state = 1 AND o.last_at < at_ms - 604800000
            ORDER BY o.last_at LIMIT batch)
            || ARRAY(SELECT o.seq FROM cv.callback_event o WHERE o.state = 2 AND o.created_at < at_ms - 2592000000
                     ORDER BY o.seq LIMIT batch)) RETURNING 1)
    SELECT count(*) INTO thinned FROM old;
    RETURN thinned;
END $$;

-- Events of calls and tasks stay while one that tells of them does; the rest of the function is as it was.
DO $do$
DECLARE
    before text := pg_get_functiondef('cv_api.event_thin(integer)'::regprocedure);
    calls text := replace(before,
        'SELECT o.ctid FROM cv_route.call_event o WHERE o.received_at < at_ms - 604800000',
        'SELECT o.ctid FROM cv_route.call_event o WHERE o.received_at < at_ms - 604800000
              AND NOT EXISTS (SELECT FROM cv.callback_event v WHERE v.kind = 2 AND v.ref = o.seq)');
    after text := replace(calls,
        'SELECT o.ctid FROM cv_route.task_event o WHERE o.received_at < at_ms - 604800000',
        'SELECT o.ctid FROM cv_route.task_event o WHERE o.received_at < at_ms - 604800000
              AND NOT EXISTS (SELECT FROM cv.callback_event v WHERE v.kind = 3 AND v.ref = o.seq)');
BEGIN
    IF calls = before OR after = calls THEN
        RAISE EXCEPTION 'event_thin is not the one that is expected';
    END IF;
    EXECUTE after;
END $do$;

-- What is told: numbers of parties masked, starred where masking is off.
CREATE FUNCTION cv_api.callback_sessions(ids bigint[])
RETURNS TABLE (id bigint, public_id bytea, process text, campaign text, agent text, proxy text, case_ref text,
    recording_id text, direction integer, disposition integer, started_at bigint, ended_at bigint, talk_seconds bigint,
    billable_seconds bigint, cost_micros bigint, currency text, recharge_micros bigint, recharge_currency text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.callback_judge_service();
    RETURN QUERY
    SELECT s.id, s.public_id, p.name, coalesce(c.name, ''), coalesce(a.code, ''), coalesce(d.number, ''),
           coalesce(s.case_ref, ''), coalesce(s.recording_id, ''), s.direction::integer, s.disposition::integer,
           s.started_at, s.ended_at, s.talk_seconds::bigint, s.billable_seconds::bigint, s.cost_micros,
           coalesce(s.currency, '')::text, s.recharge_micros, coalesce(s.recharge_currency, '')::text
    FROM cv.call_session s JOIN cv.process p ON p.id = s.process_id
    LEFT JOIN cv.campaign c ON c.id = s.campaign_id LEFT JOIN cv.agent a ON a.id = s.agent_id
    LEFT JOIN cv.did d ON d.id = s.proxy_did
    WHERE s.id = ANY (ids) ORDER BY s.id;
END $$;

CREATE FUNCTION cv_api.callback_legs(ids bigint[])
RETURNS TABLE (session_id bigint, leg integer, kind integer, medium integer, direction integer, started_at bigint,
    answered_at bigint, ended_at bigint, billable_seconds bigint, disposition integer, agent text, proxy text,
    presented text, country text, area text, account text, customer text, agent_number text, recording_id text,
    consent integer, rate_zone text, cost_micros bigint, currency text, recharge_micros bigint, recharge_currency text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.callback_judge_service();
    RETURN QUERY
    SELECT l.session_id, l.leg::integer, l.kind::integer, l.medium::integer, l.direction::integer, l.started_at,
           l.answered_at, l.ended_at, l.billable_seconds::bigint, l.disposition::integer, coalesce(a.code, ''),
           coalesce(d.number, ''), coalesce(l.presented, ''), coalesce(l.country, '')::text, coalesce(l.area, ''),
           coalesce(l.account, ''), coalesce(l.customer_starred, l.customer_text),
           coalesce(l.agent_starred, l.agent_text), coalesce(l.recording_id, ''), l.consent::integer,
           coalesce(l.rate_zone, ''), l.cost_micros, coalesce(l.currency, '')::text, l.recharge_micros,
           coalesce(l.recharge_currency, '')::text
    FROM cv.call_leg l LEFT JOIN cv.agent a ON a.id = l.agent_id LEFT JOIN cv.did d ON d.id = l.proxy_did
    WHERE l.session_id = ANY (ids) ORDER BY l.session_id, l.leg;
END $$;

CREATE FUNCTION cv_api.callback_statuses(seqs bigint[])
RETURNS TABLE (seq bigint, call_key bytea, session bytea, process text, proxy text, state integer, at bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.callback_judge_service();
    RETURN QUERY
    SELECT e.seq, e.call_key, coalesce(b.public_id, ''::bytea), coalesce(p.name, ''), coalesce(d.number, ''),
           e.state::integer, e.at
    FROM cv_route.call_event e LEFT JOIN cv.binding b ON b.id = e.binding_id
    LEFT JOIN cv.process p ON p.id = e.process_id LEFT JOIN cv.did d ON d.id = e.did_id
    WHERE e.seq = ANY (seqs) ORDER BY e.seq;
END $$;

CREATE FUNCTION cv_api.callback_tasks(seqs bigint[])
RETURNS TABLE (seq bigint, task text, state integer, counts text, at bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.callback_judge_service();
    RETURN QUERY
    SELECT e.seq, e.task, e.state::integer, e.counts, e.at FROM cv_route.task_event e
    WHERE e.seq = ANY (seqs) ORDER BY e.seq;
END $$;

-- The leak audit looks into addresses too.
DO $$
DECLARE
    before text := pg_get_functiondef('cv_api.leak_texts()'::regprocedure);
    after text := replace(before, 'UNION ALL SELECT ''campaign.name'',',
                          'UNION ALL SELECT ''callback_endpoint.url'', e.kind, 0, e.changed_at, e.url '
                          'FROM cv.callback_endpoint e '
                          'UNION ALL SELECT ''campaign.name'',');
BEGIN
    IF after = before THEN
        RAISE EXCEPTION 'leak_texts is not the one that is expected';
    END IF;
    EXECUTE after;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.callback_endpoints(), cv_api.callback_secrets(integer),
    cv_api.callback_set(integer, text, integer, bytea), cv_api.callback_rotate(integer, bytea, bigint),
    cv_api.callback_pause(integer, boolean), cv_api.callback_deliveries(integer, integer, bigint, integer),
    cv_api.callback_replay(integer, integer, bigint, bigint, bigint), cv_api.callback_due(integer, integer),
    cv_api.callback_settle(integer, bigint[], integer[], integer[], integer[], integer[], bigint[]),
    cv_api.callback_disable(integer), cv_api.callback_thin(integer), cv_api.callback_sessions(bigint[]),
    cv_api.callback_legs(bigint[]), cv_api.callback_statuses(bigint[]), cv_api.callback_tasks(bigint[])
    TO "cv_{db}_person";

CREATE TRIGGER callback_note AFTER INSERT ON cv_route.call_event FOR EACH ROW WHEN (NEW.fault IS NULL)
    EXECUTE FUNCTION cv_api.callback_note_call();
CREATE TRIGGER callback_note AFTER INSERT ON cv_route.task_event FOR EACH ROW WHEN (NEW.fault IS NULL)
    EXECUTE FUNCTION cv_api.callback_note_task();
-- What the service notes of its attempts is no change of the endpoint.
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR DELETE
    OR UPDATE OF url, secret, with_imports, paused_at, changed_by, changed_at, replayed_at ON cv.callback_endpoint
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();

ALTER TABLE cv.callback_endpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE cv.callback_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.callback_endpoint TO "cv_{db}_definer" USING (true);
CREATE POLICY functions ON cv.callback_event TO "cv_{db}_definer" USING (true);
