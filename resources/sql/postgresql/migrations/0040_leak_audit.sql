-- The leak audit: where a number shows, or somebody is reached past the masking. A finding holds ids and counts, never a
-- number. Values: LeakKind, LeakSeverity, LeakState of domain/leaks. Whoever views the record scans his own processes.

SET LOCAL ROLE "cv_{db}_owner";

-- Findings of one key are the same one. process_id 0: of no single process; object_id: as LeakKey::object. counted: its
-- rows stay as they are, so that only more of them reopen it. sample: ids of the newest calls. settled_by 0: a scan.
CREATE TABLE cv.leak_finding (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind            smallint NOT NULL CHECK (kind BETWEEN 0 AND 11),
    severity        smallint NOT NULL CHECK (severity BETWEEN 0 AND 3),
    process_id      bigint NOT NULL,
    pool_id         bigint NOT NULL,
    did_id          bigint NOT NULL,
    object_id       bigint NOT NULL,
    place           text NOT NULL CHECK (place ~ '^[a-z_.]*$'),
    counted         smallint NOT NULL CHECK (counted IN (0, 1)),
    row_count       bigint NOT NULL CHECK (row_count >= 0),
    sample          text NOT NULL CHECK (sample ~ '^[0-9 ]*$'),
    oldest_at       bigint NOT NULL,
    newest_at       bigint NOT NULL,
    first_seen      bigint NOT NULL,
    last_seen       bigint NOT NULL,
    state           smallint NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    settled_by      bigint NOT NULL DEFAULT 0,
    settled_at      bigint,
    settled_rows    bigint NOT NULL DEFAULT 0,
    reason          text NOT NULL DEFAULT '',
    UNIQUE (kind, process_id, pool_id, did_id, object_id, place)
);
CREATE INDEX leak_finding_order ON cv.leak_finding (severity, id);

-- Up to where the last scan looked: to the first transaction that was running then. scans: how many were kept, so that
-- of two at once one is. whole: what is kept goes further than the mark, because somebody scanned who could not look
-- for planted numbers in texts, so that the next scan looks at everything.
CREATE TABLE cv.leak_mark (
    process_id      bigint PRIMARY KEY,
    upto            bigint NOT NULL,
    scanned_at      bigint NOT NULL,
    scans           bigint NOT NULL DEFAULT 0,
    whole           smallint NOT NULL DEFAULT 0 CHECK (whole IN (0, 1))
);

-- Up to which entry of each person the record was looked at.
CREATE TABLE cv.leak_deed_mark (
    actor_id        bigint PRIMARY KEY,
    seq             bigint NOT NULL
);

-- Which sessions came in, and which got more legs, in which transaction: ids alone would not tell, because a
-- transaction that began first may be the last to commit. Kept for 60 days: a scan after a longer time looks at
-- everything.
CREATE TABLE cv.leak_change (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    process_id      bigint NOT NULL,
    first_session   bigint NOT NULL,
    last_session    bigint NOT NULL,
    from_leg        integer NOT NULL,
    to_leg          integer NOT NULL,
    at              bigint NOT NULL,
    written_in      bigint NOT NULL
);
CREATE INDEX leak_change_age ON cv.leak_change (at);
CREATE INDEX leak_change_order ON cv.leak_change (written_in);

-- Numbers that were planted. party: a keyed hash, as of agents; sealed: the number under the writer key. Both are empty
-- once it was removed.
CREATE TABLE cv_vault.canary (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name            text NOT NULL,
    country         text NOT NULL CHECK (country ~ '^([A-Z]{2}|[0-9]{3})$'),
    party           bytea NOT NULL,
    sealed          bytea NOT NULL,
    planted_by      bigint NOT NULL,
    planted_at      bigint NOT NULL,
    removed_at      bigint
);
CREATE UNIQUE INDEX canary_party ON cv_vault.canary (party) WHERE removed_at IS NULL;

-- Its blind index under each revision, one alone: nobody tries several numbers with it.
CREATE TABLE cv_vault.canary_place (
    canary_id       bigint NOT NULL REFERENCES cv_vault.canary (id),
    process_id      bigint NOT NULL,
    revision_id     bigint NOT NULL,
    blind           bytea NOT NULL,
    PRIMARY KEY (canary_id, revision_id)
);

RESET ROLE;
GRANT SELECT, INSERT, UPDATE, DELETE ON cv.leak_finding, cv.leak_mark, cv.leak_deed_mark, cv.leak_change,
    cv_vault.canary, cv_vault.canary_place TO "cv_{db}_definer";
GRANT SELECT ON cv.leak_finding TO "cv_{db}_audit";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- The processes whose leaks the caller looks for.
CREATE FUNCTION cv_api.leak_processes() RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.may(8) THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN cv_api.my_processes();
END $$;

