-- The voice platform's door: where a call goes. The service writes the routes, and a switch asks for one at a time.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cv_{db}_switch') THEN
        CREATE ROLE "cv_{db}_switch" NOLOGIN;
    END IF;
END $$;
GRANT "cv_{db}_switch" TO "cv_{db}_people" WITH ADMIN OPTION;
GRANT CONNECT ON DATABASE "{db}" TO "cv_{db}_switch";

SET LOCAL ROLE "cv_{db}_owner";

-- Who wants no calls over a brand's numbers: a keyed hash of brand and party.
CREATE TABLE cv_vault.opt_out (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key             bytea NOT NULL UNIQUE,
    brand           text NOT NULL,
    created_at      bigint NOT NULL
);

-- Calls to numbers that lead nowhere any more: number, hour and calling code alone.
CREATE TABLE cv.late_call (
    did_id          bigint NOT NULL,
    hour            bigint NOT NULL,
    calling_code    text NOT NULL,
    calls           integer NOT NULL,
    PRIMARY KEY (did_id, hour, calling_code)
);
CREATE INDEX late_call_age ON cv.late_call (hour);

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv_vault.opt_out, cv.late_call TO "cv_{db}_definer";
GRANT SELECT ON cv.gateway TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api, switch_v1 TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- For the service alone: whether there is anything to do, so that it asks every second and writes nothing in vain.
CREATE FUNCTION cv_api.route_waits() RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.is_service()
       AND (EXISTS (SELECT FROM cv_route.due) OR NOT EXISTS (SELECT FROM cv_route.standing)
            OR EXISTS (SELECT FROM cv_route.route r WHERE r.expires_at <= cv_api.now_ms()))
$$;

-- For the service alone. What each pass begins with: when no route is left, all proxy numbers are due; how many. What has
-- expired leaves no number in the clear.
CREATE FUNCTION cv_api.route_begin() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    dids bigint := 0;
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    WITH old AS (SELECT r.did_id, r.caller FROM cv_route.route r WHERE r.expires_at <= at_ms
                 ORDER BY r.did_id, r.caller LIMIT 1000 FOR UPDATE SKIP LOCKED),
    gone AS (DELETE FROM cv_route.route r USING old WHERE r.did_id = old.did_id AND r.caller = old.caller
             RETURNING r.binding_id)
    DELETE FROM cv_vault.route_copy c USING gone WHERE c.binding_id = gone.binding_id;
    DELETE FROM cv.late_call l WHERE l.hour < at_ms / 3600000 - 90 * 24;
    INSERT INTO cv_route.standing VALUES (1, at_ms) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        DELETE FROM cv_route.route;
        INSERT INTO cv_route.due (did_id) SELECT DISTINCT b.did_id FROM cv.binding b WHERE b.ended_at IS NULL;
        GET DIAGNOSTICS dids = ROW_COUNT;
    END IF;
    RETURN dids;
END $$;

-- The proxy numbers that are due next, each with its bindings, which stay as they are until the caller commits, as do
-- the lines of their agents. Nobody is waited for: a number of which somebody is just changing something stays due. One
-- pass follows the other.
CREATE FUNCTION cv_api.route_due(most integer) RETURNS TABLE (did_id bigint, binding_id bigint)
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    taken bigint[];
    held bigint[];
    lines bigint[];
    routes bigint[];
    busy bigint[];
BEGIN
    IF NOT cv_api.is_service() OR current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv_route.standing s WHERE s.id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    WITH gone AS (DELETE FROM cv_route.due d
                  WHERE d.seq IN (SELECT o.seq FROM cv_route.due o ORDER BY o.seq LIMIT greatest(most, 1)
                                  FOR UPDATE SKIP LOCKED)
                  RETURNING d.did_id)
    SELECT array_agg(DISTINCT g.did_id) INTO taken FROM gone g;
    held := ARRAY(SELECT b.id FROM cv.binding b WHERE b.did_id = ANY (taken) AND b.ended_at IS NULL
                  ORDER BY b.id FOR SHARE SKIP LOCKED);
    lines := ARRAY(SELECT i.agent_id FROM cv_vault.agent_index i
                   WHERE i.agent_id IN (SELECT b.agent_id FROM cv.binding b WHERE b.id = ANY (held) AND b.agent_id <> 0)
                   FOR SHARE SKIP LOCKED);
    routes := ARRAY(SELECT r.did_id FROM cv_route.route r WHERE r.did_id = ANY (taken) FOR UPDATE SKIP LOCKED);
    busy := ARRAY(SELECT b.did_id FROM cv.binding b
                  WHERE b.did_id = ANY (taken) AND b.ended_at IS NULL AND b.id <> ALL (held)
                  UNION
                  SELECT b.did_id FROM cv.binding b JOIN cv_vault.agent_index i ON i.agent_id = b.agent_id
                  WHERE b.id = ANY (held) AND b.agent_id <> ALL (lines)
                  UNION
                  SELECT r.did_id FROM cv_route.route r WHERE r.did_id = ANY (taken) GROUP BY r.did_id
                  HAVING count(*) <> (SELECT count(*) FROM unnest(routes) l WHERE l = r.did_id));
    INSERT INTO cv_route.due (did_id) SELECT y FROM unnest(busy) y;
    RETURN QUERY SELECT t, b.id FROM unnest(taken) t LEFT JOIN cv.binding b ON b.did_id = t AND b.id = ANY (held)
                 WHERE t <> ALL (busy) ORDER BY 1, 2;
