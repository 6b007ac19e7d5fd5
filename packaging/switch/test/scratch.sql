-- SPDX-License-Identifier: GPL-3.0-or-later
-- A switch_v1 made by hand, for trying this folder without Callveil (run.py --scratch). It keeps the contract and
-- nothing else: no rights, no keys, no life of bindings.
CREATE SCHEMA switch_v1;
CREATE SCHEMA scratch;
CREATE TABLE scratch.route (
    did text, caller text, action text, sip_code integer, reason text, callee text, cli text, session_id text,
    binding_id bigint, side text, target_uri text, max_call_secs integer, PRIMARY KEY (did, caller)
);
CREATE TABLE scratch.emergency (country text, digits text);
CREATE TABLE scratch.cdr (
    id bigint GENERATED ALWAYS AS IDENTITY, kind text, start_time timestamptz, end_time timestamptz, duration double precision,
    ring_time double precision, session_id text, binding_id bigint, did text, caller text, callee text, side text,
    sip_code text, sip_reason text, call_ref text, leg text
);

CREATE FUNCTION switch_v1.route(
    did text, caller text, OUT action text, OUT sip_code integer, OUT reason text, OUT callee text, OUT cli text,
    OUT session_id text, OUT binding_id bigint, OUT side text, OUT target_uri text, OUT max_call_secs integer,
    OUT record boolean, OUT expires_epoch bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    dialled text := ltrim(did, '+');
    who text := ltrim(caller, '+');
    found_route scratch.route;
BEGIN
    record := false;
    IF EXISTS (SELECT FROM scratch.emergency e WHERE e.digits = dialled) THEN
        action := 'native';
        RETURN;
    END IF;
    SELECT * INTO found_route FROM scratch.route r WHERE r.did = dialled AND r.caller IN (who, '*')
        ORDER BY r.caller <> who LIMIT 1;
    IF found_route.action IS NULL THEN
        action := 'reject';
        sip_code := 404;
        reason := 'This number is not active';
        RETURN;
    END IF;
    action := found_route.action;
    sip_code := found_route.sip_code;
    reason := found_route.reason;
    callee := found_route.callee;
    cli := found_route.cli;
    session_id := found_route.session_id;
    binding_id := found_route.binding_id;
    side := found_route.side;
    target_uri := found_route.target_uri;
    max_call_secs := found_route.max_call_secs;
END $$;

CREATE VIEW switch_v1.emergency AS SELECT country, digits FROM scratch.emergency;
CREATE VIEW switch_v1.kam_cdr AS SELECT start_time, end_time, duration, session_id, binding_id, did, caller, callee,
    side, sip_code, sip_reason, call_ref, leg FROM scratch.cdr;
CREATE VIEW switch_v1.kam_missed AS SELECT end_time AS "time", ring_time, session_id, binding_id, did, caller, callee,
    side, sip_code, sip_reason, call_ref, leg FROM scratch.cdr;

REVOKE ALL ON FUNCTION switch_v1.route(text, text) FROM PUBLIC;
CREATE ROLE switch LOGIN PASSWORD 'switch';
GRANT USAGE ON SCHEMA switch_v1 TO switch;
GRANT EXECUTE ON FUNCTION switch_v1.route(text, text) TO switch;
GRANT SELECT ON switch_v1.emergency TO switch;
GRANT INSERT ON switch_v1.kam_cdr, switch_v1.kam_missed TO switch;
