-- What would become of a call: for people, who see no number; and what the service needs to answer for a switch.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- A test looks a caller up on one proxy number: it is a search by number (kind 1), limited and recorded as one. `party`
-- is the caller's keyed hash there, empty when he is withheld.
CREATE FUNCTION cv_api.call_test_request(of_did bigint, party bytea, processes bigint[], blinds bytea[], why text)
RETURNS TABLE (outcome integer, token bytea, most bigint, span integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    hourly bigint := cv_api.limit_of('searches_per_hour', 60);
BEGIN
    IF (cv_api.me() <> 0 AND of_did IS NOT NULL AND octet_length(party) IN (0, 16) AND btrim(why) <> ''
        AND cardinality(processes) = cardinality(blinds) AND (octet_length(party) > 0 OR cardinality(blinds) = 0)
        AND NOT EXISTS (SELECT FROM unnest(processes) AS w (id) GROUP BY w.id
                        HAVING count(*) > (SELECT count(*) FROM cv.policy_revision r WHERE r.process_id = w.id)))
       IS NOT TRUE THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv_audit.deed_head h WHERE h.actor_id = cv_api.me() FOR UPDATE;
    outcome := 0;
    most := hourly;
    span := 1;
    IF NOT (cv_api.may(2) AND cv_api.may(4)) THEN
        outcome := 1;
    ELSIF cv_api.granted_since(1, cv_api.now_ms() - 3600000) >= hourly THEN
        outcome := 2;
    END IF;
    token := cv_api.request_add(1, 0, 0, outcome, why,
        sha256(cv_api.search_subject(processes, blinds) || int8send(of_did) || party));
    RETURN NEXT;
END $$;

-- What a granted test finds, always one row. kind: 0 nobody, 1 the other party of the caller's binding, 2 the party whose
-- number it is. Of a binding of another process no more than that is told. It reads what switch_v1.route reads, by
-- keyed hashes instead of the caller's number. past_id: the caller's newest binding there that is his no longer.
CREATE FUNCTION cv_api.call_test(request_token bytea, of_did bigint, party bytea, processes bigint[], blinds bytea[])
RETURNS TABLE (kind integer, elsewhere boolean, binding_id bigint, side integer, stands boolean, has_copies boolean,
    routes_made boolean, opted_out boolean, recording integer, expires_at bigint, gateway_id bigint, prefix text,
    past_id bigint, past_free_at bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    mine bigint[] := cv_api.binding_processes();
    ids bigint[];
    place cv_vault.binding_side;
    b cv.binding;
    way cv_route.route;
BEGIN
    IF NOT cv_api.request_stands(1, $1)
       OR NOT EXISTS (SELECT FROM cv_vault.request r
                      WHERE r.token = $1
                        AND r.subject = sha256(cv_api.search_subject($4, $5) || int8send($2) || $3)) THEN
        RAISE insufficient_privilege;
    END IF;
    kind := 0;
    elsewhere := false;
    side := 0;
    stands := false;
    has_copies := false;
    opted_out := false;
    routes_made := EXISTS (SELECT FROM cv_route.standing);
    ids := ARRAY(SELECT i.number_id FROM unnest($4, $5) AS w (process_id, blind)
                 JOIN cv_vault.number_index i ON i.process_id = w.process_id AND i.blind = w.blind
                 WHERE i.month = 0 AND w.process_id = ANY (mine));
    SELECT * INTO place FROM cv_vault.binding_side s WHERE s.did_id = $2 AND s.party = $3;
    SELECT x.* INTO b FROM cv.binding x
    WHERE x.did_id = $2 AND x.ended_at IS NULL AND x.keeps_numbers = 1 AND (x.expires_at IS NULL OR x.expires_at > at_ms)
      AND CASE WHEN x.model IN (0, 1) THEN x.id = place.binding_id
               WHEN place.owner <> '' THEN true
               ELSE CASE x.model WHEN 2 THEN x.customer_number ELSE x.agent_number END = ANY (ids) END
    ORDER BY x.created_at DESC, x.id DESC LIMIT 1;
    IF b.id IS NOT NULL THEN
        kind := 1;
        side := coalesce(place.side, b.model - 2);
        SELECT r.* INTO way FROM cv_route.route r
        WHERE r.did_id = $2 AND r.binding_id = b.id AND r.side = call_test.side AND r.caller <> ''
          AND (r.expires_at IS NULL OR r.expires_at > at_ms);
    END IF;
    -- Anybody reaches the party whose number it is, but for that party.
    IF way.did_id IS NULL AND coalesce(place.owner, '') = '' THEN
        SELECT r.* INTO way FROM cv_route.route r
        WHERE r.did_id = $2 AND r.caller = '' AND (r.expires_at IS NULL OR r.expires_at > at_ms);
        IF way.did_id IS NOT NULL OR b.id IS NULL THEN
            SELECT x.* INTO b FROM cv.binding x
            WHERE x.did_id = $2 AND x.ended_at IS NULL AND x.keeps_numbers = 1 AND x.model IN (2, 3)
              AND (x.expires_at IS NULL OR x.expires_at > at_ms)
            ORDER BY x.created_at DESC, x.id DESC LIMIT 1;
            IF b.id IS NOT NULL OR way.did_id IS NOT NULL THEN
                kind := 2;
                side := coalesce(way.side, b.model - 2);
            END IF;
        END IF;
    END IF;
    stands := way.did_id IS NOT NULL;
    elsewhere := kind <> 0 AND (b.process_id = ANY (mine)) IS NOT TRUE;
    IF elsewhere THEN
        side := 0;
        has_copies := stands;
        RETURN NEXT;
        RETURN;
    END IF;
    binding_id := b.id;
    has_copies := EXISTS (
        SELECT FROM cv.person p JOIN cv_vault.route_copy c ON c.holder = p.id AND c.binding_id = b.id AND c.side = 0
        WHERE p.role = 6 AND p.state < 2
          AND (EXISTS (SELECT FROM cv_vault.route_copy g WHERE g.holder = p.id AND g.binding_id = b.id AND g.side = 1)
               OR EXISTS (SELECT FROM cv_vault.agent_copy a WHERE a.holder = p.id AND a.agent_id = b.agent_id)));
    IF stands THEN
        opted_out := EXISTS (
            SELECT FROM cv_vault.opt_out o CROSS JOIN cv.did d JOIN cv.pool p ON p.id = d.pool_id
            WHERE o.key = way.callee_key AND d.id = $2
              AND lower(o.brand COLLATE "C") = lower(cv_api.brand_of(p.brand, p.id) COLLATE "C"));
        recording := way.records;
        expires_at := way.expires_at;
        SELECT g.id, x.prefix INTO gateway_id, prefix FROM cv.gateway g
        LEFT JOIN LATERAL unnest(string_to_array(g.prefixes, ' ')) AS x (prefix) ON starts_with(way.callee, x.prefix)
        WHERE g.enabled = 1 AND (g.prefixes = '' OR x.prefix IS NOT NULL)
        ORDER BY coalesce(length(x.prefix), 0) DESC, g.priority, g.id LIMIT 1;
    ELSIF kind = 0 THEN
        SELECT x.id, CASE WHEN x.id = abs(place.binding_id) THEN place.free_at ELSE x.free_at END
        INTO past_id, past_free_at FROM cv.binding x
        WHERE x.did_id = $2 AND x.process_id = ANY (mine)
          AND (x.id = abs(place.binding_id)
               OR (x.keeps_numbers = 1 AND (x.customer_number = ANY (ids) OR x.agent_number = ANY (ids))))
        ORDER BY x.id DESC LIMIT 1;
    END IF;
    RETURN NEXT;
END $$;

-- For the service alone: one more late callback, as switch_v1.route counts them.
CREATE FUNCTION cv_api.late_call_add(of_did bigint, code text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service() OR (code ~ '^[0-9]{0,3}$') IS NOT TRUE
       OR NOT EXISTS (SELECT FROM cv.did d WHERE d.id = of_did AND d.pool_id IS NOT NULL) THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv.late_call AS l VALUES (of_did, cv_api.now_ms() / 3600000, code, 1)
    ON CONFLICT (did_id, hour, calling_code) DO UPDATE SET calls = l.calls + 1;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON FUNCTION cv_api.call_test_request(bigint, bytea, bigint[], bytea[], text),
    cv_api.call_test(bytea, bigint, bytea, bigint[], bytea[]), cv_api.late_call_add(bigint, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.call_test_request(bigint, bytea, bigint[], bytea[], text),
    cv_api.call_test(bytea, bigint, bytea, bigint[], bytea[]), cv_api.late_call_add(bigint, text)
    TO "cv_{db}_person";