END $$;

-- Bindings that hold, with the copies that are sealed to the caller. Whose the numbers are is told by keyed hashes, the
-- parties that stand on the proxy number: of a pair both, of a number that is one party's own that party and its owner.
CREATE FUNCTION cv_api.route_bindings(bindings bigint[])
RETURNS TABLE (binding_id bigint, did_id bigint, brand text, session bytea, process_id bigint, pool_id bigint,
    model integer, agent_id bigint, recording integer, created_at bigint, expires_at bigint, customer_copy bytea, agent_copy bytea,
    customer_party bytea, agent_party bytea, owner bytea)
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.id, d.id, coalesce(nullif(p.brand, ''), chr(10) || p.id), b.public_id, b.process_id, b.asked_pool_id,
           b.model::integer, b.agent_id, b.recording::integer, b.created_at, b.expires_at, c.sealed,
           CASE WHEN b.agent_id = 0 THEN g.sealed ELSE a.sealed END, x.party, y.party, coalesce(x.owner, y.owner)
    FROM (SELECT cv_api.now_ms() AS at_ms) m CROSS JOIN cv.binding b JOIN cv.did d ON d.id = b.did_id
    LEFT JOIN cv.pool p ON p.id = d.pool_id
    LEFT JOIN cv_vault.route_copy c ON c.binding_id = b.id AND c.side = 0 AND c.holder = cv_api.me()
    LEFT JOIN cv_vault.route_copy g ON g.binding_id = b.id AND g.side = 1 AND g.holder = cv_api.me()
    LEFT JOIN cv_vault.agent_copy a ON a.agent_id = b.agent_id AND a.holder = cv_api.me()
    LEFT JOIN cv_vault.binding_side x ON x.did_id = b.did_id AND x.side = 0
        AND (CASE WHEN b.model = 3 THEN x.owner <> '' ELSE x.binding_id = b.id AND x.owner = '' END)
    LEFT JOIN cv_vault.binding_side y ON y.did_id = b.did_id AND y.side = 1
        AND (CASE WHEN b.model = 2 THEN y.owner <> '' ELSE y.binding_id = b.id AND y.owner = '' END)
    WHERE cv_api.is_service() AND b.id = ANY (bindings) AND b.ended_at IS NULL AND b.keeps_numbers = 1
      AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)
    ORDER BY b.did_id, b.id
$$;

