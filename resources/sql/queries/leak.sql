-- The leak audit: what a scan looks at, and the findings that it keeps. On a server the functions answer what the caller
-- sees; on a file LeakScan leaves out what he does not. A text with fewer than seven digits holds no telephone number;
-- digits of other scripts are left to the program.

-- name: begin
-- engine: postgresql
SELECT at_ms, upto, 0, last_session, scans FROM cv_api.leak_begin()
WHERE CAST(:person AS bigint) = cv_api.me() AND CAST(:all_processes AS integer) IN (0, 1)

-- name: begin
-- engine: sqlite
SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), COALESCE((SELECT MAX(id) FROM call_session), 0),
       COALESCE((SELECT MAX(id) FROM leak_change), 0), COALESCE((SELECT MAX(id) FROM call_session), 0),
       (SELECT COALESCE(SUM(scans), 0) FROM leak_mark
        WHERE :all_processes = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))

-- name: scans
-- engine: sqlite
SELECT COALESCE(SUM(scans), 0) FROM leak_mark
WHERE :all_processes = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)

-- name: spans
-- engine: postgresql
SELECT process_id, first_session, last_session, from_leg, to_leg, whole, scanned_at
FROM cv_api.leak_spans(:at, :upto, :last) WHERE CAST(:changes AS bigint) >= 0

-- name: spans
-- engine: sqlite
WITH mark AS (
    SELECT p.id, m.upto, m.changes, m.scanned_at FROM process p
    LEFT JOIN leak_mark m ON m.process_id = p.id AND m.upto <= :upto AND m.whole = 0
                          AND m.scanned_at > :at - 5184000000)
SELECT id, 1, :last, 1, 2147483647, 1, 0 FROM mark WHERE upto IS NULL
UNION ALL
SELECT id, upto + 1, :last, 1, 2147483647, 0, scanned_at FROM mark WHERE upto IS NOT NULL
UNION ALL
SELECT c.process_id, c.session_id, c.session_id, c.from_leg, c.to_leg, 0, m.scanned_at
FROM mark m JOIN leak_change c ON c.process_id = m.id AND c.id > m.changes AND c.id <= :changes
    AND c.session_id <= m.upto

-- name: calls
-- engine: postgresql
SELECT kind, process_id, did_id, place, row_count, oldest_at, newest_at, sample FROM cv_api.leak_calls(:spans, :upto)
WHERE CAST(:changes AS bigint) >= 0

-- name: calls
-- engine: sqlite
WITH span AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS process_id, json_extract(value, '$[1]') AS first_session,
           json_extract(value, '$[2]') AS last_session, json_extract(value, '$[3]') AS from_leg,
           json_extract(value, '$[4]') AS to_leg
    FROM json_each(:spans)),
late AS MATERIALIZED (SELECT session_id, from_leg, to_leg FROM leak_change WHERE id > :changes),
bound_since AS MATERIALIZED (SELECT process_id, MIN(created_at) AS since FROM binding GROUP BY process_id),
leg AS MATERIALIZED (
    SELECT l.session_id, l.process_id, l.started_at, l.presented, l.recording_id, l.consent, l.direction, l.medium,
           l.customer_kind, l.customer_text, l.agent_kind, l.agent_text, s.public_id,
           CASE WHEN l.proxy_did <> 0 THEN l.proxy_did ELSE s.proxy_did END AS did_id,
           r.kind <> 0 AS masked, i.format = 'switch' AS by_switch
    FROM span x CROSS JOIN call_leg l ON l.session_id BETWEEN x.first_session AND x.last_session
        AND l.leg BETWEEN x.from_leg AND x.to_leg AND (x.process_id = 0 OR l.process_id = x.process_id)
        AND l.session_id <= :upto
        AND NOT EXISTS (SELECT 1 FROM late t
                        WHERE t.session_id = l.session_id AND l.leg BETWEEN t.from_leg AND t.to_leg)
    JOIN call_session s ON s.id = l.session_id
    LEFT JOIN policy_revision r ON r.id = l.revision_id
    LEFT JOIN import_batch i ON i.id = l.batch_id),
