-- Events that are sent to the organisation's own systems, and where to.

-- name: endpoints
-- engine: postgresql
SELECT kind, url, with_imports, paused_at, disabled_at, changed_by_name, changed_at, delivered_at, failing_since,
       old_until, waiting, failed
FROM cv_api.callback_endpoints()

-- name: endpoints
-- engine: sqlite
SELECT e.kind, e.url, e.with_imports, e.paused_at, e.disabled_at, COALESCE(p.display_name, ''), e.changed_at,
       e.delivered_at, e.failing_since, e.old_until,
       (SELECT COUNT(*) FROM (SELECT 1 FROM callback_event w WHERE w.state = 0 AND w.kind = e.kind LIMIT 10000)),
       (SELECT COUNT(*) FROM (SELECT 1 FROM callback_event w WHERE w.state = 2 AND w.kind = e.kind LIMIT 10000))
FROM callback_endpoint e LEFT JOIN person p ON p.id = e.changed_by ORDER BY e.kind

-- name: secrets
-- engine: postgresql
SELECT secret, old_secret, old_until, url, is_active FROM cv_api.callback_secrets(:kind)

-- name: secrets
-- engine: sqlite
SELECT secret, old_secret, old_until, url, url <> '' AND paused_at IS NULL AND disabled_at IS NULL
FROM callback_endpoint WHERE kind = :kind

-- name: set
-- engine: postgresql
SELECT cv_api.callback_set(:kind, :url, :imports, :secret)::integer WHERE CAST(:person AS bigint) = cv_api.me()

-- name: set
-- engine: sqlite
UPDATE callback_endpoint
SET disabled_at = CASE WHEN url = :url THEN disabled_at END, failing_since = CASE WHEN url = :url THEN failing_since END,
    url = :url, with_imports = :imports, secret = COALESCE(secret, NULLIF(:secret, x'')), changed_by = :person,
    changed_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE kind = :kind RETURNING 1

-- name: give_up
-- engine: sqlite
UPDATE callback_event SET state = 2, last_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), last_failure = 7
WHERE state = 0 AND kind = :kind

-- name: rotate
-- engine: postgresql
SELECT cv_api.callback_rotate(:kind, :secret, :until)::integer WHERE CAST(:person AS bigint) = cv_api.me()

-- name: rotate
-- engine: sqlite
UPDATE callback_endpoint
SET old_secret = CASE WHEN m.until IS NOT NULL THEN secret END, old_until = m.until, secret = :secret,
    changed_by = :person, changed_at = m.at_ms
FROM (SELECT n.at_ms, CASE WHEN CAST(:until AS INTEGER) > n.at_ms THEN CAST(:until AS INTEGER) END AS until
      FROM (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS at_ms) n) m
WHERE kind = :kind AND url <> '' RETURNING 1

-- name: pause
-- engine: postgresql
SELECT cv_api.callback_pause(:kind, CAST(:pauses AS integer) = 1)::integer WHERE CAST(:person AS bigint) = cv_api.me()

-- name: pause
-- engine: sqlite
UPDATE callback_endpoint
SET paused_at = CASE WHEN :pauses = 1 THEN CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) END,
    disabled_at = CASE WHEN :pauses = 1 THEN disabled_at END,
    failing_since = CASE WHEN :pauses = 1 THEN failing_since END, changed_by = :person,
    changed_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE kind = :kind AND url <> ''
  AND (CASE WHEN :pauses = 1 THEN paused_at IS NULL ELSE paused_at IS NOT NULL OR disabled_at IS NOT NULL END)
RETURNING 1

-- name: deliveries
-- engine: postgresql
SELECT seq, public_id, kind, type, subject, process_name, created_at, state, attempts, next_at, last_at, last_status,
       last_failure, took_ms
FROM cv_api.callback_deliveries(:kind, :state, :before, :most)

-- name: deliveries
-- engine: sqlite
SELECT v.seq, v.public_id, v.kind, v.type,
       CASE v.kind WHEN 1 THEN (SELECT s.public_id FROM call_session s WHERE s.id = v.ref) ELSE v.subject END,
       COALESCE(p.name, ''), v.created_at, v.state, v.attempts, v.next_at, v.last_at, v.last_status, v.last_failure,
       v.took_ms
