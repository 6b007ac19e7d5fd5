-- Call records: what switches and applications hand in waits here until the service makes legs of it. Real numbers and
-- names of calls go no further than the functions that take them in: what is kept of a call's name is a keyed hash.
-- Nothing that a switch sends is answered by an error, which would repeat it in the server's log.

SET LOCAL ROLE "cv_{db}_owner";

-- Logged, unlike routes: a record is never lost.
CREATE TABLE cv_route.cdr_spool (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    received_at     bigint NOT NULL,
    call_key        bytea NOT NULL, -- of who handed it in and how he names the call
    leg             smallint NOT NULL, -- 0: with the customer, 1: with the agent
    did_id          bigint NOT NULL, -- 0: none of ours
    binding_id      bigint NOT NULL, -- 0: of none
    process_id      bigint NOT NULL, -- 0: nobody knows of which
    agent_number    bigint NOT NULL, -- of the binding when the record came in; -1: the call was another agent's
    caller_side     smallint, -- who called, as leg
    calling_code    text NOT NULL, -- of a caller without a binding
    started_at      bigint NOT NULL,
    answered_at     bigint,
    ended_at        bigint,
    billable_seconds bigint NOT NULL,
    disposition     smallint NOT NULL,
    fault           smallint, -- why it becomes no leg
    UNIQUE (call_key, leg)
);
CREATE INDEX cdr_spool_waiting ON cv_route.cdr_spool (seq) WHERE fault IS NULL;
CREATE INDEX cdr_spool_refused ON cv_route.cdr_spool (received_at) WHERE fault IS NOT NULL;

-- Which records came in of late, for a week: one that is sent again in that time, after it became a leg, is no second
-- leg. One that is sent again later is found among the rows of the call log, unless its process is another one by then.
CREATE TABLE cv_route.cdr_known (
    call_key        bytea NOT NULL,
    leg             smallint NOT NULL,
    received_at     bigint NOT NULL,
    answered        boolean NOT NULL,
    PRIMARY KEY (call_key, leg)
);
CREATE INDEX cdr_known_age ON cv_route.cdr_known (received_at);

