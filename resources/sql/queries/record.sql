-- Call records that wait to become legs. On a server switches put theirs in through switch_v1.

-- name: waits
-- engine: postgresql
SELECT cv_api.record_waits()::integer

-- name: waits
-- engine: sqlite
SELECT EXISTS (SELECT 1 FROM cdr_spool WHERE fault IS NULL)

-- name: take
-- engine: postgresql
SELECT seq, call_key, leg, did_id, binding_id, process_id, caller_side, calling_code, started_at, answered_at, ended_at,
       billable_seconds, disposition, agent_number
FROM cv_api.record_take(:most, :after)

-- name: take
-- engine: sqlite
SELECT seq, call_key, leg, did_id, binding_id, process_id, caller_side, calling_code, started_at, answered_at, ended_at,
       billable_seconds, disposition, agent_number
FROM cdr_spool WHERE fault IS NULL AND seq > :after ORDER BY seq LIMIT :most

-- name: drop_refused
-- engine: sqlite
DELETE FROM cdr_spool
WHERE fault IS NOT NULL AND received_at < CAST((julianday('now') - 2440587.5 - 30) * 86400000 AS INTEGER)

-- name: drop_known
-- engine: sqlite
DELETE FROM cdr_known WHERE received_at < CAST((julianday('now') - 2440587.5 - 7) * 86400000 AS INTEGER)

-- name: done
-- engine: postgresql
SELECT cv_api.record_done(:seqs)

-- name: done
-- engine: sqlite
DELETE FROM cdr_spool WHERE seq IN (SELECT value FROM json_each(:seqs)) AND fault IS NULL

-- name: refuse
-- engine: postgresql
SELECT cv_api.record_refuse(:seqs, :fault)

-- name: refuse
-- engine: sqlite
UPDATE cdr_spool SET fault = :fault WHERE seq IN (SELECT value FROM json_each(:seqs)) AND fault IS NULL

-- name: know
-- engine: sqlite
INSERT OR IGNORE INTO cdr_known (call_key, leg, received_at, answered)
VALUES (:key, :leg, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), :answered)

-- name: know_answered
-- engine: sqlite
UPDATE cdr_known SET answered = 1 WHERE call_key = :key AND leg = :leg AND answered = 0

-- name: drop_unanswered
-- engine: sqlite
DELETE FROM cdr_spool WHERE call_key = :key AND leg = :leg AND answered_at IS NULL

-- name: put
-- engine: postgresql
SELECT cv_api.record_put(:key, :leg, :did, :session, :caller, :code, :started, :answered, :ended, :billable,
                         :disposition)::integer

-- name: put
-- engine: sqlite
WITH stands AS (
    SELECT s.binding_id, s.side FROM binding_side s WHERE s.did_id = :did AND s.party = :caller AND s.free_at > :started),
owning AS (
    SELECT s.side FROM binding_side s WHERE s.did_id = :did AND s.owner <> x'' AND s.free_at > :started LIMIT 1),
found AS (
    SELECT b.id, b.process_id,
           CASE WHEN b.agent_since > :started OR b.id = (SELECT -s.binding_id FROM stands s) THEN -1
                ELSE b.agent_number END AS line
    FROM binding b
    WHERE (b.public_id = :session AND b.did_id = :did)
       OR (b.id = (SELECT abs(s.binding_id) FROM stands s) AND b.created_at <= :started + 5000)
    ORDER BY (b.public_id = :session AND b.did_id = :did) DESC LIMIT 1),
of_process AS (
    SELECT coalesce((SELECT f.process_id FROM found f),
                    (SELECT b.process_id FROM binding b WHERE b.did_id = :did ORDER BY b.id DESC LIMIT 1),
                    (SELECT min(p.process_id) FROM process_did p WHERE p.did_id = :did HAVING count(*) = 1)) AS id)
INSERT OR IGNORE INTO cdr_spool (received_at, call_key, leg, did_id, binding_id, process_id, agent_number,
    caller_side, calling_code, started_at, answered_at, ended_at, billable_seconds, disposition, fault)
SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), :key, :leg, :did,
       coalesce((SELECT f.id FROM found f), 0), coalesce(o.id, 0), coalesce((SELECT f.line FROM found f), 0),
       coalesce((SELECT s.side FROM stands s), 1 - (SELECT w.side FROM owning w)),
       CASE WHEN EXISTS (SELECT 1 FROM found) THEN '' ELSE :code END, :started, :answered, :ended, :billable, :disposition,
       CASE WHEN o.id IS NULL THEN 2 END
FROM of_process o WHERE true
RETURNING 1

-- name: state
-- engine: postgresql
SELECT waiting, refused, oldest_at FROM cv_api.record_state()

-- name: state
-- engine: sqlite
SELECT (SELECT COUNT(*) FROM cdr_spool WHERE fault IS NULL), (SELECT COUNT(*) FROM cdr_spool WHERE fault IS NOT NULL),
       (SELECT received_at FROM cdr_spool WHERE fault IS NULL ORDER BY seq LIMIT 1)