-- Whether a finding is the caller's to see: of his processes, or of a pool that serves one.
CREATE FUNCTION cv_api.sees_leak(process bigint, pool bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN process = ANY (cv_api.leak_processes())
        OR (process = 0 AND (cv_api.sees_all() OR pool IN (SELECT p FROM cv_api.my_pools() p)));
END $$;

-- How often all of these processes were scanned.
CREATE FUNCTION cv_api.leak_scans(processes bigint[]) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(sum(m.scans), 0)::bigint FROM cv.leak_mark m WHERE m.process_id = ANY (processes)
$$;

CREATE FUNCTION cv_api.leak_begin() RETURNS TABLE (at_ms bigint, upto bigint, last_session bigint, scans bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY SELECT cv_api.now_ms(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
                        coalesce((SELECT max(s.id) FROM cv.call_session s), 0), cv_api.leak_scans(mine);
END $$;

-- What there is to look at since the last scan of each process: all of it (whole) where that was too long ago, or on
-- another server.
CREATE FUNCTION cv_api.leak_spans(at_ms bigint, upto_now bigint, newest bigint)
RETURNS TABLE (process_id bigint, first_session bigint, last_session bigint, from_leg integer, to_leg integer,
    whole integer, scanned_at bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY
    WITH mark AS (SELECT p.id, m.upto, m.scanned_at FROM unnest(mine) AS p (id)
                  LEFT JOIN cv.leak_mark m ON m.process_id = p.id AND m.upto <= upto_now AND m.whole = 0
                                          AND m.scanned_at > at_ms - 5184000000)
    SELECT m.id, 1::bigint, newest, 1, 2147483647, 1, 0::bigint FROM mark m WHERE m.upto IS NULL
    UNION ALL
    SELECT m.id, 1, 0, 1, 2147483647, 0, m.scanned_at FROM mark m WHERE m.upto IS NOT NULL
    UNION ALL
    SELECT c.process_id, c.first_session, c.last_session, c.from_leg, c.to_leg, 0, m.scanned_at
    FROM mark m JOIN cv.leak_change c ON c.process_id = m.id AND c.written_in >= m.upto AND c.written_in < upto_now;
END $$;

-- Calls that tell of a leak, by process and proxy number. spans: [[process or 0, first session, last one, first leg,
-- last one], ...]. What a transaction from upto on wrote is left to the next scan, so that each leg is counted once.
-- Bindings are found by the index of their number, the first ones of which are those of the time of the call: a bitmap
-- would fetch all later ones too.
CREATE FUNCTION cv_api.leak_calls(spans text, upto bigint)
RETURNS TABLE (kind integer, process_id bigint, did_id bigint, place text, row_count bigint, oldest_at bigint,
    newest_at bigint, sample text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_bitmapscan = off SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY
    WITH span AS MATERIALIZED (
        SELECT (v->>0)::bigint AS process_id, (v->>1)::bigint AS first_session, (v->>2)::bigint AS last_session,
               (v->>3)::integer AS from_leg, (v->>4)::integer AS to_leg
        FROM jsonb_array_elements(spans::jsonb) v),
    late_change AS MATERIALIZED (
        SELECT t.process_id, greatest(t.first_session, p.first_session) AS first_session,
               least(t.last_session, p.last_session) AS last_session, t.from_leg, t.to_leg
        FROM (SELECT min(x.first_session) AS first_session, max(x.last_session) AS last_session FROM span x) p
        JOIN cv.leak_change t ON t.written_in >= upto AND t.last_session >= p.first_session
            AND t.first_session <= p.last_session),
    late AS MATERIALIZED (
        SELECT c.session_id, c.leg
        FROM late_change t JOIN cv.call_leg c ON c.session_id BETWEEN t.first_session AND t.last_session
            AND c.leg BETWEEN t.from_leg AND t.to_leg AND c.process_id = t.process_id),
    bound_since AS MATERIALIZED (SELECT b.process_id, min(b.created_at) AS since FROM cv.binding b GROUP BY 1),
    leg AS MATERIALIZED (
        SELECT l.session_id, l.process_id, l.started_at, l.presented, l.recording_id, l.consent, l.direction, l.medium,
               l.customer_kind, l.customer_text, l.agent_kind, l.agent_text, s.public_id,
               CASE WHEN l.proxy_did <> 0 THEN l.proxy_did ELSE s.proxy_did END AS did_id,
               coalesce(r.kind <> 0, false) AS masked, coalesce(i.format = 'switch', false) AS by_switch
        FROM span x CROSS JOIN LATERAL (
                SELECT c.* FROM cv.call_leg c
                WHERE c.session_id BETWEEN x.first_session AND x.last_session AND c.leg BETWEEN x.from_leg AND x.to_leg
                  AND (x.process_id = 0 OR c.process_id = x.process_id)
                  AND NOT EXISTS (SELECT FROM late t WHERE t.session_id = c.session_id AND t.leg = c.leg)) l
        JOIN cv.call_session s ON s.id = l.session_id
        LEFT JOIN cv.policy_revision r ON r.id = l.revision_id
        LEFT JOIN cv.import_batch i ON i.id = l.batch_id
        WHERE l.process_id = ANY (mine)),
    seen (kind, process_id, did_id, place, started_at, session_id) AS (
        SELECT 0, l.process_id, l.did_id, '', l.started_at, l.session_id
        FROM leg l LEFT JOIN cv.did d ON d.id = l.did_id
        WHERE l.presented <> '' AND l.presented IS DISTINCT FROM d.number
        UNION ALL
        SELECT CASE WHEN l.did_id <> 0 AND l.direction = 1 THEN 3 ELSE 1 END, l.process_id, l.did_id, '', l.started_at,
               l.session_id
        FROM leg l JOIN bound_since u ON u.process_id = l.process_id AND u.since <= l.started_at
        WHERE l.masked AND l.medium = 0 AND l.direction <> 3
          AND (l.customer_kind IN (1, 6, 7) OR l.agent_kind IN (1, 7) OR (l.did_id <> 0 AND l.direction = 1))
          AND NOT EXISTS (SELECT FROM cv.binding b WHERE b.public_id = l.public_id)
          AND NOT EXISTS (SELECT FROM cv.binding b
                          WHERE b.did_id = l.did_id AND b.free_at >= l.started_at
                            AND b.created_at <= l.started_at + 60000
                            AND coalesce(b.ended_at, b.expires_at, 9223372036854775807) >= l.started_at
                            AND (b.model IN (2, 3) OR NOT l.by_switch))
        UNION ALL
        SELECT 10, l.process_id, l.did_id, '', l.started_at, l.session_id
        FROM leg l LEFT JOIN cv.did d ON d.id = l.did_id LEFT JOIN cv.pool p ON p.id = d.pool_id
        WHERE l.recording_id <> '' AND (l.consent = 2 OR (l.consent = 0 AND p.asks_consent = 1))
        UNION ALL
        SELECT 2, l.process_id, 0, 'call_leg.customer_text', l.started_at, l.session_id FROM leg l
        WHERE l.masked AND l.customer_kind = 1 AND l.customer_text ~ '^\+[0-9]{7,}$'
        UNION ALL
        SELECT 2, l.process_id, 0, 'call_leg.agent_text', l.started_at, l.session_id FROM leg l
        WHERE l.masked AND l.agent_kind = 1 AND l.agent_text ~ '^\+[0-9]{7,}$')
    SELECT s.kind, s.process_id, s.did_id, s.place, count(*), min(s.started_at), max(s.started_at),
           array_to_string((array_agg(DISTINCT s.session_id ORDER BY s.session_id DESC))[1:100], ' ')
    FROM seen s GROUP BY s.kind, s.process_id, s.did_id, s.place;
END $$;

-- Texts of these calls that have as many digits as a telephone number; those of sessions when they came in.
CREATE FUNCTION cv_api.leak_call_texts(spans text, upto bigint)
RETURNS TABLE (place text, process_id bigint, session_id bigint, started_at bigint, body text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY
    WITH span AS MATERIALIZED (
        SELECT (v->>0)::bigint AS process_id, (v->>1)::bigint AS first_session, (v->>2)::bigint AS last_session,
               (v->>3)::integer AS from_leg, (v->>4)::integer AS to_leg
        FROM jsonb_array_elements(spans::jsonb) v),
    late_change AS MATERIALIZED (
        SELECT t.process_id, greatest(t.first_session, p.first_session) AS first_session,
               least(t.last_session, p.last_session) AS last_session, t.from_leg, t.to_leg
        FROM (SELECT min(x.first_session) AS first_session, max(x.last_session) AS last_session FROM span x) p
        JOIN cv.leak_change t ON t.written_in >= upto AND t.last_session >= p.first_session
            AND t.first_session <= p.last_session),
    late AS MATERIALIZED (
        SELECT c.session_id, c.leg
        FROM late_change t JOIN cv.call_leg c ON c.session_id BETWEEN t.first_session AND t.last_session
            AND c.leg BETWEEN t.from_leg AND t.to_leg AND c.process_id = t.process_id),
    leg AS MATERIALIZED (
        SELECT l.* FROM span x CROSS JOIN LATERAL (
            SELECT c.process_id, c.session_id, c.started_at, c.account, c.recording_id FROM cv.call_leg c
            WHERE c.session_id BETWEEN x.first_session AND x.last_session AND c.leg BETWEEN x.from_leg AND x.to_leg
              AND (x.process_id = 0 OR c.process_id = x.process_id)
              AND (c.account <> '' OR c.recording_id <> '')
              AND NOT EXISTS (SELECT FROM late t WHERE t.session_id = c.session_id AND t.leg = c.leg)) l),
    session AS MATERIALIZED (
        SELECT s.* FROM span x CROSS JOIN LATERAL (
            SELECT c.process_id, c.id, c.started_at, c.case_ref, c.recording_id FROM cv.call_session c
            WHERE x.from_leg = 1 AND c.id BETWEEN x.first_session AND x.last_session
              AND (x.process_id = 0 OR c.process_id = x.process_id)
              AND (c.case_ref <> '' OR c.recording_id <> '')
              AND NOT EXISTS (SELECT FROM late t WHERE t.session_id = c.id AND t.leg = 1)) s),
    stored (place, process_id, session_id, started_at, body) AS (
        SELECT 'call_leg.account', l.process_id, l.session_id, l.started_at, l.account FROM leg l
        UNION ALL
        SELECT 'call_leg.recording_id', l.process_id, l.session_id, l.started_at, l.recording_id FROM leg l
        UNION ALL
        SELECT 'call_session.case_ref', s.process_id, s.id, s.started_at, s.case_ref FROM session s
        UNION ALL
        SELECT 'call_session.recording_id', s.process_id, s.id, s.started_at, s.recording_id FROM session s
        WHERE NOT EXISTS (SELECT FROM cv.call_leg l WHERE l.session_id = s.id AND l.recording_id = s.recording_id))
    SELECT t.place, t.process_id, t.session_id, t.started_at, t.body FROM stored t
    WHERE t.process_id = ANY (mine) AND (t.body ~ '([0-9][^0-9]*){7}' OR t.body ~ '[^ -~]');
END $$;

-- What is so now: bindings, pools' numbers and policies, and clear numbers where parties stand. The last parameters: how
-- long nobody calls over a binding of each model that is in use.
CREATE FUNCTION cv_api.leak_conditions(session_ms bigint, case_ms bigint, agent_ms bigint, customer_ms bigint)
RETURNS TABLE (kind integer, process_id bigint, pool_id bigint, did_id bigint, object_id bigint, place text, since bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    at_ms bigint := cv_api.now_ms();
    mine bigint[] := cv_api.leak_processes();
    pools bigint[] := ARRAY(SELECT p FROM cv_api.my_pools() p);
BEGIN
    RETURN QUERY
    WITH live AS MATERIALIZED (
        SELECT b.id, b.process_id, b.pool_id, b.did_id, b.model, b.case_ref, b.public_id, b.created_at, b.expires_at,
               greatest(b.created_at, coalesce(b.last_call_at, 0)) AS quiet_since
        FROM cv.binding b
        WHERE b.process_id = ANY (mine) AND b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > at_ms)),
    quiet AS MATERIALIZED (
        SELECT l.id, l.process_id, l.pool_id, l.did_id,
               greatest(l.quiet_since, coalesce((SELECT max(coalesce(s.ended_at, s.started_at)) FROM cv.call_session s
                                                 WHERE s.public_id = l.public_id), 0)) AS since,
               CASE l.model WHEN 0 THEN session_ms WHEN 1 THEN case_ms WHEN 2 THEN agent_ms ELSE customer_ms END AS most
        FROM live l),
    never_off AS MATERIALIZED (
        SELECT p.id FROM unnest(mine) AS p (id)
        WHERE NOT EXISTS (SELECT FROM cv.policy_revision r WHERE r.process_id = p.id AND r.kind = 0
                            AND r.cancelled_at IS NULL AND r.effective_at <= at_ms))
    SELECT 4, l.process_id, l.pool_id, l.did_id, l.id, '', l.created_at FROM live l WHERE l.expires_at IS NULL
    UNION ALL
    SELECT 5, q.process_id, q.pool_id, q.did_id, q.id, '', q.since FROM quiet q WHERE q.since < at_ms - q.most
    UNION ALL
    SELECT 6, l.process_id, l.pool_id, l.did_id, l.id, '', max(c.ended_at)
    FROM live l JOIN cv.binding c ON c.case_ref = l.case_ref AND c.process_id = l.process_id AND c.end_cause = 3
        AND c.ended_at IS NOT NULL
    WHERE l.case_ref <> '' GROUP BY l.process_id, l.pool_id, l.did_id, l.id
    UNION ALL
    SELECT 7, 0, d.pool_id, d.id, 0, '', min(t.since)
    FROM (SELECT b.did_id, b.created_at AS since
          FROM cv.binding b JOIN cv.did o ON o.id = b.did_id
          WHERE b.free_at > at_ms AND o.pool_id <> b.pool_id
          UNION ALL
          SELECT o.did_id, e.changed_at
          FROM cv.process_did o JOIN cv.did e ON e.id = o.did_id JOIN cv.pool p ON p.id = e.pool_id
          WHERE e.state <> 3 AND p.removed_at IS NULL AND p.all_processes = 0
            AND NOT EXISTS (SELECT FROM cv.pool_process s WHERE s.pool_id = p.id AND s.process_id = o.process_id)) t
    JOIN cv.did d ON d.id = t.did_id
    WHERE d.pool_id = ANY (pools)
    GROUP BY d.pool_id, d.id
    UNION ALL
    SELECT 9, r.process_id, 0, 0, 0, '', r.effective_at
    FROM (SELECT DISTINCT ON (v.process_id) v.* FROM cv.policy_revision v
          WHERE v.cancelled_at IS NULL AND v.effective_at <= at_ms
          ORDER BY v.process_id, v.effective_at DESC, v.revision DESC) r
    JOIN cv.process p ON p.id = r.process_id
    WHERE r.kind = 0 AND p.archived_at IS NULL AND p.id = ANY (mine)
    UNION ALL
    SELECT 2, b.process_id, b.pool_id, b.did_id, b.id, 'binding.customer_text', b.created_at
    FROM cv.binding b JOIN never_off n ON n.id = b.process_id WHERE b.customer_text ~ '^\+[0-9]{7,}$'
    UNION ALL
    SELECT 2, b.process_id, b.pool_id, b.did_id, b.id, 'binding.agent_text', b.created_at
    FROM cv.binding b JOIN never_off n ON n.id = b.process_id WHERE b.agent_text ~ '^\+[0-9]{7,}$'
    UNION ALL
    SELECT 2, g.process_id, 0, 0, g.agent_id, 'agent_process.number_text', a.created_at
    FROM cv.agent_process g JOIN never_off n ON n.id = g.process_id JOIN cv.agent a ON a.id = g.agent_id
    WHERE g.number_text ~ '^\+[0-9]{7,}$';
END $$;

-- Where planted numbers are in the vault, by the blind indexes that were put down for them and no others.
CREATE FUNCTION cv_api.leak_canaries()
RETURNS TABLE (canary_id bigint, process_id bigint, place text, row_count bigint, oldest_at bigint, newest_at bigint,
    sample text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY
    WITH kept AS MATERIALIZED (
        SELECT c.id AS canary_id, l.process_id, i.month, i.number_id
        FROM cv_vault.canary c JOIN cv_vault.canary_place l ON l.canary_id = c.id
        JOIN cv_vault.number_index i ON i.process_id = l.process_id AND i.blind = l.blind
        WHERE c.removed_at IS NULL AND l.process_id = ANY (mine)),
    call AS MATERIALIZED (
        SELECT k.canary_id, k.process_id, l.session_id, l.started_at
        FROM kept k JOIN cv.call_leg l ON l.customer_number = k.number_id AND l.customer_number <> 0
        UNION
        SELECT k.canary_id, k.process_id, l.session_id, l.started_at
        FROM kept k JOIN cv.call_leg l ON l.agent_number = k.number_id AND l.agent_number <> 0)
    SELECT c.canary_id, c.process_id, 'calls', count(*), min(c.started_at), max(c.started_at),
           array_to_string((array_agg(DISTINCT c.session_id ORDER BY c.session_id DESC))[1:100], ' ')
    FROM call c GROUP BY c.canary_id, c.process_id
    UNION ALL
    SELECT k.canary_id, k.process_id, 'bindings', count(*), min(b.created_at), max(b.created_at), ''
    FROM kept k JOIN cv.binding b ON b.process_id = k.process_id AND k.number_id IN (b.customer_number, b.agent_number)
    WHERE k.month = 0 GROUP BY k.canary_id, k.process_id
    UNION ALL
    SELECT c.id, 0, 'agents', 1, a.created_at, a.created_at, ''
    FROM cv_vault.canary c JOIN cv_vault.agent_index i ON i.blind = c.party JOIN cv.agent a ON a.id = i.agent_id
    WHERE c.removed_at IS NULL AND cv_api.sees_all();
END $$;

-- Stored texts besides those of calls, bindings and the record; those of no process for whoever sees all.
CREATE FUNCTION cv_api.leak_texts()
RETURNS TABLE (place text, object_id bigint, process_id bigint, at_ms bigint, body text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
    all_texts boolean := cv_api.sees_all();
BEGIN
    RETURN QUERY
    WITH stored (place, object_id, process_id, at_ms, body) AS (
        SELECT 'agent.code', a.id, 0::bigint, a.created_at, a.code FROM cv.agent a
        UNION ALL SELECT 'agent.name', a.id, 0, a.created_at, a.name FROM cv.agent a
        UNION ALL SELECT 'api_key.name', k.id, 0, k.created_at, k.name FROM cv.api_key k
        UNION ALL SELECT 'campaign.name', c.id, c.process_id, c.created_at, c.name FROM cv.campaign c
        UNION ALL SELECT 'canary.name', c.id, 0, c.planted_at, c.name FROM cv_vault.canary c
        UNION ALL SELECT 'gateway.name', g.id, 0, 0, g.name FROM cv.gateway g
        UNION ALL SELECT 'import_profile.body', 0, 0, i.changed_at, i.body FROM cv.import_profile i
        UNION ALL SELECT 'import_profile.name', 0, 0, i.changed_at, i.name FROM cv.import_profile i
        UNION ALL SELECT 'leak_finding.reason', f.id, f.process_id, coalesce(f.settled_at, 0), f.reason
            FROM cv.leak_finding f
        UNION ALL SELECT 'opt_out.brand', o.id, 0, o.created_at, o.brand FROM cv_vault.opt_out o
        UNION ALL SELECT 'organisation.name', o.id, 0, o.created_at, o.name FROM cv.organisation o
        UNION ALL SELECT 'person.display_name', p.id, 0, p.created_at, p.display_name FROM cv.person p
        UNION ALL SELECT 'person.name', p.id, 0, p.created_at, p.name FROM cv.person p
        UNION ALL SELECT 'policy_revision.note', r.id, r.process_id, r.created_at, r.note FROM cv.policy_revision r
        UNION ALL SELECT 'pool.brand', p.id, 0, p.created_at, p.brand FROM cv.pool p
        UNION ALL SELECT 'pool.name', p.id, 0, p.created_at, p.name FROM cv.pool p
        UNION ALL SELECT 'process.account', p.id, p.id, p.created_at, p.account FROM cv.process p
        UNION ALL SELECT 'process.name', p.id, p.id, p.created_at, p.name FROM cv.process p
        UNION ALL SELECT 'process.project', p.id, p.id, p.created_at, p.project FROM cv.process p
        UNION ALL SELECT 'request.reason', q.person_id, 0, q.asked_at, q.reason FROM cv_vault.request q
        UNION ALL SELECT 'retention.hold_reason', t.process_id, t.process_id, t.changed_at, t.hold_reason
            FROM cv.retention t
        UNION ALL SELECT 'saved_view.body', v.person_id, 0, 0, v.body FROM cv.saved_view v
        UNION ALL SELECT 'saved_view.name', v.person_id, 0, 0, v.name FROM cv.saved_view v
        UNION ALL SELECT 'service_lease.host', l.id, 0, l.since, l.host FROM cv.service_lease l
        UNION ALL SELECT 'setting.value', 0, 0, s.changed_at, s.value FROM cv.setting s
        UNION ALL SELECT 'sign_in.console', s.person_id, 0, s.signed_in_at, s.console FROM cv.sign_in s
        UNION ALL SELECT 'task_event.task', 0, 0, e.at, e.task FROM cv_route.task_event e)
    SELECT s.place, s.object_id, s.process_id, s.at_ms, s.body FROM stored s
    WHERE (s.process_id = ANY (mine) OR (s.process_id = 0 AND all_texts))
      AND (s.body ~ '([0-9][^0-9]*){7}' OR s.body ~ '[^ -~]');
END $$;

CREATE FUNCTION cv_api.leak_case_refs(after_id bigint, since bigint, most integer)
RETURNS TABLE (id bigint, process_id bigint, created_at bigint, body text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY
    SELECT b.id, b.process_id, b.created_at, b.case_ref FROM cv.binding b
    WHERE b.id > after_id AND b.created_at >= $2 AND b.process_id = ANY (mine) AND b.case_ref <> ''
      AND (b.case_ref ~ '([0-9][^0-9]*){7}' OR b.case_ref ~ '[^ -~]')
    ORDER BY b.id LIMIT least(most, 10000);
END $$;

-- How far each chain of the record was looked at, and how far it goes: entries before a head are all there. A finding
-- in the record is of no process, so that whoever sees all looks for them.
CREATE FUNCTION cv_api.leak_chains() RETURNS TABLE (actor_id bigint, from_seq bigint, head_seq bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.leak_processes();
    RETURN QUERY
    SELECT h.actor_id, coalesce(m.seq, 0), h.seq
    FROM cv_audit.deed_head h LEFT JOIN cv.leak_deed_mark m ON m.actor_id = h.actor_id
    WHERE cv_api.sees_all() ORDER BY h.actor_id;
END $$;

-- Entries of one of them, behind one and up to another.
CREATE FUNCTION cv_api.leak_deeds(of_actor bigint, after_seq bigint, head_seq bigint, most integer)
RETURNS TABLE (seq bigint, action text, at bigint, before text, after text, reason text, console text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    PERFORM cv_api.leak_processes();
    RETURN QUERY
    SELECT d.seq, d.action, d.at, d.before, d.after, d.reason, d.console FROM cv_audit.deed d
    WHERE d.actor_id = of_actor AND d.seq > after_seq AND d.seq <= head_seq AND cv_api.sees_all()
      AND (concat_ws(' ', d.before, d.after, d.reason, d.console) ~ '([0-9][^0-9]*){7}'
           OR concat(d.before, d.after, d.reason, d.console) ~ '[^ -~]')
    ORDER BY d.seq LIMIT least(most, 10000);
END $$;

-- What a scan saw: [[kind, severity, process, pool, proxy number, object, place, counted, rows, sample, oldest, newest],
-- ...]; a time of 0 is that of the first sight. adds: counted rows are further ones. What was resolved is reopened when
-- it is still so, or there is more of it. A sample holds sessions of the finding's process and nothing else.
CREATE FUNCTION cv_api.leak_note(items text, adds integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    mine bigint[] := cv_api.leak_processes();
    pools bigint[] := ARRAY(SELECT p FROM cv_api.my_pools() p);
    all_seen boolean := cv_api.sees_all();
BEGIN
    IF EXISTS (SELECT FROM jsonb_array_elements(items::jsonb) v
               WHERE ((v->>2)::bigint = ANY (mine)
                      OR ((v->>2)::bigint = 0 AND (all_seen OR (v->>3)::bigint = ANY (pools)))) IS NOT TRUE)
       OR EXISTS (SELECT FROM jsonb_array_elements(items::jsonb) v
                  CROSS JOIN LATERAL string_to_table(v->>9, ' ') AS i (id)
                  LEFT JOIN cv.call_session s ON s.id = i.id::bigint AND s.process_id = (v->>2)::bigint
                  WHERE s.id IS NULL) THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv.leak_finding AS f (kind, severity, process_id, pool_id, did_id, object_id, place, counted, row_count,
        sample, oldest_at, newest_at, first_seen, last_seen)
    SELECT (v->>0)::smallint, (v->>1)::smallint, (v->>2)::bigint, (v->>3)::bigint, (v->>4)::bigint, (v->>5)::bigint,
           v->>6, (v->>7)::smallint, (v->>8)::bigint, v->>9, coalesce(nullif((v->>10)::bigint, 0), at_ms),
           coalesce(nullif((v->>11)::bigint, 0), at_ms), at_ms, at_ms
    FROM jsonb_array_elements(items::jsonb) v
    ON CONFLICT (kind, process_id, pool_id, did_id, object_id, place) DO UPDATE SET
        severity = excluded.severity, counted = excluded.counted, last_seen = excluded.last_seen,
        row_count = excluded.row_count + CASE WHEN excluded.counted = 1 AND adds = 1 THEN f.row_count ELSE 0 END,
        sample = CASE WHEN excluded.counted = 1 AND adds = 1
                      THEN substr(btrim(excluded.sample || ' ' || f.sample), 1, 2000) ELSE excluded.sample END,
        oldest_at = CASE WHEN excluded.counted = 1 AND adds = 1 THEN least(f.oldest_at, excluded.oldest_at)
                         WHEN excluded.oldest_at = excluded.first_seen AND f.state <> 1 THEN f.oldest_at
                         ELSE excluded.oldest_at END,
        newest_at = CASE WHEN excluded.counted = 1 AND adds = 1 THEN greatest(f.newest_at, excluded.newest_at)
                         ELSE excluded.newest_at END,
        state = CASE WHEN f.state = 1
                          AND (excluded.counted = 0
                               OR excluded.row_count + CASE WHEN adds = 1 THEN f.row_count ELSE 0 END > f.settled_rows)
                     THEN 3 ELSE f.state END,
        settled_rows = CASE WHEN excluded.counted = 1 AND adds = 0 THEN least(f.settled_rows, excluded.row_count)
                            ELSE f.settled_rows END;
END $$;

-- What the scan that began then did not find any more is resolved, where it looked.
CREATE FUNCTION cv_api.leak_settle_unseen(begun bigint, whole integer, read_texts integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine bigint[] := cv_api.leak_processes();
    pools bigint[] := ARRAY(SELECT p FROM cv_api.my_pools() p);
    all_seen boolean := cv_api.sees_all();
BEGIN
    UPDATE cv.leak_finding f SET state = 1, settled_by = 0, settled_rows = f.row_count, reason = '',
        settled_at = cv_api.now_ms()
    WHERE f.counted = 0 AND f.state IN (0, 3) AND f.last_seen < begun
      AND (f.kind BETWEEN 4 AND 9 OR f.place IN ('bindings', 'agents')
           OR (f.kind = 2 AND (f.place <> 'binding.case_ref' OR whole = 1))
           OR (f.kind = 11 AND read_texts = 1 AND (f.place <> 'binding.case_ref' OR whole = 1)))
      AND (f.process_id = ANY (mine) OR (f.process_id = 0 AND (all_seen OR f.pool_id = ANY (pools))));
END $$;

-- Up to where a scan of the caller's processes looked, before what it saw is noted. seen_scans: as leak_begin() said.
-- False when another scan was kept meanwhile. moves 0: it could not look at all that the mark stands for.
CREATE FUNCTION cv_api.leak_mark_put(begun bigint, looked_to bigint, seen_scans bigint, moves integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    PERFORM FROM cv.process p WHERE p.id = ANY (mine) ORDER BY p.id FOR NO KEY UPDATE;
    IF cv_api.leak_scans(mine) IS DISTINCT FROM seen_scans THEN
        RETURN false;
    END IF;
    INSERT INTO cv.leak_mark AS m (process_id, upto, scanned_at, scans, whole)
    SELECT p,
           CASE WHEN moves = 1 THEN least(looked_to, pg_snapshot_xmin(pg_current_snapshot())::text::bigint) ELSE 0 END,
           CASE WHEN moves = 1 THEN least(begun, cv_api.now_ms()) ELSE 0 END, 1, CASE WHEN moves = 1 THEN 0 ELSE 1 END
    FROM unnest(mine) p
    ON CONFLICT (process_id) DO UPDATE SET scans = m.scans + 1, whole = excluded.whole,
        upto = CASE WHEN moves = 1 THEN excluded.upto ELSE m.upto END,
        scanned_at = CASE WHEN moves = 1 THEN excluded.scanned_at ELSE m.scanned_at END;
    RETURN true;
END $$;

-- Up to where a scan by somebody who sees all looked in the record: [[person, entry], ...]. No mark moves back, or
-- beyond the last entry.
CREATE FUNCTION cv_api.leak_deed_marks_put(marks text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.leak_processes();
    IF NOT cv_api.sees_all() THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv.leak_deed_mark AS m (actor_id, seq)
    SELECT h.actor_id, (v->>1)::bigint
    FROM jsonb_array_elements(marks::jsonb) v
    JOIN cv_audit.deed_head h ON h.actor_id = (v->>0)::bigint AND h.seq >= (v->>1)::bigint
    ON CONFLICT (actor_id) DO UPDATE SET seq = greatest(m.seq, excluded.seq);
END $$;

-- When the caller's processes were all scanned; 0 when one never was.
CREATE FUNCTION cv_api.leak_last_scan() RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN (SELECT coalesce(min(coalesce(m.scanned_at, 0)), 0)
            FROM unnest(mine) AS p (id) LEFT JOIN cv.leak_mark m ON m.process_id = p.id);
END $$;

-- A person resolves (1) or accepts (2) what is open, or takes it up again (3). False when it is in another state by
-- now, or there is more of it than he saw.
CREATE FUNCTION cv_api.leak_settle(finding bigint, seen integer, seen_rows bigint, to_state integer, why text)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    f cv.leak_finding;
BEGIN
    SELECT * INTO f FROM cv.leak_finding x WHERE x.id = finding FOR UPDATE;
    IF cv_api.sees_leak(f.process_id, f.pool_id) IS NOT TRUE
       OR (CASE WHEN seen IN (0, 3) THEN to_state IN (1, 2) ELSE to_state = 3 END) IS NOT TRUE
       OR (to_state = 2 AND btrim(coalesce(why, '')) = '') THEN
        RAISE insufficient_privilege;
    END IF;
    UPDATE cv.leak_finding x SET state = to_state, settled_by = cv_api.me(), settled_at = cv_api.now_ms(),
        settled_rows = x.row_count, reason = coalesce(why, '')
    WHERE x.id = finding AND x.state = seen AND x.row_count <= seen_rows;
    RETURN FOUND;
END $$;

-- Whoever views the record sees what was planted, never the number.
CREATE FUNCTION cv_api.canary_list()
RETURNS TABLE (id bigint, name text, country text, planted_by_name text, planted_at bigint, seen bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY
    SELECT c.id, c.name, c.country, coalesce(p.display_name, ''), c.planted_at,
           (SELECT count(*) FROM cv.leak_finding f
            WHERE f.kind = 11 AND f.object_id = c.id AND f.state IN (0, 3)
              AND (f.process_id = ANY (mine) OR (f.process_id = 0 AND cv_api.sees_all())))
    FROM cv_vault.canary c LEFT JOIN cv.person p ON p.id = c.planted_by
    WHERE c.removed_at IS NULL ORDER BY c.planted_at DESC, c.id DESC;
END $$;

CREATE FUNCTION cv_api.canary_names() RETURNS TABLE (id bigint, name text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.leak_processes();
    RETURN QUERY SELECT c.id, c.name FROM cv_vault.canary c;
END $$;

-- By which a scan recognises a planted number in a text.
CREATE FUNCTION cv_api.canary_parties() RETURNS TABLE (id bigint, party bytea, country text, planted_at bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.leak_processes();
    RETURN QUERY SELECT c.id, c.party, c.country, c.planted_at FROM cv_vault.canary c WHERE c.removed_at IS NULL;
END $$;

-- Plants a number, for whoever manages security (11) and belongs to all processes. It tells where that number is, as a
-- search does: as many are allowed in an hour. outcome: 0 planted, 1 over the limit, 2 planted before.
CREATE FUNCTION cv_api.canary_plant(canary_name text, region text, party bytea, sealed bytea)
RETURNS TABLE (outcome integer, id bigint, most bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    hourly bigint := cv_api.limit_of('searches_per_hour', 60);
BEGIN
    IF NOT (cv_api.may(8) AND cv_api.may(11) AND cv_api.sees_all()) OR octet_length($3) IS DISTINCT FROM 16
       OR btrim(coalesce(canary_name, '')) = '' THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv_audit.deed_head h WHERE h.actor_id = cv_api.me() FOR UPDATE; -- one of a person at a time
    most := hourly;
    IF (SELECT count(*) FROM cv_vault.canary c
        WHERE c.planted_by = cv_api.me() AND c.planted_at > cv_api.now_ms() - 3600000) >= hourly THEN
        outcome := 1;
        id := 0;
        RETURN NEXT;
        RETURN;
    END IF;
    INSERT INTO cv_vault.canary AS c (name, country, party, sealed, planted_by, planted_at)
    VALUES (canary_name, region, $3, $4, cv_api.me(), cv_api.now_ms())
    ON CONFLICT DO NOTHING RETURNING c.id INTO id;
    outcome := CASE WHEN id IS NULL THEN 2 ELSE 0 END;
    id := coalesce(id, (SELECT c.id FROM cv_vault.canary c WHERE c.party = $3 AND c.removed_at IS NULL));
    RETURN NEXT;
END $$;

CREATE FUNCTION cv_api.canary_remove(canary bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (cv_api.may(8) AND cv_api.may(11) AND cv_api.sees_all()) THEN
        RAISE insufficient_privilege;
    END IF;
    UPDATE cv_vault.canary c SET party = '', sealed = '', removed_at = cv_api.now_ms()
    WHERE c.id = canary AND c.removed_at IS NULL;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM cv_vault.canary_place l WHERE l.canary_id = canary;
    RETURN true;
END $$;

-- Revisions of the caller's processes under which a planted number has no blind index yet, with its sealed copy, which
-- the writer key opens: for whoever holds it.
CREATE FUNCTION cv_api.canary_gaps()
RETURNS TABLE (canary_id bigint, sealed bytea, process_id bigint, revision_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
BEGIN
    RETURN QUERY
    SELECT c.id, c.sealed, r.process_id, r.id FROM cv_vault.canary c CROSS JOIN cv.policy_revision r
    WHERE c.removed_at IS NULL AND r.process_id = ANY (mine) AND cv_api.may_write(cv_api.me())
      AND NOT EXISTS (SELECT FROM cv_vault.canary_place l WHERE l.canary_id = c.id AND l.revision_id = r.id)
    ORDER BY c.id, r.id;
END $$;

CREATE FUNCTION cv_api.canary_place_put(canary bigint, process bigint, of_revision bigint, blind_index bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF process = ANY (cv_api.leak_processes()) IS NOT TRUE OR NOT cv_api.may_write(cv_api.me())
       OR octet_length(blind_index) IS DISTINCT FROM 16
       OR NOT EXISTS (SELECT FROM cv.policy_revision r WHERE r.id = of_revision AND r.process_id = process) THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv_vault.canary_place (canary_id, process_id, revision_id, blind)
    SELECT c.id, process, of_revision, blind_index FROM cv_vault.canary c -- none once somebody removed it
    WHERE c.id = canary AND c.removed_at IS NULL FOR SHARE
    ON CONFLICT DO NOTHING;
END $$;

-- A range holds ids of one transaction alone: those of another one in between belong to its own range.
CREATE FUNCTION cv_api.note_new_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO cv.leak_change (process_id, first_session, last_session, from_leg, to_leg, at, written_in)
    SELECT n.process_id, min(n.id), max(n.id), 1, 2147483647, cv_api.now_ms(), pg_current_xact_id()::text::bigint
    FROM (SELECT f.process_id, f.id, f.id - row_number() OVER (PARTITION BY f.process_id ORDER BY f.id) AS run
          FROM fresh f) n
    GROUP BY n.process_id, n.run;
    RETURN NULL;
END $$;

CREATE FUNCTION cv_api.note_grown_sessions() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO cv.leak_change (process_id, first_session, last_session, from_leg, to_leg, at, written_in)
    SELECT n.process_id, n.id, n.id, o.legs + 1, n.legs, cv_api.now_ms(), pg_current_xact_id()::text::bigint
    FROM latter n JOIN former o ON o.id = n.id WHERE n.legs > o.legs;
    RETURN NULL;
END $$;

CREATE FUNCTION cv_api.age_leak_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM cv.leak_change c
    WHERE c.id IN (SELECT o.id FROM cv.leak_change o WHERE o.at < NEW.at - 5184000000 FOR UPDATE SKIP LOCKED);
    RETURN NULL;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.leak_begin(), cv_api.leak_spans(bigint, bigint, bigint),
    cv_api.leak_calls(text, bigint), cv_api.leak_call_texts(text, bigint),
    cv_api.leak_conditions(bigint, bigint, bigint, bigint), cv_api.leak_canaries(), cv_api.leak_texts(),
    cv_api.leak_case_refs(bigint, bigint, integer), cv_api.leak_chains(),
    cv_api.leak_deeds(bigint, bigint, bigint, integer), cv_api.leak_note(text, integer),
    cv_api.leak_settle_unseen(bigint, integer, integer), cv_api.leak_mark_put(bigint, bigint, bigint, integer),
    cv_api.leak_deed_marks_put(text), cv_api.leak_last_scan(),
    cv_api.leak_settle(bigint, integer, bigint, integer, text), cv_api.canary_list(),
    cv_api.canary_names(), cv_api.canary_parties(), cv_api.canary_plant(text, text, bytea, bytea),
    cv_api.canary_remove(bigint), cv_api.canary_gaps(), cv_api.canary_place_put(bigint, bigint, bigint, bytea)
    TO "cv_{db}_audit";

CREATE TRIGGER note_new AFTER INSERT ON cv.call_session REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION cv_api.note_new_sessions();
CREATE TRIGGER note_grown AFTER UPDATE ON cv.call_session REFERENCING OLD TABLE AS former NEW TABLE AS latter
    FOR EACH STATEMENT EXECUTE FUNCTION cv_api.note_grown_sessions();
CREATE TRIGGER age AFTER INSERT ON cv.leak_change FOR EACH ROW WHEN (NEW.id % 500 = 0)
    EXECUTE FUNCTION cv_api.age_leak_changes();

ALTER TABLE cv.leak_finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.leak_finding TO "cv_{db}_definer" USING (true);
CREATE POLICY own_processes ON cv.leak_finding FOR SELECT TO "cv_{db}_audit"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[])
           OR (process_id = 0
               AND ((SELECT cv_api.sees_all()) OR pool_id IN (SELECT p FROM cv_api.my_pools() p))));

-- A scan has its entry in the record as every decision has.
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv.leak_finding
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv.leak_mark
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv.leak_deed_mark
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv_vault.canary
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