CREATE TABLE cv_route.cdr_salt (
    id              smallint PRIMARY KEY CHECK (id = 1),
    salt            bytea NOT NULL
);
INSERT INTO cv_route.cdr_salt
VALUES (1, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

CREATE INDEX binding_of_did ON cv.binding (did_id, id);
-- Since when a binding is its agent's, where it was another's before: calls of before are not his.
ALTER TABLE cv.binding ADD COLUMN agent_since bigint NOT NULL DEFAULT 0;

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv_route.cdr_spool, cv_route.cdr_known TO "cv_{db}_definer";
GRANT SELECT ON cv_route.cdr_salt TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api, switch_v1 TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- How a call is known: by whoever handed it in and his name for it, which may hold a number.
CREATE FUNCTION cv_api.cdr_key(source text, call_ref text) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT substring(sha256(s.salt || sha256(s.salt || convert_to(length(source) || ':' || source || call_ref, 'UTF8')))
                     FROM 1 FOR 16)
    FROM cv_route.cdr_salt s
$$;

-- A written time in ms: seconds since 1970, or a date and a time of day. Without a zone it is the session's.
CREATE FUNCTION cv_api.cdr_time(written text) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO, YMD' AS $$
BEGIN
    IF written ~ '^[0-9]{9,10}(\.[0-9]{1,9})?$' THEN
        RETURN trunc(written::numeric * 1000)::bigint;
    ELSIF written ~ '^[12][0-9]{3}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,9})?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?$' THEN
        RETURN trunc(extract(epoch FROM written::timestamptz) * 1000)::bigint;
    END IF;
    RETURN NULL;
EXCEPTION WHEN data_exception THEN -- a day that no month has
    RETURN NULL;
END $$;

-- Seconds as written, with or without a fraction, in ms.
CREATE FUNCTION cv_api.cdr_span(written text) RETURNS bigint
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN written ~ '^[0-9]{1,8}(\.[0-9]{0,9})?$' THEN trunc(written::numeric * 1000)::bigint END
$$;

-- A written number as E.164, with or without "+", "00" and a SIP or tel address around it; empty for anything else.
CREATE FUNCTION cv_api.cdr_number(written text) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce('+' || substring(lower(written) FROM '^(?:sips?:|tel:)?(?:\+|00)?([1-9][0-9]{2,14})(?:[@;].*)?$'), '')
$$;

CREATE FUNCTION cv_api.cdr_did(written text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.id FROM cv.did d WHERE d.number = cv_api.cdr_number(written)
$$;

-- The 16 bytes of a session's name that stands in a text.
CREATE FUNCTION cv_api.cdr_session(written text) RETURNS bytea
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT decode(string_agg(to_hex(substr(b.bits, 4 * n - 3, 4)::bit(4)::integer), '' ORDER BY n), 'hex')
    FROM (SELECT string_agg((strpos('abcdefghijklmnopqrstuvwxyz234567', substr(s.name, n, 1)) - 1)::bit(5)::text, ''
                            ORDER BY n) AS bits
          FROM (SELECT substring(lower(written) FROM '\msess_([a-z2-7]{26})\M') AS name) s, generate_series(1, 26) n) b,
         generate_series(1, 32) n
    WHERE b.bits IS NOT NULL
$$;

-- What a SIP code says of a call, as domain/calls/call_kinds.h has it.
CREATE FUNCTION cv_api.cdr_outcome_of_sip(code text) RETURNS integer
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN code ~ '^2[0-9]{2}$' THEN 1 WHEN code IN ('408', '480') THEN 2 WHEN code IN ('486', '600') THEN 3
                WHEN code = '487' THEN 5 WHEN code ~ '^[3-6][0-9]{2}$' THEN 4 ELSE 0 END
$$;

-- The same of Asterisk's disposition, as a word or as its number.
CREATE FUNCTION cv_api.cdr_outcome_of_asterisk(said text) RETURNS integer
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN upper(said) IN ('ANSWERED', '8') THEN 1 WHEN upper(said) IN ('NO ANSWER', 'NOANSWER', '0') THEN 2
                WHEN upper(said) IN ('BUSY', '4') THEN 3 WHEN upper(said) IN ('FAILED', 'CONGESTION', '2', '16') THEN 4
                WHEN upper(said) = 'CANCEL' THEN 5 ELSE 0 END
$$;

-- The same of a hangup cause of a call that was not answered.
CREATE FUNCTION cv_api.cdr_outcome_of_cause(cause text) RETURNS integer
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN coalesce(cause, '') IN ('', 'NONE') THEN 0
                WHEN cause IN ('NORMAL_CLEARING', 'NO_ANSWER', 'NO_USER_RESPONSE', 'ALLOTTED_TIMEOUT', 'SUBSCRIBER_ABSENT',
                               'PROGRESS_TIMEOUT', 'MEDIA_TIMEOUT') THEN 2
                WHEN cause = 'USER_BUSY' THEN 3
                WHEN cause IN ('ORIGINATOR_CANCEL', 'LOSE_RACE', 'PICKED_OFF') THEN 5 ELSE 4 END
$$;

CREATE FUNCTION cv_api.note_agent_since() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.agent_since := cv_api.now_ms();
    RETURN NEW;
END $$;

-- Of which process a call is that belongs to no binding.
CREATE FUNCTION cv_api.cdr_process(did bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT b.process_id FROM cv.binding b WHERE b.did_id = did ORDER BY b.id DESC LIMIT 1),
                    (SELECT min(p.process_id) FROM cv.process_did p WHERE p.did_id = did HAVING count(*) = 1))
$$;

-- Puts a record down; false when it was known. Of a call that was tried more than once (a queue, a fork) the answered
-- record takes the place of an unanswered one, or stands beside it when that became a leg already. What contradicts itself is put right as far as it can be; without a
-- name, a beginning or a moment that can be, it is kept as damaged.
CREATE FUNCTION cv_api.cdr_put(key bytea, of_leg integer, did bigint, binding bigint, process bigint, line bigint, side integer,
    code text, begun bigint, answered bigint, over bigint, billable bigint, outcome integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    oldest bigint := 946684800000; -- the year 2000
    newest bigint := at_ms + 86400000;
    is_damaged boolean := key IS NULL OR begun IS NULL OR begun NOT BETWEEN oldest AND newest;
    talks_from bigint;
    ends bigint;
BEGIN
    IF key IS NULL THEN
        key := uuid_send(gen_random_uuid());
    END IF;
    IF is_damaged THEN
        begun := at_ms;
    ELSE
        talks_from := CASE WHEN answered BETWEEN oldest AND newest THEN greatest(answered, begun) END;
        ends := CASE WHEN over BETWEEN oldest AND newest THEN greatest(over, talks_from, begun) END;
    END IF;
    INSERT INTO cv_route.cdr_known VALUES (key, of_leg, at_ms, talks_from IS NOT NULL) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        UPDATE cv_route.cdr_known k SET answered = true
        WHERE k.call_key = key AND k.leg = of_leg AND NOT k.answered AND talks_from IS NOT NULL;
        IF NOT FOUND THEN
            RETURN false;
        END IF;
        -- One that a service is just taking is not waited for.
        DELETE FROM cv_route.cdr_spool s
        WHERE s.seq IN (SELECT w.seq FROM cv_route.cdr_spool w
                        WHERE w.call_key = key AND w.leg = of_leg AND w.answered_at IS NULL FOR UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            key := substring(sha256(key || convert_to('answered', 'UTF8')) FROM 1 FOR 16);
        END IF;
    END IF;
    INSERT INTO cv_route.cdr_spool (received_at, call_key, leg, did_id, binding_id, process_id, agent_number,
        caller_side, calling_code, started_at, answered_at, ended_at, billable_seconds, disposition, fault)
    VALUES (at_ms, key, of_leg, coalesce(did, 0), coalesce(binding, 0), coalesce(process, 0), coalesce(line, 0), side,
        coalesce(code, ''),
        begun, talks_from, ends,
        CASE WHEN talks_from IS NULL THEN 0
             ELSE least(coalesce(billable, (ends - talks_from) / 1000, 0), (ends - talks_from + 999) / 1000, 99999999) END,
        outcome, CASE WHEN is_damaged THEN 3 WHEN did IS NULL THEN 1 WHEN process IS NULL THEN 2 END)
    ON CONFLICT DO NOTHING;
    RETURN FOUND;
END $$;

-- A record of a switch. Its call is found by the session that it names, when the number is the session's, else by the
-- route of number and caller, unless it was made after the call began (by clocks that may differ by five seconds). A
-- row whose calling number is one of ours, and the dialled one is not, is of the other way: of the leg from the
-- platform to whoever is called.
CREATE FUNCTION cv_api.cdr_take_in(call_ref text, told_leg text, told_side text, session text, dialled text, calling text,
    begun bigint, answered bigint, over bigint, billable bigint, outcome integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    did bigint := cv_api.cdr_did(dialled);
    shown bigint := cv_api.cdr_did(calling);
    is_outward boolean := did IS NULL AND shown IS NOT NULL;
    party text := cv_api.cdr_number(CASE WHEN is_outward THEN dialled WHEN shown IS NULL THEN calling END);
    side text := substring(lower(coalesce(nullif(told_side, ''), substring(session FROM '(?i)sess_[a-z2-7]{26}[^a-z0-9_](.*)')))
                           FROM '^(customer|agent)\M');
    found_binding record;
    way record;
    party_side integer;
BEGIN
    IF is_outward THEN
        did := shown;
    END IF;
    SELECT b.id, b.did_id, b.process_id, CASE WHEN b.agent_since > begun THEN -1 ELSE b.agent_number END AS line
    INTO found_binding FROM cv.binding b
    WHERE b.public_id = cv_api.cdr_session(session)
      AND (b.did_id = did OR (did IS NULL AND cv_api.cdr_number(dialled) = ''));
    did := coalesce(did, found_binding.did_id);
    SELECT r.binding_id, r.side INTO way FROM cv_route.route r
    WHERE r.did_id = did AND r.caller IN (party, '') AND NOT (r.caller = '' AND r.callee = party)
    ORDER BY r.caller DESC LIMIT 1;
    party_side := way.side;
    IF found_binding.id IS NULL AND way.binding_id <> 0 THEN
        SELECT b.id, b.did_id, b.process_id, CASE WHEN b.agent_since > begun THEN -1 ELSE b.agent_number END AS line
        INTO found_binding FROM cv.binding b WHERE b.id = way.binding_id AND b.created_at <= begun + 5000;
        IF NOT FOUND THEN
            party_side := NULL;
        END IF;
    END IF;
    IF side IS NOT NULL THEN
        party_side := CASE WHEN (side = 'customer') = is_outward THEN 1 ELSE 0 END;
    END IF;
    PERFORM cv_api.cdr_put(CASE WHEN call_ref <> '' THEN cv_api.cdr_key(session_user::text, call_ref) END,
        CASE upper(told_leg) WHEN 'A' THEN 0 WHEN 'B' THEN 1 ELSE coalesce(party_side, is_outward::integer) END,
        did, found_binding.id, coalesce(found_binding.process_id, cv_api.cdr_process(did)), found_binding.line,
        CASE WHEN is_outward THEN 1 - party_side ELSE party_side END,
        CASE WHEN found_binding.id IS NULL AND NOT is_outward THEN cv_api.calling_code(party) END,
        begun, answered, over, billable, outcome);
END $$;

-- What switches insert into. All columns are texts: what a module sends is read here, and never refused.
CREATE VIEW switch_v1.kam_cdr AS
    SELECT t AS start_time, t AS end_time, t AS duration, t AS session_id, t AS binding_id, t AS did, t AS caller, t AS callee,
           t AS side, t AS sip_code, t AS sip_reason, t AS call_ref, t AS leg
    FROM (SELECT ''::text AS t) x WHERE false;
CREATE VIEW switch_v1.kam_missed AS
    SELECT t AS "time", t AS ring_time, t AS session_id, t AS binding_id, t AS did, t AS caller, t AS callee, t AS side,
           t AS sip_code, t AS sip_reason, t AS call_ref, t AS leg
    FROM (SELECT ''::text AS t) x WHERE false;
CREATE VIEW switch_v1.asterisk_cdr AS
    SELECT t AS calldate, t AS clid, t AS src, t AS dst, t AS dcontext, t AS channel, t AS dstchannel, t AS lastapp,
           t AS lastdata, t AS duration, t AS billsec, t AS disposition, t AS amaflags, t AS accountcode, t AS uniqueid,
           t AS userfield, t AS linkedid, t AS peeraccount, t AS sequence
    FROM (SELECT ''::text AS t) x WHERE false;
CREATE VIEW switch_v1.fs_cdr AS
    SELECT t AS local_ip_v4, t AS caller_id_name, t AS caller_id_number, t AS destination_number, t AS context,
           t AS start_stamp, t AS answer_stamp, t AS end_stamp, t AS duration, t AS billsec, t AS hangup_cause, t AS uuid,
           t AS bleg_uuid, t AS accountcode, t AS read_codec, t AS write_codec
    FROM (SELECT ''::text AS t) x WHERE false;
CREATE VIEW switch_v1.osips_acc AS
    SELECT t AS method, t AS from_tag, t AS to_tag, t AS callid, t AS sip_code, t AS sip_reason, t AS "time", t AS duration,
           t AS ms_duration, t AS setuptime, t AS created, t AS session_id, t AS did, t AS caller, t AS callee, t AS side,
           t AS leg
    FROM (SELECT ''::text AS t) x WHERE false;

CREATE FUNCTION cv_api.cdr_of_kam() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    begun bigint := cv_api.cdr_time(NEW.start_time);
    span bigint := cv_api.cdr_span(NEW.duration);
    outcome integer := cv_api.cdr_outcome_of_sip(coalesce(nullif(NEW.sip_code, ''), '200'));
BEGIN
    PERFORM cv_api.cdr_take_in(NEW.call_ref, NEW.leg, NEW.side, NEW.session_id, NEW.did, NEW.caller, begun,
        CASE WHEN outcome = 1 THEN begun END, coalesce(cv_api.cdr_time(NEW.end_time), begun + span), span / 1000, outcome);
    RETURN NEW;
END $$;
CREATE FUNCTION cv_api.cdr_of_kam_missed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    over bigint := cv_api.cdr_time(NEW."time");
BEGIN
    PERFORM cv_api.cdr_take_in(NEW.call_ref, NEW.leg, NEW.side, NEW.session_id, NEW.did, NEW.caller,
        over - coalesce(cv_api.cdr_span(NEW.ring_time), 0), NULL, over, 0, cv_api.cdr_outcome_of_sip(NEW.sip_code));
    RETURN NEW;
END $$;
CREATE FUNCTION cv_api.cdr_of_asterisk() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    begun bigint := cv_api.cdr_time(NEW.calldate);
    over bigint := begun + cv_api.cdr_span(NEW.duration);
    talk bigint := cv_api.cdr_span(NEW.billsec);
    outcome integer := cv_api.cdr_outcome_of_asterisk(NEW.disposition);
BEGIN
    PERFORM cv_api.cdr_take_in(coalesce(nullif(NEW.linkedid, ''), NEW.uniqueid), NULL, NULL,
        concat_ws(' ', NEW.accountcode, NEW.userfield, NEW.peeraccount), NEW.dst, NEW.src, begun,
        CASE WHEN outcome = 1 THEN over - talk END, over, talk / 1000, outcome);
    RETURN NEW;
END $$;
-- Both legs have the name of the second one, which the first one's row tells.
CREATE FUNCTION cv_api.cdr_of_fs() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    answered bigint := cv_api.cdr_time(NEW.answer_stamp);
    is_second boolean := cv_api.cdr_did(NEW.destination_number) IS NULL AND cv_api.cdr_did(NEW.caller_id_number) IS NOT NULL;
BEGIN
    PERFORM cv_api.cdr_take_in(coalesce(CASE WHEN NOT is_second THEN nullif(NEW.bleg_uuid, '') END, NEW.uuid), NULL, NULL,
        NEW.accountcode, NEW.destination_number, NEW.caller_id_number, cv_api.cdr_time(NEW.start_stamp), answered,
        cv_api.cdr_time(NEW.end_stamp), cv_api.cdr_span(NEW.billsec) / 1000,
        CASE WHEN answered > 0 THEN 1 ELSE cv_api.cdr_outcome_of_cause(NEW.hangup_cause) END);
    RETURN NEW;
END $$;
-- "time" is when the call was answered or had failed, "created" when it began.
CREATE FUNCTION cv_api.cdr_of_osips() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.cdr_time(NEW."time");
    span bigint := coalesce(cv_api.cdr_span(NEW.ms_duration) / 1000, cv_api.cdr_span(NEW.duration));
    outcome integer := cv_api.cdr_outcome_of_sip(NEW.sip_code);
BEGIN
    PERFORM cv_api.cdr_take_in(NEW.callid, NEW.leg, NEW.side, NEW.session_id, NEW.did, NEW.caller,
        coalesce(cv_api.cdr_time(NEW.created), at_ms - coalesce(cv_api.cdr_span(NEW.setuptime), 0)),
        CASE WHEN outcome = 1 THEN at_ms END, CASE WHEN outcome = 1 THEN at_ms + span ELSE at_ms END,
        coalesce(cv_api.cdr_span(NEW.duration), span) / 1000, outcome);
    RETURN NEW;
END $$;

-- For the service alone: whether any waits, so that it asks every other second and counts nothing in vain.
CREATE FUNCTION cv_api.record_waits() RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.is_service() AND EXISTS (SELECT FROM cv_route.cdr_spool s WHERE s.fault IS NULL)
$$;

-- For the service alone. The oldest records that wait, of those behind the one that is named; whoever takes them holds them until he commits. What was refused
-- a month ago goes, and so does, after a week, the memory of what came in.
CREATE FUNCTION cv_api.record_take(most integer, after_seq bigint)
RETURNS TABLE (seq bigint, call_key bytea, leg integer, did_id bigint, binding_id bigint, process_id bigint,
    agent_number bigint, caller_side integer, calling_code text, started_at bigint, answered_at bigint, ended_at bigint,
    billable_seconds bigint, disposition integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    batch integer := least(greatest(coalesce(most, 1), 1), 10000);
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    DELETE FROM cv_route.cdr_spool s
    WHERE s.seq IN (SELECT o.seq FROM cv_route.cdr_spool o WHERE o.fault IS NOT NULL AND o.received_at < at_ms - 2592000000
                    ORDER BY o.received_at LIMIT 1000 FOR UPDATE SKIP LOCKED);
    DELETE FROM cv_route.cdr_known k
    USING (SELECT o.call_key, o.leg FROM cv_route.cdr_known o WHERE o.received_at < at_ms - 604800000
           ORDER BY o.received_at LIMIT batch + 1000 FOR UPDATE SKIP LOCKED) old
    WHERE k.call_key = old.call_key AND k.leg = old.leg;
    RETURN QUERY
    SELECT s.seq, s.call_key, s.leg::integer, s.did_id, s.binding_id, s.process_id, s.agent_number,
           s.caller_side::integer, s.calling_code, s.started_at, s.answered_at, s.ended_at, s.billable_seconds,
           s.disposition::integer
    FROM cv_route.cdr_spool s WHERE s.fault IS NULL AND s.seq > coalesce(after_seq, 0)
    ORDER BY s.seq LIMIT batch FOR UPDATE SKIP LOCKED;
END $$;

-- For the service alone: these became legs.
CREATE FUNCTION cv_api.record_done(seqs bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    DELETE FROM cv_route.cdr_spool s WHERE s.seq = ANY (seqs) AND s.fault IS NULL;
END $$;

-- For the service alone: these become none.
CREATE FUNCTION cv_api.record_refuse(seqs bigint[], why integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service() OR why IS NULL OR why NOT BETWEEN 1 AND 3 THEN
        RAISE insufficient_privilege;
    END IF;
    UPDATE cv_route.cdr_spool s SET fault = why WHERE s.seq = ANY (seqs) AND s.fault IS NULL;
END $$;

-- For the service alone: a record that came in over its HTTP API; false when it was known. The caller comes as the
-- keyed hash that stands on the number for a party. Without its session a call belongs to no binding that was made after
-- it began (by clocks that may differ by five seconds), and one of an agent whom the binding had before is not its agent's.
CREATE FUNCTION cv_api.record_put(key bytea, of_leg integer, did bigint, session bytea, caller bytea, code text,
    begun bigint, answered bigint, over bigint, billable bigint, outcome integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    stands cv_vault.binding_side;
    owning integer;
    found_binding record;
BEGIN
    IF NOT cv_api.is_service() OR octet_length(key) IS DISTINCT FROM 16 OR coalesce(of_leg, 2) NOT IN (0, 1)
       OR coalesce(outcome, 9) NOT BETWEEN 0 AND 6 THEN
        RAISE insufficient_privilege;
    END IF;
    SELECT * INTO stands FROM cv_vault.binding_side s WHERE s.did_id = did AND s.party = caller AND s.free_at > begun;
    SELECT s.side INTO owning FROM cv_vault.binding_side s
    WHERE s.did_id = did AND s.owner <> '' AND s.free_at > begun LIMIT 1;
    SELECT b.id, b.process_id, CASE WHEN b.agent_since > begun OR b.id = -stands.binding_id THEN -1 ELSE b.agent_number END
           AS line
    INTO found_binding FROM cv.binding b
    WHERE (b.public_id = session AND b.did_id = did) OR (b.id = abs(stands.binding_id) AND b.created_at <= begun + 5000)
    ORDER BY (b.public_id = session AND b.did_id = did) DESC LIMIT 1;
    RETURN cv_api.cdr_put(key, of_leg, did, found_binding.id, coalesce(found_binding.process_id, cv_api.cdr_process(did)),
        found_binding.line, coalesce(stands.side, 1 - owning), CASE WHEN found_binding.id IS NULL THEN code END, begun, answered, over,
        billable, outcome);
END $$;

-- How much waits, for whoever manages pools or security; nothing to others.
CREATE FUNCTION cv_api.record_state() RETURNS TABLE (waiting bigint, refused bigint, oldest_at bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (SELECT count(*) FROM cv_route.cdr_spool s WHERE s.fault IS NULL),
           (SELECT count(*) FROM cv_route.cdr_spool s WHERE s.fault IS NOT NULL),
           (SELECT s.received_at FROM cv_route.cdr_spool s WHERE s.fault IS NULL ORDER BY s.seq LIMIT 1)
    WHERE cv_api.may(2) OR cv_api.may(11)
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api, switch_v1 FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api, switch_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.record_waits(), cv_api.record_take(integer, bigint), cv_api.record_done(bigint[]), cv_api.record_refuse(bigint[], integer),
    cv_api.record_put(bytea, integer, bigint, bytea, bytea, text, bigint, bigint, bigint, bigint, integer),
    cv_api.record_state() TO "cv_{db}_person";
GRANT INSERT ON switch_v1.kam_cdr, switch_v1.kam_missed, switch_v1.asterisk_cdr, switch_v1.fs_cdr, switch_v1.osips_acc
    TO "cv_{db}_switch";

CREATE TRIGGER note_agent_since BEFORE UPDATE OF agent_number ON cv.binding FOR EACH ROW
    WHEN (NEW.agent_number NOT IN (OLD.agent_number, 0)) EXECUTE FUNCTION cv_api.note_agent_since();
CREATE TRIGGER take_in INSTEAD OF INSERT ON switch_v1.kam_cdr FOR EACH ROW EXECUTE FUNCTION cv_api.cdr_of_kam();
CREATE TRIGGER take_in INSTEAD OF INSERT ON switch_v1.kam_missed FOR EACH ROW EXECUTE FUNCTION cv_api.cdr_of_kam_missed();
CREATE TRIGGER take_in INSTEAD OF INSERT ON switch_v1.asterisk_cdr FOR EACH ROW EXECUTE FUNCTION cv_api.cdr_of_asterisk();
CREATE TRIGGER take_in INSTEAD OF INSERT ON switch_v1.fs_cdr FOR EACH ROW EXECUTE FUNCTION cv_api.cdr_of_fs();
CREATE TRIGGER take_in INSTEAD OF INSERT ON switch_v1.osips_acc FOR EACH ROW EXECUTE FUNCTION cv_api.cdr_of_osips();