seen (kind, process_id, did_id, place, started_at, session_id) AS (
    SELECT 0, l.process_id, l.did_id, '', l.started_at, l.session_id
    FROM leg l LEFT JOIN did d ON d.id = l.did_id
    WHERE l.presented <> '' AND l.presented IS NOT d.number
    UNION ALL
    SELECT CASE WHEN l.did_id <> 0 AND l.direction = 1 THEN 3 ELSE 1 END, l.process_id, l.did_id, '', l.started_at,
           l.session_id
    FROM leg l JOIN bound_since u ON u.process_id = l.process_id AND u.since <= l.started_at
    WHERE l.masked AND l.medium = 0 AND l.direction <> 3
      AND (l.customer_kind IN (1, 6, 7) OR l.agent_kind IN (1, 7) OR (l.did_id <> 0 AND l.direction = 1))
      AND NOT EXISTS (SELECT 1 FROM binding b WHERE b.public_id = l.public_id)
      AND NOT EXISTS (SELECT 1 FROM binding b
                      WHERE b.did_id = l.did_id AND b.free_at >= l.started_at AND b.created_at <= l.started_at + 60000
                        AND COALESCE(b.ended_at, b.expires_at, 9223372036854775807) >= l.started_at
                        AND (b.model IN (2, 3) OR l.by_switch IS NOT 1))
    UNION ALL
    SELECT 10, l.process_id, l.did_id, '', l.started_at, l.session_id
    FROM leg l LEFT JOIN did d ON d.id = l.did_id LEFT JOIN pool p ON p.id = d.pool_id
    WHERE l.recording_id <> '' AND (l.consent = 2 OR (l.consent = 0 AND p.asks_consent = 1))
    UNION ALL
    SELECT 2, l.process_id, 0, 'call_leg.customer_text', l.started_at, l.session_id FROM leg l
    WHERE l.masked AND l.customer_kind = 1 AND l.customer_text GLOB '+[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*'
      AND l.customer_text NOT GLOB '*[^0-9+]*'
    UNION ALL
    SELECT 2, l.process_id, 0, 'call_leg.agent_text', l.started_at, l.session_id FROM leg l
    WHERE l.masked AND l.agent_kind = 1 AND l.agent_text GLOB '+[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*'
      AND l.agent_text NOT GLOB '*[^0-9+]*')
SELECT kind, process_id, did_id, place, COUNT(*), MIN(started_at), MAX(started_at), group_concat(session_id, ' ')
FROM seen GROUP BY kind, process_id, did_id, place

-- name: call_texts
-- engine: postgresql
SELECT place, process_id, session_id, started_at, body FROM cv_api.leak_call_texts(:spans, :upto)
WHERE CAST(:changes AS bigint) >= 0

-- name: call_texts
-- engine: sqlite
WITH span AS MATERIALIZED (
    SELECT json_extract(value, '$[0]') AS process_id, json_extract(value, '$[1]') AS first_session,
           json_extract(value, '$[2]') AS last_session, json_extract(value, '$[3]') AS from_leg,
           json_extract(value, '$[4]') AS to_leg
    FROM json_each(:spans)),
late AS MATERIALIZED (SELECT session_id, from_leg, to_leg FROM leak_change WHERE id > :changes),
stored (place, process_id, session_id, started_at, body) AS (
    SELECT 'call_leg.account', l.process_id, l.session_id, l.started_at, l.account
    FROM span x CROSS JOIN call_leg l ON l.session_id BETWEEN x.first_session AND x.last_session
        AND l.leg BETWEEN x.from_leg AND x.to_leg AND (x.process_id = 0 OR l.process_id = x.process_id)
    WHERE l.account <> '' AND l.session_id <= :upto
      AND NOT EXISTS (SELECT 1 FROM late t WHERE t.session_id = l.session_id AND l.leg BETWEEN t.from_leg AND t.to_leg)
    UNION ALL
    SELECT 'call_leg.recording_id', l.process_id, l.session_id, l.started_at, l.recording_id
    FROM span x CROSS JOIN call_leg l ON l.session_id BETWEEN x.first_session AND x.last_session
        AND l.leg BETWEEN x.from_leg AND x.to_leg AND (x.process_id = 0 OR l.process_id = x.process_id)
    WHERE l.recording_id <> '' AND l.session_id <= :upto
      AND NOT EXISTS (SELECT 1 FROM late t WHERE t.session_id = l.session_id AND l.leg BETWEEN t.from_leg AND t.to_leg)
    UNION ALL
    SELECT 'call_session.case_ref', s.process_id, s.id, s.started_at, s.case_ref
    FROM span x CROSS JOIN call_session s ON s.id BETWEEN x.first_session AND x.last_session
        AND (x.process_id = 0 OR s.process_id = x.process_id)
    WHERE s.case_ref <> '' AND x.from_leg = 1 AND s.id <= :upto
    UNION ALL
    SELECT 'call_session.recording_id', s.process_id, s.id, s.started_at, s.recording_id
    FROM span x CROSS JOIN call_session s ON s.id BETWEEN x.first_session AND x.last_session
        AND (x.process_id = 0 OR s.process_id = x.process_id)
    WHERE s.recording_id <> '' AND x.from_leg = 1 AND s.id <= :upto
      AND NOT EXISTS (SELECT 1 FROM call_leg l WHERE l.session_id = s.id AND l.recording_id = s.recording_id))