FROM callback_event v LEFT JOIN process p ON p.id = v.process_id
WHERE (CAST(:kind AS INTEGER) = 0 OR v.kind = :kind) AND (CAST(:state AS INTEGER) = -1 OR v.state = :state)
  AND v.seq < COALESCE(CAST(:before AS INTEGER), 9223372036854775807)
ORDER BY v.seq DESC LIMIT :most

-- name: replay
-- engine: postgresql
SELECT cv_api.callback_replay(:kind, :state, :from, :to, :one)

-- name: replay
-- engine: sqlite
UPDATE callback_event
SET state = 0, attempts = 0, next_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE kind = :kind AND state <> 0 AND (CAST(:state AS INTEGER) = -1 OR state = :state)
  AND CASE WHEN :one IS NULL THEN created_at >= :from AND created_at < :to ELSE seq = :one END
  AND EXISTS (SELECT 1 FROM callback_endpoint e WHERE e.kind = :kind AND e.url <> '')

-- name: note_calls
-- engine: sqlite
INSERT INTO callback_event (kind, type, subject, process_id, ref, created_at, next_at)
SELECT 1, 1, CAST(CAST(f.session_id AS TEXT) AS BLOB), CAST(:process AS INTEGER), f.session_id, :now, :now
FROM callback_endpoint e CROSS JOIN temp.fresh_session f
WHERE e.kind = 1 AND e.url <> '' AND e.disabled_at IS NULL AND (CAST(:by_switch AS INTEGER) = 1 OR e.with_imports = 1)
ORDER BY f.session_id

-- name: note_recordings
-- engine: sqlite
INSERT INTO callback_event (kind, type, subject, process_id, ref, leg, created_at, next_at)
SELECT 1, 2, CAST(CAST(l.session_id AS TEXT) AS BLOB), CAST(:process AS INTEGER), l.session_id, l.leg, :now, :now
FROM callback_endpoint e CROSS JOIN temp.fresh_session f CROSS JOIN call_leg l ON l.session_id = f.session_id
WHERE e.kind = 1 AND e.url <> '' AND e.disabled_at IS NULL AND (CAST(:by_switch AS INTEGER) = 1 OR e.with_imports = 1)
  AND l.recording_id IS NOT NULL AND l.leg > f.old_legs
ORDER BY l.session_id, l.leg

-- name: due
-- engine: postgresql
SELECT seq, public_id, type, ref, leg, created_at, attempts FROM cv_api.callback_due(:kind, :most)

-- name: due
-- engine: sqlite
SELECT v.seq, v.public_id, v.type, v.ref, v.leg, v.created_at, v.attempts FROM callback_event v
WHERE v.state = 0 AND v.kind = :kind AND v.next_at <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
  AND NOT EXISTS (SELECT 1 FROM callback_event p WHERE p.state = 0 AND p.kind = v.kind AND p.subject = v.subject
                  AND p.seq < v.seq)
ORDER BY v.next_at, v.seq LIMIT :most

-- name: settle
-- engine: postgresql
SELECT cv_api.callback_settle(:kind, CAST(:seqs AS bigint[]), CAST(:states AS integer[]), CAST(:statuses AS integer[]),
                              CAST(:failures AS integer[]), CAST(:took AS integer[]), CAST(:next_ats AS bigint[]))

-- name: settle_one
-- engine: sqlite
UPDATE callback_event
SET state = :state, attempts = attempts + 1, next_at = :next_at,
    last_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), last_status = NULLIF(:status, 0),
    last_failure = NULLIF(:failure, 0), took_ms = :took
WHERE seq = :seq AND state = 0

-- name: hold_back
-- engine: sqlite
UPDATE callback_event SET next_at = :next_at
WHERE state = 0 AND kind = :kind AND subject = (SELECT o.subject FROM callback_event o WHERE o.seq = :seq) AND seq > :seq
  AND next_at < :next_at

-- name: note_endpoint
-- engine: sqlite
UPDATE callback_endpoint
SET delivered_at = CASE WHEN :delivered = 1 THEN CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
                   ELSE delivered_at END,
    failing_since = CASE WHEN :delivered = 0
                    THEN COALESCE(failing_since, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) END
WHERE kind = :kind

-- name: disable
-- engine: postgresql
SELECT cv_api.callback_disable(:kind)

