-- Who wants no calls over the numbers of a brand: kept by people, by a service for its programs, and by switches that
-- pass a text message on. And what people are told of calls to numbers that lead nowhere any more.

SET LOCAL ROLE "cv_{db}_owner";

ALTER TABLE cv_vault.opt_out
    ADD COLUMN source smallint NOT NULL DEFAULT 0 CHECK (source BETWEEN 0 AND 2), -- a person, a text message, a program
    ADD COLUMN added_by bigint NOT NULL DEFAULT 0; -- 0: a switch
CREATE INDEX opt_out_age ON cv_vault.opt_out (created_at, id);
-- A key holds for the brand that it was put down for alone: nobody can tell from a key of which brand it is. In brands
-- the case of ASCII letters does not count, here as everywhere (foldedBrand of domain/platform/opt_out.h).
ALTER TABLE cv_vault.opt_out DROP CONSTRAINT opt_out_key_key;
CREATE UNIQUE INDEX opt_out_party ON cv_vault.opt_out (key, lower(brand COLLATE "C"));

RESET ROLE;
GRANT CREATE ON SCHEMA cv_api, switch_v1 TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- What opt-outs of a pool's numbers are keyed on, besides the party: its brand, or the pool alone.
CREATE FUNCTION cv_api.brand_of(brand text, pool bigint) RETURNS text
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(nullif(brand, ''), chr(10) || pool)
$$;