SELECT place, process_id, session_id, started_at, body FROM stored
WHERE body GLOB '*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*' OR body GLOB '*[^ -~]*'

-- name: conditions
-- engine: postgresql
SELECT kind, process_id, pool_id, did_id, object_id, place, since
FROM cv_api.leak_conditions(:session_ms, :case_ms, :agent_ms, :customer_ms)

-- name: conditions
-- engine: sqlite
WITH moment AS MATERIALIZED (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS at_ms),
live AS MATERIALIZED (
    SELECT b.id, b.process_id, b.pool_id, b.did_id, b.model, b.case_ref, b.public_id, b.created_at, b.expires_at,
           MAX(b.created_at, COALESCE(b.last_call_at, 0)) AS quiet_since
    FROM moment m CROSS JOIN binding b
    WHERE b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)),
quiet AS MATERIALIZED (
    SELECT l.id, l.process_id, l.pool_id, l.did_id,
           MAX(l.quiet_since, COALESCE((SELECT MAX(COALESCE(s.ended_at, s.started_at)) FROM call_session s
                                        WHERE s.public_id = l.public_id), 0)) AS since,
           CASE l.model WHEN 0 THEN :session_ms WHEN 1 THEN :case_ms WHEN 2 THEN :agent_ms ELSE :customer_ms END
               AS most
    FROM live l),
never_off AS MATERIALIZED (
    SELECT p.id FROM process p CROSS JOIN moment m
    WHERE NOT EXISTS (SELECT 1 FROM policy_revision r WHERE r.process_id = p.id AND r.kind = 0
                        AND r.cancelled_at IS NULL AND r.effective_at <= m.at_ms))
SELECT 4, l.process_id, l.pool_id, l.did_id, l.id, '', l.created_at FROM live l WHERE l.expires_at IS NULL
UNION ALL
SELECT 5, q.process_id, q.pool_id, q.did_id, q.id, '', q.since FROM moment m CROSS JOIN quiet q
WHERE q.since < m.at_ms - q.most
UNION ALL
SELECT 6, l.process_id, l.pool_id, l.did_id, l.id, '', MAX(c.ended_at)
FROM live l JOIN binding c ON c.case_ref = l.case_ref AND c.process_id = l.process_id AND c.end_cause = 3
    AND c.ended_at IS NOT NULL
WHERE l.case_ref <> '' GROUP BY l.id, l.process_id, l.pool_id, l.did_id
UNION ALL
SELECT 7, 0, d.pool_id, d.id, 0, '', MIN(t.since)
FROM (SELECT b.did_id, b.created_at AS since
      FROM moment m CROSS JOIN binding b JOIN did o ON o.id = b.did_id
      WHERE b.free_at > m.at_ms AND o.pool_id <> b.pool_id
      UNION ALL
      SELECT o.did_id, e.changed_at FROM process_did o JOIN did e ON e.id = o.did_id JOIN pool p ON p.id = e.pool_id
      WHERE e.state <> 3 AND p.removed_at IS NULL AND p.all_processes = 0
        AND NOT EXISTS (SELECT 1 FROM pool_process s WHERE s.pool_id = p.id AND s.process_id = o.process_id)) t
