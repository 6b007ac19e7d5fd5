-- Events of running calls and of tasks of a predictive dialler. On a server switches put theirs in through switch_v1.

-- name: did_of
SELECT did_id FROM binding WHERE public_id = :session

-- name: put_call
-- engine: postgresql
SELECT cv_api.call_event_put(:key, :did, :session, :state, :at)::integer

-- name: put_call
-- engine: sqlite
WITH moment AS (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS at_ms),
known AS (
    SELECT b.id, b.process_id, 0 AS place FROM binding b WHERE b.public_id = :session AND b.did_id = :did
    UNION ALL
    SELECT b.id, b.process_id, 1 FROM call_event e JOIN binding b ON b.id = e.binding_id
    WHERE e.call_key = :key AND b.did_id = :did
    UNION ALL
    SELECT min(b.id), min(b.process_id), 2 FROM moment m CROSS JOIN binding b
    WHERE b.did_id = :did AND b.free_at > m.at_ms AND b.ended_at IS NULL AND b.created_at <= :at + 5000
      AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)
    HAVING count(*) = 1),
found AS (SELECT k.id, k.process_id FROM known k ORDER BY k.place LIMIT 1),
of_process AS (
    SELECT coalesce((SELECT f.process_id FROM found f),
                    (SELECT b.process_id FROM binding b WHERE b.did_id = :did ORDER BY b.id DESC LIMIT 1),
                    (SELECT min(p.process_id) FROM process_did p WHERE p.did_id = :did HAVING count(*) = 1)) AS id)
INSERT OR IGNORE INTO call_event (received_at, call_key, state, did_id, binding_id, process_id, at, fault)
SELECT m.at_ms, :key, :state, :did, coalesce((SELECT f.id FROM found f), 0), coalesce(o.id, 0), :at,
       CASE WHEN o.id IS NULL THEN 2 END
FROM moment m CROSS JOIN of_process o WHERE true
RETURNING 1

-- name: put_task
-- engine: postgresql
SELECT cv_api.task_event_put(:key, :task, :state, :counts, :at)::integer

-- name: put_task
-- engine: sqlite
INSERT OR IGNORE INTO task_event (received_at, task_key, task, state, counts, at, fault)
VALUES (CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), :key, :task, :state, :counts, :at, NULL)
RETURNING 1

-- name: thin
-- engine: postgresql
SELECT cv_api.event_thin(:most)

-- name: thin_calls
-- engine: sqlite
DELETE FROM call_event WHERE seq IN (
    SELECT e.seq FROM call_event e WHERE e.received_at < CAST((julianday('now') - 2440587.5 - 7) * 86400000 AS INTEGER)
      AND NOT EXISTS (SELECT 1 FROM callback_event v WHERE v.kind <> 1 AND v.kind = 2 AND v.ref = e.seq)
    ORDER BY received_at LIMIT :most)

-- name: thin_tasks
-- engine: sqlite
DELETE FROM task_event WHERE seq IN (
    SELECT e.seq FROM task_event e WHERE e.received_at < CAST((julianday('now') - 2440587.5 - 7) * 86400000 AS INTEGER)
      AND NOT EXISTS (SELECT 1 FROM callback_event v WHERE v.kind <> 1 AND v.kind = 3 AND v.ref = e.seq)
    ORDER BY received_at LIMIT :most)
