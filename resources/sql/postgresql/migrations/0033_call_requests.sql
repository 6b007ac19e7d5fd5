-- Calls that somebody asks for: both parties of a binding are called, one after the other. People and programs ask, a
-- switch that can begin calls takes the request, and says what became of it. No number is kept here.

SET LOCAL ROLE "cv_{db}_owner";

-- What lies in the past by expires_at is judged when it is read: nobody took the request, or its switch fell silent.
CREATE TABLE cv.call_request (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    public_id       bytea NOT NULL UNIQUE,
    binding_id      bigint NOT NULL REFERENCES cv.binding (id),
    process_id      bigint NOT NULL,
    first_side      smallint NOT NULL CHECK (first_side IN (0, 1)), -- customer, agent
    made_by         bigint NOT NULL,
    made_at         bigint NOT NULL,
    state           smallint NOT NULL CHECK (state BETWEEN 0 AND 7), -- CallRequestState of domain/platform/call_request.h
    cause           smallint NOT NULL DEFAULT 0 CHECK (cause BETWEEN 0 AND 12), -- CallRequestCause
    state_at        bigint NOT NULL,
    expires_at      bigint NOT NULL,
    claimed_by      text NOT NULL DEFAULT '', -- name of the switch
    claimed_at      bigint
);
-- A binding has one at a time, and it is found among all that ever were.
CREATE UNIQUE INDEX call_request_open ON cv.call_request (binding_id) WHERE state < 4;
CREATE INDEX call_request_waiting ON cv.call_request (expires_at) WHERE state = 0;
CREATE INDEX call_request_age ON cv.call_request (made_at);
-- By which a second try finds what the first one was given, its own request or the one that was open.
CREATE TABLE cv.call_request_token (
    token           bytea PRIMARY KEY,
    request_id      bigint NOT NULL REFERENCES cv.call_request (id) ON DELETE CASCADE,
    asked_by        bigint NOT NULL
);
CREATE INDEX call_request_token_request ON cv.call_request_token (request_id);

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv.call_request, cv.call_request_token TO "cv_{db}_definer";
GRANT USAGE ON SCHEMA switch_v1 TO "cv_{db}_definer"; -- functions ask its route()
GRANT CREATE ON SCHEMA cv_api, switch_v1 TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- What both parties of a binding would hear if they called its number now: switch_v1.route is asked with the numbers of
-- its own routes. Verdicts: 0 both are put through; 1 one of them takes no calls over the brand; 2 the number leads
-- nowhere; 3 the routes do not stand (yet); 4 a newer binding of the number has taken one of the ways.
CREATE FUNCTION cv_api.call_request_ways(binding bigint)
RETURNS TABLE (verdict integer, did text, customer text, agent text, to_customer text, to_agent text, session text,
    most_secs integer, records boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    place record;
    of_agent record;
    of_customer record;
BEGIN
    SELECT d.id, d.number, x.caller AS customer, x.callee AS customers_agent, y.caller AS agent,
           y.callee AS agents_customer INTO place
    FROM cv.binding b JOIN cv.did d ON d.id = b.did_id
    LEFT JOIN cv_route.route x ON x.binding_id = b.id AND x.did_id = b.did_id AND x.side = 0
        AND (x.expires_at IS NULL OR x.expires_at > at_ms)
    LEFT JOIN cv_route.route y ON y.binding_id = b.id AND y.did_id = b.did_id AND y.side = 1
        AND (y.expires_at IS NULL OR y.expires_at > at_ms)
    WHERE b.id = $1;
    verdict := 3;
    IF place.customer IS NULL OR place.agent IS NULL THEN
        IF EXISTS (SELECT FROM cv_route.route r
                   WHERE r.did_id = place.id AND r.binding_id <> $1
                     AND r.caller IN (place.customers_agent, place.agents_customer)) THEN
            verdict := 4;
        END IF;
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT * INTO of_customer FROM switch_v1.route(place.number, place.customer);
    SELECT * INTO of_agent FROM switch_v1.route(place.number, place.agent);
    verdict := CASE WHEN of_customer.action = 'bridge' AND of_agent.action = 'bridge' THEN 0
                    WHEN 480 IN (of_customer.sip_code, of_agent.sip_code) THEN 1
                    WHEN 503 IN (of_customer.sip_code, of_agent.sip_code) THEN 3
                    ELSE 2 END;
    IF verdict = 0 THEN
        did := place.number;
        customer := of_agent.callee;
        agent := of_customer.callee;
        to_customer := of_agent.target_uri;
        to_agent := of_customer.target_uri;
        session := of_agent.session_id;
        most_secs := of_agent.max_call_secs;
        records := of_agent.record;
    END IF;
    RETURN NEXT;
END $$;

-- A request as it stands at this moment, and since when if that is not what the row says: nobody took it for a minute,
-- its binding has ended before (`ended`; null: it does not), or the switch that took it has said nothing more. A cause
-- that a waiting one carries is why no switch could take it.
CREATE FUNCTION cv_api.call_request_stand(state integer, cause integer, expiry bigint, ended bigint)
RETURNS TABLE (state_now integer, cause_now integer, since bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN state > 3 OR m.over_at > cv_api.now_ms() THEN state
                WHEN state = 0 AND m.over_at = expiry AND cause = 0 THEN 6 ELSE 5 END,
           CASE WHEN state > 3 THEN cause WHEN m.over_at > cv_api.now_ms() THEN 0 WHEN state > 0 THEN 9
                WHEN m.over_at < expiry THEN 10 ELSE cause END,
           m.over_at
    FROM (SELECT CASE WHEN state = 0 THEN least(expiry, ended) ELSE expiry END AS over_at) m
$$;

-- Asks that the parties of a binding be called, `first` (0 the customer, 1 the agent) before the other. Outcomes: 0
-- made; 1 this operation was given it before, or the binding has one that is not over; 2 the binding has ended; 3 a
-- party opted out of `brand`; 4 the number is out of service; 5 a newer binding has one of the ways; 6 the number leads
-- nowhere (call_request_ways). No switch that keeps a request in an open transaction is waited for.
CREATE FUNCTION cv_api.call_request_make(op bytea, new_id bytea, binding bigint, first integer)
RETURNS TABLE (outcome integer, request bytea, brand text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    b record;
    old record;
    given bigint;
    ways integer;
BEGIN
    SELECT x.process_id, x.ended_at, x.expires_at, least(x.ended_at, x.expires_at) AS ended, d.state,
           coalesce(nullif(p.brand, ''), p.name) AS brand INTO b
    FROM cv.binding x JOIN cv.did d ON d.id = x.did_id LEFT JOIN cv.pool p ON p.id = d.pool_id WHERE x.id = $3;
    IF (b.process_id = ANY (cv_api.binding_processes()) AND first IN (0, 1) AND octet_length(op) = 16
        AND octet_length(new_id) = 16 AND current_setting('transaction_isolation') = 'read committed') IS NOT TRUE THEN
        RAISE insufficient_privilege;
    END IF;
    brand := coalesce(b.brand, '');
    LOOP
        SELECT c.public_id, c.binding_id, t.asked_by INTO old
        FROM cv.call_request_token t JOIN cv.call_request c ON c.id = t.request_id WHERE t.token = op;
        IF FOUND THEN
            IF old.asked_by <> cv_api.me() OR old.binding_id <> $3 THEN
                RAISE insufficient_privilege;
            END IF;
            outcome := 1;
            request := old.public_id;
            RETURN NEXT;
            RETURN;
        END IF;
        given := NULL;
        SELECT c.id, c.public_id, s.state_now, s.cause_now, s.since INTO old FROM cv.call_request c
        CROSS JOIN LATERAL cv_api.call_request_stand(c.state, c.cause, c.expires_at, b.ended) s
        WHERE c.binding_id = $3 AND c.state < 4;
        IF old.state_now < 4 THEN
            outcome := 1;
            given := old.id;
            request := old.public_id;
        ELSIF old.id IS NOT NULL THEN
            PERFORM FROM cv.call_request c WHERE c.id = old.id AND c.state < 4 FOR NO KEY UPDATE SKIP LOCKED;
            IF NOT FOUND THEN
                CONTINUE WHEN NOT EXISTS (SELECT FROM cv.call_request c WHERE c.id = old.id AND c.state < 4);
                outcome := 1; -- for this time: somebody keeps it, and the row of another would wait for him
                request := old.public_id;
                RETURN NEXT;
                RETURN;
            END IF;
            UPDATE cv.call_request c SET state = old.state_now, cause = old.cause_now, state_at = old.since
            WHERE c.id = old.id;
        END IF;
        IF given IS NULL THEN
            ways := (SELECT w.verdict FROM cv_api.call_request_ways($3) w);
            outcome := CASE WHEN NOT cv_api.is_live(b.ended_at, b.expires_at) THEN 2 WHEN b.state NOT IN (0, 1) THEN 4
                            WHEN ways = 1 THEN 3 WHEN ways = 4 THEN 5 WHEN ways = 2 THEN 6 ELSE 0 END;
            IF outcome <> 0 THEN
                RETURN NEXT;
                RETURN;
            END IF;
            -- Who asks for the same binding at the same moment is waited for, and found above.
            INSERT INTO cv.call_request AS c (public_id, binding_id, process_id, first_side, made_by, made_at, state,
                state_at, expires_at)
            VALUES (new_id, $3, b.process_id, first, cv_api.me(), at_ms, 0, at_ms, at_ms + 60000)
            ON CONFLICT (binding_id) WHERE state < 4 DO NOTHING RETURNING c.id, c.public_id INTO given, request;
            CONTINUE WHEN NOT FOUND;
        END IF;
        INSERT INTO cv.call_request_token (token, request_id, asked_by) VALUES (op, given, cv_api.me())
        ON CONFLICT (token) DO NOTHING;
        IF FOUND THEN
            RETURN NEXT;
            RETURN;
        END IF;
    END LOOP;
END $$;

-- One request, to whoever sees the bindings of its process.
CREATE FUNCTION cv_api.call_request_find(request bytea)
RETURNS TABLE (public_id bytea, binding_id bigint, session bytea, first_side integer, state integer, cause integer,
    switch text, made_at bigint, state_at bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT c.public_id, c.binding_id, b.public_id, c.first_side::integer, s.state_now, s.cause_now, c.claimed_by, c.made_at,
           CASE WHEN s.state_now = c.state THEN c.state_at ELSE s.since END
    FROM cv.call_request c JOIN cv.binding b ON b.id = c.binding_id
    CROSS JOIN LATERAL cv_api.call_request_stand(c.state, c.cause, c.expires_at, least(b.ended_at, b.expires_at)) s
    WHERE c.public_id = request AND c.process_id = ANY (cv_api.binding_processes())
$$;

-- Takes one back that is not over; a call that its switch has begun goes on. False for any other, and for one that a
-- switch keeps in an open transaction.
CREATE FUNCTION cv_api.call_request_cancel(request bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    held bigint;
BEGIN
    SELECT c.id INTO held FROM cv.call_request c
    WHERE c.public_id = request AND c.state < 4 AND c.expires_at > cv_api.now_ms()
      AND c.process_id = ANY (cv_api.binding_processes())
    FOR NO KEY UPDATE SKIP LOCKED;
    UPDATE cv.call_request c SET state = 7, cause = 0, state_at = cv_api.now_ms() WHERE c.id = held;
    RETURN FOUND;
END $$;

-- For the service alone: deletes what was asked for more than 30 days ago, the oldest first; how many.
CREATE FUNCTION cv_api.call_requests_thin(most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gone bigint;
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    DELETE FROM cv.call_request c
    WHERE c.id IN (SELECT o.id FROM cv.call_request o WHERE o.made_at < cv_api.now_ms() - 30 * 86400000::bigint
                   ORDER BY o.made_at LIMIT greatest(most, 1) FOR UPDATE SKIP LOCKED);
    GET DIAGNOSTICS gone = ROW_COUNT;
    RETURN gone;
END $$;

-- What people call the switch that asks, by its login.
CREATE FUNCTION cv_api.calling_switch() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN starts_with(session_user, 'cvs_{db}.') THEN substr(session_user, length('cvs_{db}.') + 1)
                ELSE session_user::text END
$$;

-- For a switch that begins calls: the requests that it now has to serve, at most 100. It calls first_callee, then
-- second_callee, shows both `did`, and says how it goes on with call_request_state. What cannot be called any more is
-- failed; what has no routes yet keeps waiting, and is looked at after the others. Nothing is locked that is not looked
-- at: of others two hundred at most.
CREATE FUNCTION switch_v1.call_requests_claim(most integer)
RETURNS TABLE (request_id bigint, did text, first_callee text, second_callee text, first_target text, second_target text,
    session_id text, binding_id bigint, first_side text, max_call_secs integer, record boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    wanted integer := least(greatest(coalesce(most, 1), 0), 100);
    waiting CURSOR FOR
        SELECT c.id, c.binding_id, c.first_side, c.cause FROM cv.call_request c JOIN cv.binding b ON b.id = c.binding_id
        WHERE c.state = 0 AND c.expires_at > at_ms AND b.ended_at IS NULL
          AND (b.expires_at IS NULL OR b.expires_at > at_ms)
        ORDER BY c.cause, c.id LIMIT 200 FOR NO KEY UPDATE OF c SKIP LOCKED;
    asked record;
    ways record;
    by_agent boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM cv.call_request c WHERE c.state = 0 AND c.expires_at > at_ms) THEN
        RETURN; -- it is asked for again and again
    END IF;
    OPEN waiting;
    WHILE wanted > 0 LOOP
        FETCH waiting INTO asked;
        EXIT WHEN NOT FOUND;
        SELECT * INTO ways FROM cv_api.call_request_ways(asked.binding_id);
        IF ways.verdict = 3 THEN
            UPDATE cv.call_request c SET cause = 11 WHERE c.id = asked.id AND c.cause <> 11;
            CONTINUE;
        END IF;
        IF ways.verdict <> 0 THEN
            UPDATE cv.call_request c
            SET state = 5, cause = CASE ways.verdict WHEN 1 THEN 7 WHEN 4 THEN 12 ELSE 8 END, state_at = at_ms
            WHERE c.id = asked.id;
            CONTINUE;
        END IF;
        UPDATE cv.call_request c SET state = 1, cause = 0, claimed_by = cv_api.calling_switch(), claimed_at = at_ms,
            state_at = at_ms, expires_at = at_ms + 180000
        WHERE c.id = asked.id;
        by_agent := asked.first_side = 1;
        request_id := asked.id;
        did := ways.did;
        first_callee := CASE WHEN by_agent THEN ways.agent ELSE ways.customer END;
        second_callee := CASE WHEN by_agent THEN ways.customer ELSE ways.agent END;
        first_target := CASE WHEN by_agent THEN ways.to_agent ELSE ways.to_customer END;
        second_target := CASE WHEN by_agent THEN ways.to_customer ELSE ways.to_agent END;
        session_id := ways.session;
        binding_id := asked.binding_id;
        first_side := CASE WHEN by_agent THEN 'agent' ELSE 'customer' END;
        max_call_secs := ways.most_secs;
        record := ways.records;
        wanted := wanted - 1;
        RETURN NEXT;
    END LOOP;
    CLOSE waiting;
END $$;

-- How the call of a claimed request goes on: 'ringing' (for three minutes, unless it is said again), 'answered' (for
-- four hours, likewise), 'done', or 'failed' with 'busy', 'no-answer', 'rejected', 'unreachable', 'hung-up' or 'error'. False,
-- and nothing is changed, for what would go back, for another switch's request, and for any other word.
CREATE FUNCTION switch_v1.call_request_state(request bigint, state text, cause text DEFAULT '') RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    stands integer := array_position('{ringing,answered,done,failed}'::text[], $2) + 1;
    why integer := CASE WHEN $2 = 'failed' THEN
        array_position('{busy,no-answer,rejected,unreachable,hung-up,error}'::text[], $3) ELSE 0 END;
BEGIN
    UPDATE cv.call_request c
    SET state = stands, cause = why, state_at = CASE WHEN c.state = stands THEN c.state_at ELSE at_ms END,
        expires_at = at_ms + CASE stands WHEN 3 THEN 14400000 ELSE 180000 END
    WHERE c.id = $1 AND c.claimed_by = cv_api.calling_switch() AND c.state BETWEEN 1 AND 3 AND c.expires_at > at_ms
      AND stands >= c.state AND why IS NOT NULL;
    RETURN FOUND OR EXISTS (SELECT FROM cv.call_request c -- a second try of the last word
                            WHERE c.id = $1 AND c.claimed_by = cv_api.calling_switch() AND c.state IN (4, 5)
                              AND c.state = stands AND c.cause = why);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api, switch_v1 FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api, switch_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.call_request_make(bytea, bytea, bigint, integer), cv_api.call_request_find(bytea),
    cv_api.call_request_cancel(bytea), cv_api.call_requests_thin(integer) TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION switch_v1.call_requests_claim(integer), switch_v1.call_request_state(bigint, text, text)
    TO "cv_{db}_switch";

-- Who asks or takes back leaves an entry; what becomes of a request by itself, or at a switch, is nobody's deed.
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE ON cv.call_request
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN (0, 7)) EXECUTE FUNCTION cv_api.require_opt_out_deed();
ALTER TABLE cv.call_request ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.call_request TO "cv_{db}_definer" USING (true);
ALTER TABLE cv.call_request_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.call_request_token TO "cv_{db}_definer" USING (true);