JOIN did d ON d.id = t.did_id
GROUP BY d.pool_id, d.id
UNION ALL
SELECT 9, r.process_id, 0, 0, 0, '', r.effective_at FROM revision_in_force r JOIN process p ON p.id = r.process_id
WHERE r.kind = 0 AND p.archived_at IS NULL
UNION ALL
SELECT 2, b.process_id, b.pool_id, b.did_id, b.id, 'binding.customer_text', b.created_at
FROM binding b JOIN never_off n ON n.id = b.process_id
WHERE b.customer_text GLOB '+[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND b.customer_text NOT GLOB '*[^0-9+]*'
UNION ALL
SELECT 2, b.process_id, b.pool_id, b.did_id, b.id, 'binding.agent_text', b.created_at
FROM binding b JOIN never_off n ON n.id = b.process_id
WHERE b.agent_text GLOB '+[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND b.agent_text NOT GLOB '*[^0-9+]*'
UNION ALL
SELECT 2, g.process_id, 0, 0, g.agent_id, 'agent_process.number_text', a.created_at
FROM agent_process g JOIN never_off n ON n.id = g.process_id JOIN agent a ON a.id = g.agent_id
WHERE g.number_text GLOB '+[0-9][0-9][0-9][0-9][0-9][0-9][0-9]*' AND g.number_text NOT GLOB '*[^0-9+]*'

-- name: canaries
-- engine: postgresql
SELECT canary_id, process_id, place, row_count, oldest_at, newest_at, sample FROM cv_api.leak_canaries()

-- name: canaries
-- engine: sqlite
WITH kept AS MATERIALIZED (
    SELECT c.id AS canary_id, l.process_id, i.month, i.number_id
    FROM canary c JOIN canary_place l ON l.canary_id = c.id
    JOIN number_index i ON i.process_id = l.process_id AND i.blind = l.blind
    WHERE c.removed_at IS NULL),
call AS MATERIALIZED (
    SELECT k.canary_id, k.process_id, l.session_id, l.started_at
    FROM kept k JOIN call_leg l ON l.customer_number = k.number_id AND l.customer_number <> 0
    UNION
    SELECT k.canary_id, k.process_id, l.session_id, l.started_at
    FROM kept k JOIN call_leg l ON l.agent_number = k.number_id AND l.agent_number <> 0)
SELECT canary_id, process_id, 'calls', COUNT(*), MIN(started_at), MAX(started_at), group_concat(session_id, ' ')
FROM call GROUP BY canary_id, process_id
UNION ALL
SELECT k.canary_id, k.process_id, 'bindings', COUNT(*), MIN(b.created_at), MAX(b.created_at), ''
FROM kept k JOIN binding b ON b.process_id = k.process_id AND k.number_id IN (b.customer_number, b.agent_number)
WHERE k.month = 0 GROUP BY k.canary_id, k.process_id
UNION ALL
SELECT c.id, 0, 'agents', 1, a.created_at, a.created_at, ''
FROM canary c JOIN agent_index i ON i.blind = c.party JOIN agent a ON a.id = i.agent_id
WHERE c.removed_at IS NULL

-- name: texts
-- engine: postgresql
SELECT place, object_id, process_id, at_ms, body FROM cv_api.leak_texts()