-- Whether the caller manages pools and sees one of this brand.
CREATE FUNCTION cv_api.manages_brand(of_brand text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.may(2)
       AND EXISTS (SELECT FROM cv.pool p
                   WHERE p.id IN (SELECT m FROM cv_api.my_pools() m)
                     AND lower(cv_api.brand_of(p.brand, p.id) COLLATE "C") = lower(of_brand COLLATE "C"))
$$;

-- Whoever belongs to all also sees those of a brand that no pool has any more.
CREATE FUNCTION cv_api.keeps_opt_out(of_brand text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.manages_brand(of_brand) OR (cv_api.may(2) AND cv_api.sees_all())
$$;

-- The newest first; never a key.
CREATE FUNCTION cv_api.opt_out_list(most integer)
RETURNS TABLE (id bigint, brand text, source integer, added_by bigint, added_by_name text, created_at bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH mine AS MATERIALIZED (
        SELECT DISTINCT lower(cv_api.brand_of(p.brand, p.id) COLLATE "C") AS brand FROM cv.pool p
        WHERE p.id IN (SELECT m FROM cv_api.my_pools() m))
    SELECT o.id, o.brand, o.source::integer, o.added_by, coalesce(p.display_name, ''), o.created_at
    FROM cv_vault.opt_out o LEFT JOIN cv.person p ON p.id = o.added_by
    WHERE (SELECT cv_api.may(2)) AND ((SELECT cv_api.sees_all()) OR lower(o.brand COLLATE "C") IN (SELECT m.brand FROM mine m))
    ORDER BY o.created_at DESC, o.id DESC
    LIMIT least(most, 10000)
$$;

-- The opt-out of a party, which a keyed hash tells, of a brand; 0 for none that the caller may know of.
CREATE FUNCTION cv_api.opt_out_find(of_brand text, party bytea) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT o.id FROM cv_vault.opt_out o
                     WHERE o.key = party AND lower(o.brand COLLATE "C") = lower(of_brand COLLATE "C")
                       AND cv_api.keeps_opt_out(o.brand)), 0)
$$;

-- Adds one; its id, 0 when the party was on the list. People name themselves as the source, a service what it passes on.
CREATE FUNCTION cv_api.opt_out_put(of_brand text, party bytea, of_source integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    put bigint;
BEGIN
    IF cv_api.manages_brand(of_brand) IS NOT TRUE OR octet_length(party) IS DISTINCT FROM 16
       OR coalesce(of_source, -1) NOT BETWEEN 0 AND 2 OR cv_api.is_service() = (of_source = 0) THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv_vault.opt_out AS o (key, brand, source, added_by, created_at)
        VALUES (party, of_brand, of_source, cv_api.me(), cv_api.now_ms())
        ON CONFLICT DO NOTHING RETURNING o.id INTO put;
    RETURN coalesce(put, 0);
END $$;

-- False for one that is gone, or that the caller may not know of.
CREATE FUNCTION cv_api.opt_out_remove(entry bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM cv_vault.opt_out o WHERE o.id = entry AND cv_api.keeps_opt_out(o.brand);
    RETURN FOUND;
END $$;

-- Whoever has signed in records what he changes; a switch has no keys to sign with.
CREATE FUNCTION cv_api.require_opt_out_deed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM cv.person p WHERE p.login = session_user)
       AND NOT EXISTS (SELECT FROM cv_audit.deed_head h
                       WHERE h.actor_id = cv_api.me() AND h.written_in = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'a change needs an entry in the record of deeds' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

-- Calls of the last 24 hours, 7 and 30 days to numbers that lead nowhere any more, by pool and calling code.
CREATE FUNCTION cv_api.late_calls() RETURNS TABLE (pool_id bigint, calling_code text, day bigint, week bigint, month bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT d.pool_id, l.calling_code, coalesce(sum(l.calls) FILTER (WHERE l.hour > n.hour - 24), 0)::bigint,
           coalesce(sum(l.calls) FILTER (WHERE l.hour > n.hour - 168), 0)::bigint, sum(l.calls)::bigint
    FROM (SELECT cv_api.now_ms() / 3600000 AS hour) n JOIN cv.late_call l ON l.hour > n.hour - 720
    JOIN cv.did d ON d.id = l.did_id
    WHERE (SELECT cv_api.may(2) OR cv_api.may(11)) AND d.pool_id IN (SELECT m FROM cv_api.my_pools() m)
    GROUP BY d.pool_id, l.calling_code
    ORDER BY d.pool_id, sum(l.calls) DESC, l.calling_code
$$;

-- What a text message asks for: true to opt out, false to come back, NULL for anything else. Blanks, punctuation and
-- the case of ASCII do not count.
CREATE FUNCTION cv_api.opt_out_word(message text) RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN length(message) > 160 THEN NULL
                WHEN w.word IN ('STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT') THEN true
                WHEN w.word IN ('START', 'UNSTOP') THEN false END
    FROM (SELECT upper(regexp_replace(message, '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+', '', 'g') COLLATE "C")
              AS word) w
$$;

-- A text message that somebody sent to one of our numbers. True when it asked to opt out or to come back and was heeded,
-- false when nobody is known there by that number: the service must be told (POST /v1/optouts). NULL for any other
-- message.
CREATE FUNCTION switch_v1.sms_optout(did text, "from" text, message text DEFAULT 'STOP') RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    leaves boolean := cv_api.opt_out_word($3);
    sender text := '+' || ltrim(coalesce($2, ''), '+');
    party bytea;
    of_brand text;
BEGIN
    IF leaves IS NULL THEN
        RETURN NULL;
    END IF;
    -- Who sends is called by somebody: the key of the one who is called stands in that route.
    SELECT r.callee_key, cv_api.brand_of(p.brand, p.id) INTO party, of_brand
    FROM cv.did d JOIN cv.pool p ON p.id = d.pool_id JOIN cv_route.route r ON r.did_id = d.id
    WHERE d.number = '+' || ltrim(coalesce($1, ''), '+') AND r.callee = sender
      AND (r.expires_at IS NULL OR r.expires_at > cv_api.now_ms())
    LIMIT 1;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF leaves THEN
        INSERT INTO cv_vault.opt_out (key, brand, source, added_by, created_at)
            VALUES (party, of_brand, 1, 0, cv_api.now_ms()) ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM cv_vault.opt_out o
        WHERE o.key = party AND lower(o.brand COLLATE "C") = lower(of_brand COLLATE "C");
    END IF;
    RETURN true;
END $$;

-- As before; but an opt-out holds for the brand alone that it was put down for.
CREATE OR REPLACE FUNCTION switch_v1.route(did text, caller text)
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
    SELECT d.id, d.number, p.records, p.late_answer, p.late_target, cv_api.brand_of(p.brand, p.id) AS brand INTO found_did
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
    IF EXISTS (SELECT FROM cv_vault.opt_out o
               WHERE o.key = way.callee_key AND lower(o.brand COLLATE "C") = lower(found_did.brand COLLATE "C")) THEN
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

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api, switch_v1 FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api, switch_v1 FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.opt_out_list(integer), cv_api.opt_out_find(text, bytea),
    cv_api.opt_out_put(text, bytea, integer), cv_api.opt_out_remove(bigint), cv_api.late_calls()
    TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION switch_v1.sms_optout(text, text, text) TO "cv_{db}_switch";

CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv_vault.opt_out
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_opt_out_deed();