-- name: disable
-- engine: sqlite
UPDATE callback_endpoint SET disabled_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE kind = :kind AND disabled_at IS NULL

-- name: thin
-- engine: postgresql
SELECT cv_api.callback_thin(:most)

-- name: thin_delivered
-- engine: sqlite
DELETE FROM callback_event WHERE seq IN (
    SELECT seq FROM callback_event
    WHERE state = 1 AND last_at < CAST((julianday('now') - 2440587.5 - 7) * 86400000 AS INTEGER)
    ORDER BY last_at LIMIT :most)

-- name: thin_failed
-- engine: sqlite
DELETE FROM callback_event WHERE seq IN (
    SELECT seq FROM callback_event
    WHERE state = 2 AND created_at < CAST((julianday('now') - 2440587.5 - 30) * 86400000 AS INTEGER)
    ORDER BY seq LIMIT :most)

-- name: sessions
-- engine: postgresql
SELECT id, public_id, process, campaign, agent, proxy, case_ref, recording_id, direction, disposition, started_at,
       ended_at, talk_seconds, billable_seconds, cost_micros, currency, recharge_micros, recharge_currency
FROM cv_api.callback_sessions(CAST(:ids AS bigint[]))

-- name: sessions
-- engine: sqlite
SELECT s.id, s.public_id, p.name, COALESCE(c.name, ''), COALESCE(a.code, ''), COALESCE(d.number, ''),
       COALESCE(s.case_ref, ''), COALESCE(s.recording_id, ''), s.direction, s.disposition, s.started_at, s.ended_at,
       s.talk_seconds, s.billable_seconds, s.cost_micros, COALESCE(s.currency, ''), s.recharge_micros,
       COALESCE(s.recharge_currency, '')
FROM json_each(:ids) w JOIN call_session s ON s.id = w.value JOIN process p ON p.id = s.process_id
LEFT JOIN campaign c ON c.id = s.campaign_id LEFT JOIN agent a ON a.id = s.agent_id
LEFT JOIN did d ON d.id = s.proxy_did

-- name: legs
-- engine: postgresql
SELECT session_id, leg, kind, medium, direction, started_at, answered_at, ended_at, billable_seconds, disposition,
       agent, proxy, presented, country, account, customer, agent_number, recording_id, consent, rate_zone,
       cost_micros, currency, recharge_micros, recharge_currency
FROM cv_api.callback_legs(CAST(:ids AS bigint[]))

-- name: legs
-- engine: sqlite
SELECT l.session_id, l.leg, l.kind, l.medium, l.direction, l.started_at, l.answered_at, l.ended_at, l.billable_seconds,
       l.disposition, COALESCE(a.code, ''), COALESCE(d.number, ''), COALESCE(l.presented, ''), COALESCE(l.country, ''),
       COALESCE(l.account, ''), COALESCE(l.customer_starred, l.customer_text),
       COALESCE(l.agent_starred, l.agent_text), COALESCE(l.recording_id, ''), l.consent, COALESCE(l.rate_zone, ''),
       l.cost_micros, COALESCE(l.currency, ''), l.recharge_micros, COALESCE(l.recharge_currency, '')
FROM json_each(:ids) w JOIN call_leg l ON l.session_id = w.value
LEFT JOIN agent a ON a.id = l.agent_id LEFT JOIN did d ON d.id = l.proxy_did
ORDER BY l.session_id, l.leg

-- name: statuses
-- engine: postgresql
SELECT seq, call_key, session, process, proxy, state, at FROM cv_api.callback_statuses(CAST(:seqs AS bigint[]))

-- name: statuses
-- engine: sqlite
SELECT e.seq, e.call_key, COALESCE(b.public_id, x''), COALESCE(p.name, ''), COALESCE(d.number, ''), e.state, e.at
FROM json_each(:seqs) w JOIN call_event e ON e.seq = w.value LEFT JOIN binding b ON b.id = e.binding_id
LEFT JOIN process p ON p.id = e.process_id LEFT JOIN did d ON d.id = e.did_id

-- name: tasks
-- engine: postgresql
SELECT seq, task, state, counts, at FROM cv_api.callback_tasks(CAST(:seqs AS bigint[]))

-- name: tasks
-- engine: sqlite
SELECT e.seq, e.task, e.state, e.counts, e.at FROM json_each(:seqs) w JOIN task_event e ON e.seq = w.value