-- name: texts
-- engine: sqlite
WITH stored (place, object_id, process_id, at_ms, body) AS (
    SELECT 'agent.code', id, 0, created_at, code FROM agent
    UNION ALL SELECT 'agent.name', id, 0, created_at, name FROM agent
    UNION ALL SELECT 'api_key.name', id, 0, created_at, name FROM api_key
    UNION ALL SELECT 'campaign.name', id, process_id, created_at, name FROM campaign
    UNION ALL SELECT 'callback_endpoint.url', kind, 0, changed_at, url FROM callback_endpoint
    UNION ALL SELECT 'canary.name', id, 0, planted_at, name FROM canary
    UNION ALL SELECT 'gateway.name', id, 0, 0, name FROM gateway
    UNION ALL SELECT 'import_profile.body', changed_at, 0, changed_at, body FROM import_profile
    UNION ALL SELECT 'import_profile.name', changed_at, 0, changed_at, name FROM import_profile
    UNION ALL SELECT 'leak_finding.reason', id, process_id, COALESCE(settled_at, 0), reason FROM leak_finding
    UNION ALL SELECT 'opt_out.brand', id, 0, created_at, brand FROM opt_out
    UNION ALL SELECT 'organisation.name', id, 0, created_at, name FROM organisation
    UNION ALL SELECT 'person.display_name', id, 0, created_at, display_name FROM person
    UNION ALL SELECT 'person.name', id, 0, created_at, name FROM person
    UNION ALL SELECT 'policy_revision.note', id, process_id, created_at, note FROM policy_revision
    UNION ALL SELECT 'pool.brand', id, 0, created_at, brand FROM pool
    UNION ALL SELECT 'pool.name', id, 0, created_at, name FROM pool
    UNION ALL SELECT 'process.account', id, id, created_at, account FROM process
    UNION ALL SELECT 'process.name', id, id, created_at, name FROM process
    UNION ALL SELECT 'process.project', id, id, created_at, project FROM process
    UNION ALL SELECT 'retention.hold_reason', process_id, process_id, changed_at, hold_reason FROM retention
    UNION ALL SELECT 'saved_view.body', id, 0, 0, body FROM saved_view
    UNION ALL SELECT 'saved_view.name', id, 0, 0, name FROM saved_view
    UNION ALL SELECT 'service_lease.host', id, 0, since, host FROM service_lease
    UNION ALL SELECT 'session_tag.tag', MIN(created_at), process_id, MIN(created_at), MIN(tag) FROM session_tag
        GROUP BY process_id, tag_key
    UNION ALL SELECT 'setting.value', changed_at, 0, changed_at, value FROM setting
    UNION ALL SELECT 'sign_in.console', MIN(id), 0, MIN(signed_in_at), console FROM sign_in GROUP BY person_id, console
    UNION ALL SELECT 'task_event.task', MIN(seq), 0, MIN(at), task FROM task_event GROUP BY task_key, task)
SELECT place, object_id, process_id, at_ms, body FROM stored
WHERE body GLOB '*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*' OR body GLOB '*[^ -~]*'

-- name: case_refs
-- engine: postgresql
SELECT id, process_id, created_at, body FROM cv_api.leak_case_refs(:after, :since, :most)

-- name: case_refs
-- engine: sqlite
SELECT id, process_id, created_at, case_ref FROM binding
WHERE id > :after AND created_at >= :since AND case_ref <> ''
  AND (case_ref GLOB '*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*' OR case_ref GLOB '*[^ -~]*')
ORDER BY id LIMIT :most

-- name: chains
-- engine: postgresql
SELECT actor_id, from_seq, head_seq FROM cv_api.leak_chains()

-- name: chains
-- engine: sqlite
SELECT h.actor_id, COALESCE(m.seq, 0), h.seq FROM deed_head h LEFT JOIN leak_deed_mark m ON m.actor_id = h.actor_id
ORDER BY h.actor_id

-- name: deeds
-- engine: postgresql
SELECT seq, action, at, before, after, reason, console FROM cv_api.leak_deeds(:actor, :seq, :head, :most)

-- name: deeds
-- engine: sqlite
SELECT seq, action, at, before, after, reason, console FROM deed
WHERE actor_id = :actor AND seq > :seq AND seq <= :head
  AND (before || ' ' || after || ' ' || reason || ' ' || console
           GLOB '*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*[0-9]*'
       OR before || after || reason || console GLOB '*[^ -~]*')
ORDER BY seq LIMIT :most

-- name: note
-- engine: postgresql
SELECT cv_api.leak_note(:items, :adds)

-- name: note
-- engine: sqlite
INSERT INTO leak_finding (kind, severity, process_id, pool_id, did_id, object_id, place, counted, row_count, sample,
    oldest_at, newest_at, first_seen, last_seen)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'),
       json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'),
       json_extract(value, '$[6]'), json_extract(value, '$[7]'), json_extract(value, '$[8]'),
       json_extract(value, '$[9]'),
       CASE json_extract(value, '$[10]') WHEN 0 THEN m.at_ms ELSE json_extract(value, '$[10]') END,
       CASE json_extract(value, '$[11]') WHEN 0 THEN m.at_ms ELSE json_extract(value, '$[11]') END, m.at_ms, m.at_ms
FROM json_each(:items),
     (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS at_ms) m WHERE true