-- The routes of these proxy numbers, in place of those that they had; those of `kept` bindings stay, of which another
-- service has the copies. Copies of `damaged` ones go. Nothing conflicts: an error would name a number.
CREATE FUNCTION cv_api.route_put(touched bigint[], kept bigint[], damaged bigint[], dids bigint[], callers text[],
    bindings bigint[], sides integer[], callees text[], callee_keys bytea[], sessions text[], recordings integer[],
    expiries bigint[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    shared bigint[];
    made bigint;
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    DELETE FROM cv_vault.route_copy c WHERE c.binding_id = ANY (damaged) AND c.holder = cv_api.me();
    shared := ARRAY(SELECT b.did_id FROM cv.binding b WHERE b.id = ANY (kept));
    DELETE FROM cv_route.route r
    WHERE r.did_id = ANY (touched) AND r.binding_id <> ALL (kept) AND NOT (r.caller = '' AND r.did_id = ANY (shared));
    INSERT INTO cv_route.route (did_id, caller, binding_id, side, callee, callee_key, session, records, expires_at)
    SELECT u.* FROM unnest(dids, callers, bindings, sides, callees, callee_keys, sessions, recordings, expiries)
        AS u (did, caller, binding, side, callee, callee_key, session, records, expiry)
    WHERE num_nulls(u.did, u.caller, u.binding, u.side, u.callee, u.callee_key, u.session, u.records) = 0
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS made = ROW_COUNT;
    RETURN made;
END $$;

-- The calling code of a number (ITU-T E.164, assigned codes): one digit, some two, else three.
CREATE FUNCTION cv_api.calling_code(number text) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(substring(number FROM
                        '^\+(1|7|2[07]|3[0123469]|4[013456789]|5[1-8]|6[0-6]|8[1246]|9[0123458])'),
                    substring(number FROM '^\+([0-9]{3})'), '')
$$;

-- Where a call goes that reaches one of our numbers: always one row.
CREATE FUNCTION switch_v1.route(did text, caller text)
RETURNS TABLE (action text, sip_code integer, reason text, callee text, cli text, session_id text, binding_id bigint,
    side text, target_uri text, max_call_secs integer, record boolean, expires_epoch bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    dialled text := ltrim(coalesce($1, ''), '+');
    calling text := '+' || ltrim(coalesce($2, ''), '+');
    found_did record;
    way cv_route.route;
BEGIN
    action := 'reject';
    sip_code := 404;
    reason := 'This number is not active';
    callee := '';
    cli := '';
    session_id := '';
    side := '';
    target_uri := '';
    max_call_secs := 0;
    record := false;
    expires_epoch := 0;
    IF EXISTS (SELECT FROM cv.emergency_number e WHERE e.digits = dialled) THEN
        action := 'native';
        sip_code := 0;
        reason := 'Emergency';
        callee := dialled;
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT d.id, d.number, p.records, p.late_answer, p.late_target INTO found_did
    FROM cv.did d JOIN cv.pool p ON p.id = d.pool_id
    WHERE d.number = '+' || dialled AND d.state IN (0, 1) AND p.voice = 1;
    IF NOT FOUND THEN
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT * INTO way FROM cv_route.route r
    WHERE r.did_id = found_did.id AND r.caller IN (calling, '') AND (r.expires_at IS NULL OR r.expires_at > at_ms)
      AND NOT (r.caller = '' AND r.callee = calling) -- nobody is put through to himself
    ORDER BY r.caller DESC LIMIT 1;
    IF way.did_id IS NULL AND NOT EXISTS (SELECT FROM cv_route.standing) THEN
        sip_code := 503;
        reason := 'No service makes routes';
        RETURN NEXT;
        RETURN;
    END IF;
    IF way.did_id IS NULL THEN
        INSERT INTO cv.late_call AS l VALUES (found_did.id, at_ms / 3600000, cv_api.calling_code(calling), 1)
        ON CONFLICT (did_id, hour, calling_code) DO UPDATE SET calls = l.calls + 1;
        IF found_did.late_answer = 1 THEN
            action := 'ivr';
            sip_code := 0;
            target_uri := found_did.late_target;
        END IF;
        RETURN NEXT;
        RETURN;
    END IF;
    binding_id := nullif(way.binding_id, 0);
    session_id := way.session;
    side := CASE way.side WHEN 0 THEN 'customer' ELSE 'agent' END;
    IF EXISTS (SELECT FROM cv_vault.opt_out o WHERE o.key = way.callee_key) THEN
        sip_code := 480;
        reason := 'The called party takes no calls over this number';
        RETURN NEXT;
        RETURN;
    END IF;
    action := 'bridge';
    sip_code := 0;
    reason := '';
    callee := way.callee;
    cli := found_did.number;
    record := CASE way.records WHEN 2 THEN found_did.records ELSE way.records END = 1;
    expires_epoch := coalesce(way.expires_at / 1000, 0);
    target_uri := coalesce((SELECT g.target FROM cv.gateway g
        LEFT JOIN LATERAL unnest(string_to_array(g.prefixes, ' ')) AS x (prefix) ON starts_with(way.callee, x.prefix)
        WHERE g.enabled = 1 AND (g.prefixes = '' OR x.prefix IS NOT NULL)
        ORDER BY coalesce(length(x.prefix), 0) DESC, g.priority, g.id LIMIT 1), '');
    RETURN NEXT;
END $$;

CREATE VIEW switch_v1.emergency AS SELECT e.country, e.digits FROM cv.emergency_number e;
CREATE VIEW switch_v1.gateways AS
    SELECT g.name, g.target, g.prefixes, g.priority, g.channels FROM cv.gateway g WHERE g.enabled = 1;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api, switch_v1 FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api, switch_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.route_waits(), cv_api.route_begin(), cv_api.route_due(integer), cv_api.route_bindings(bigint[]),
    cv_api.route_put(bigint[], bigint[], bigint[], bigint[], text[], bigint[], integer[], text[], bytea[], text[],
        integer[], bigint[]) TO "cv_{db}_person";
GRANT USAGE ON SCHEMA switch_v1 TO "cv_{db}_switch";
GRANT EXECUTE ON FUNCTION switch_v1.route(text, text) TO "cv_{db}_switch";
GRANT SELECT ON switch_v1.emergency, switch_v1.gateways TO "cv_{db}_switch";

ALTER TABLE cv.late_call ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.late_call TO "cv_{db}_definer" USING (true);
CREATE POLICY functions ON cv.gateway FOR SELECT TO "cv_{db}_definer" USING (true);