ON CONFLICT (kind, process_id, pool_id, did_id, object_id, place) DO UPDATE SET
    severity = excluded.severity, counted = excluded.counted, last_seen = excluded.last_seen,
    row_count = excluded.row_count + CASE WHEN excluded.counted = 1 AND :adds = 1 THEN leak_finding.row_count ELSE 0 END,
    sample = CASE WHEN excluded.counted = 1 AND :adds = 1
                  THEN substr(trim(excluded.sample || ' ' || leak_finding.sample), 1, 2000)
                  ELSE excluded.sample END,
    oldest_at = CASE WHEN excluded.counted = 1 AND :adds = 1 THEN MIN(leak_finding.oldest_at, excluded.oldest_at)
                     WHEN excluded.oldest_at = excluded.first_seen AND leak_finding.state <> 1
                     THEN leak_finding.oldest_at
                     ELSE excluded.oldest_at END,
    newest_at = CASE WHEN excluded.counted = 1 AND :adds = 1 THEN MAX(leak_finding.newest_at, excluded.newest_at)
                     ELSE excluded.newest_at END,
    state = CASE WHEN leak_finding.state = 1
                      AND (excluded.counted = 0
                           OR excluded.row_count + CASE WHEN :adds = 1 THEN leak_finding.row_count ELSE 0 END
                              > leak_finding.settled_rows) THEN 3
                 ELSE leak_finding.state END,
    settled_rows = CASE WHEN excluded.counted = 1 AND :adds = 0
                        THEN MIN(leak_finding.settled_rows, excluded.row_count)
                        ELSE leak_finding.settled_rows END

-- name: settle_unseen
-- engine: postgresql
SELECT cv_api.leak_settle_unseen(:begun, :whole, :read_texts)
WHERE CAST(:person AS bigint) = cv_api.me() AND CAST(:all_processes AS integer) IN (0, 1)

-- name: settle_unseen
-- engine: sqlite
WITH settled AS (
    SELECT f.id FROM leak_finding f
    WHERE f.counted = 0 AND f.state IN (0, 3) AND f.last_seen < :begun
      AND (f.kind BETWEEN 4 AND 9 OR f.place IN ('bindings', 'agents')
           OR (f.kind = 2 AND (f.place <> 'binding.case_ref' OR :whole = 1))
           OR (f.kind = 11 AND :read_texts = 1 AND (f.place <> 'binding.case_ref' OR :whole = 1)))
      AND (:all_processes = 1 OR f.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
           OR (f.process_id = 0
               AND f.pool_id IN (SELECT p.id FROM pool p
                                 WHERE p.all_processes = 1
                                    OR EXISTS (SELECT 1 FROM pool_process s JOIN person_process o
                                                   ON o.process_id = s.process_id
                                               WHERE s.pool_id = p.id AND o.person_id = :person)))))
UPDATE leak_finding SET state = 1, settled_by = 0, settled_rows = row_count, reason = '',
    settled_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id IN (SELECT id FROM settled)

-- name: mark
-- engine: postgresql
SELECT 1 WHERE cv_api.leak_mark_put(:at, :upto, :scans, :moves)
    AND CAST(:changes AS bigint) >= 0 AND CAST(:person AS bigint) = cv_api.me()
    AND CAST(:all_processes AS integer) IN (0, 1)

-- name: mark
-- engine: sqlite
INSERT INTO leak_mark (process_id, upto, changes, scanned_at, scans, whole)
SELECT p.id, :moves * :upto, :moves * :changes, :moves * :at, 1, 1 - :moves FROM process p
WHERE :scans >= 0
  AND (:all_processes = 1 OR p.id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ON CONFLICT (process_id) DO UPDATE SET scans = leak_mark.scans + 1, whole = excluded.whole,
    upto = CASE WHEN :moves = 1 THEN excluded.upto ELSE leak_mark.upto END,
    changes = CASE WHEN :moves = 1 THEN excluded.changes ELSE leak_mark.changes END,
    scanned_at = CASE WHEN :moves = 1 THEN excluded.scanned_at ELSE leak_mark.scanned_at END
RETURNING 1

-- name: mark_deeds
-- engine: postgresql
SELECT cv_api.leak_deed_marks_put(:marks)

-- name: mark_deeds
-- engine: sqlite
INSERT INTO leak_deed_mark (actor_id, seq)
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(:marks) WHERE true
ON CONFLICT (actor_id) DO UPDATE SET seq = MAX(leak_deed_mark.seq, excluded.seq)

-- name: page
SELECT f.id, f.kind, f.severity, f.process_id, f.pool_id, f.did_id, f.object_id, f.place, f.counted, f.row_count,
       f.sample, f.oldest_at, f.newest_at, f.first_seen, f.last_seen, f.state, f.settled_by,
       COALESCE(s.display_name, ''), f.settled_at, f.reason, COALESCE(p.name, ''), COALESCE(o.name, ''),
       COALESCE(d.number, ''), b.public_id
FROM leak_finding f
LEFT JOIN person s ON s.id = f.settled_by
LEFT JOIN process p ON p.id = f.process_id
LEFT JOIN pool o ON o.id = f.pool_id
LEFT JOIN did d ON d.id = f.did_id
LEFT JOIN binding b ON b.id = f.object_id AND (f.kind IN (4, 5, 6) OR substr(f.place, 1, 8) = 'binding.')
WHERE (f.severity, f.id) < (:after_severity, :after_id)
  AND (CAST(:any_state AS integer) = 1 OR f.state = :state
       OR (CAST(:open AS integer) = 1 AND f.state IN (0, 3)))
  AND (CAST(:any_severity AS integer) = 1 OR f.severity = :severity)
  AND (CAST(:any_process AS integer) = 1 OR f.process_id = :process)
  AND (CAST(:any_kind AS integer) = 1 OR f.kind = :kind)
  AND (CAST(:all_processes AS integer) = 1
       OR f.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
       OR (f.process_id = 0
           AND f.pool_id IN (SELECT q.id FROM pool q
                             WHERE q.all_processes = 1
                                OR EXISTS (SELECT 1 FROM pool_process t JOIN person_process u
                                               ON u.process_id = t.process_id
                                           WHERE t.pool_id = q.id AND u.person_id = :person))))
ORDER BY f.severity DESC, f.id DESC LIMIT :rows

-- name: tally
SELECT f.severity, COUNT(*) FROM leak_finding f
WHERE f.state IN (0, 3)
  AND (CAST(:all_processes AS integer) = 1
       OR f.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
       OR (f.process_id = 0
           AND f.pool_id IN (SELECT q.id FROM pool q
                             WHERE q.all_processes = 1
                                OR EXISTS (SELECT 1 FROM pool_process t JOIN person_process u
                                               ON u.process_id = t.process_id
                                           WHERE t.pool_id = q.id AND u.person_id = :person))))
GROUP BY f.severity

-- name: last_scan
-- engine: postgresql
SELECT cv_api.leak_last_scan() WHERE CAST(:person AS bigint) = cv_api.me() AND CAST(:all_processes AS integer) IN (0, 1)

-- name: last_scan
-- engine: sqlite
SELECT COALESCE(MIN(COALESCE(m.scanned_at, 0)), 0) FROM process p LEFT JOIN leak_mark m ON m.process_id = p.id
WHERE :all_processes = 1 OR p.id IN (SELECT process_id FROM person_process WHERE person_id = :person)

-- name: settle
-- engine: postgresql
SELECT 1 WHERE cv_api.leak_settle(:finding, :seen, :rows, :state, :reason)
    AND CAST(:person AS bigint) = cv_api.me() AND CAST(:all_processes AS integer) IN (0, 1)

-- name: settle
-- engine: sqlite
UPDATE leak_finding SET state = :state, settled_by = :person, settled_rows = row_count, reason = :reason,
    settled_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :finding AND state = :seen AND row_count <= :rows
  AND (:all_processes = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
       OR (process_id = 0
           AND pool_id IN (SELECT p.id FROM pool p
                           WHERE p.all_processes = 1
                              OR EXISTS (SELECT 1 FROM pool_process s JOIN person_process o
                                             ON o.process_id = s.process_id
                                         WHERE s.pool_id = p.id AND o.person_id = :person))))
RETURNING 1

-- name: starts
-- engine: postgresql
SELECT started_at, id FROM shown_session
WHERE id = ANY(CAST(:ids AS bigint[])) AND CAST(:person AS bigint) = cv_api.me()
  AND CAST(:all_processes AS integer) IN (0, 1)

-- name: starts
-- engine: sqlite
SELECT started_at, id FROM shown_session
WHERE id IN (SELECT value FROM json_each(:ids))
  AND (:all_processes = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
