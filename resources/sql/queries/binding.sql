-- name: rows
SELECT b.id, b.revision, b.public_id, b.pool_id, COALESCE(p.name, ''), b.asked_pool_id, b.did_id, d.number, d.area, d.state,
    b.process_id, r.name, b.model, b.agent_id, COALESCE(a.name, ''), b.case_ref, b.customer_text, b.agent_text,
    CASE WHEN b.keeps_numbers = 1 THEN b.customer_number ELSE 0 END,
    CASE WHEN b.keeps_numbers = 1 THEN b.agent_number ELSE 0 END, b.recording, b.matched, b.free_seen, b.all_seen,
    b.created_by, b.created_at, b.expires_at, b.ended_at, b.end_cause, b.free_at, b.ends_by, b.idle_ms, b.last_call_at
FROM binding b JOIN did d ON d.id = b.did_id JOIN process r ON r.id = b.process_id LEFT JOIN pool p ON p.id = b.pool_id
LEFT JOIN agent a ON a.id = b.agent_id
WHERE (:process = 0 OR b.process_id = :process) AND (:any_process = 1 OR :processes LIKE '%,' || b.process_id || ',%')
  AND (:pool = 0 OR b.pool_id = :pool)
  AND (:agent = 0 OR b.agent_id = :agent) AND (:did = 0 OR b.did_id = :did)
  AND (:case_ref = '' OR b.case_ref = :case_ref) AND (:any_session = 1 OR b.public_id = :session)
  AND (:state = 0
       OR (:state = 1 AND b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > :now))
       OR (:state = 2 AND b.free_at > :now AND (b.ended_at IS NOT NULL OR b.expires_at <= :now))
       OR (:state = 3 AND (b.ended_at IS NOT NULL OR b.expires_at <= :now)))
  AND b.created_at <= :made_by AND (:endless = 0 OR b.expires_at IS NULL)
  AND (b.created_at < :before OR (b.created_at = :before AND b.id < :before_id))
ORDER BY b.created_at DESC, b.id DESC LIMIT :most

-- name: one
SELECT b.id, b.revision, b.public_id, b.pool_id, COALESCE(p.name, ''), b.asked_pool_id, b.did_id, d.number, d.area, d.state,
    b.process_id, r.name, b.model, b.agent_id, COALESCE(a.name, ''), b.case_ref, b.customer_text, b.agent_text,
    CASE WHEN b.keeps_numbers = 1 THEN b.customer_number ELSE 0 END,
    CASE WHEN b.keeps_numbers = 1 THEN b.agent_number ELSE 0 END, b.recording, b.matched, b.free_seen, b.all_seen,
    b.created_by, b.created_at, b.expires_at, b.ended_at, b.end_cause, b.free_at, b.ends_by, b.idle_ms, b.last_call_at
FROM binding b JOIN did d ON d.id = b.did_id JOIN process r ON r.id = b.process_id LEFT JOIN pool p ON p.id = b.pool_id
LEFT JOIN agent a ON a.id = b.agent_id
WHERE b.id = :id AND (:any_process = 1 OR :processes LIKE '%,' || b.process_id || ',%')

-- name: did_mark
SELECT COUNT(*), MAX(id), MAX(changed_at) FROM did

-- name: dids
SELECT id, number, pool_id, state FROM did

-- name: areas
SELECT area, MIN(number) FROM did WHERE pool_id = :pool AND state = 0 GROUP BY area

-- name: counts
SELECT COUNT(CASE WHEN free_at <= :now THEN 1 END), COUNT(*) FROM did WHERE pool_id = :pool AND state = 0

-- name: why_not
SELECT COUNT(*), COUNT(CASE WHEN state = 0 THEN 1 END), COUNT(CASE WHEN state = 0 AND free_at > :now THEN 1 END),
    COUNT(CASE WHEN state = 1 THEN 1 END), MIN(CASE WHEN state = 0 AND free_at > :now THEN free_at END)
FROM did WHERE pool_id = :pool AND state <> 3 AND (:areas = '' OR :areas LIKE '%,' || area || ',%')

-- name: candidates
SELECT id, last_used_at FROM did
WHERE pool_id = :pool AND state = 0 AND (:alone = 0 OR free_at <= :now)
  AND (:areas = '' OR :areas LIKE '%,' || area || ',%')
  AND (last_used_at > :used OR (last_used_at = :used AND id > :after))
ORDER BY last_used_at, id LIMIT :most

-- name: agent
-- engine: sqlite
SELECT i.blind, g.number_text FROM agent_index i
JOIN agent_process g ON g.agent_id = i.agent_id AND g.process_id = :process AND g.number_id IS NOT NULL
JOIN agent a ON a.id = i.agent_id AND a.disabled_at IS NULL
WHERE i.agent_id = :agent

-- name: agent
-- engine: postgresql
SELECT k, g.number_text FROM cv_api.binding_agent(:agent, :process) k
JOIN shown_agent_process g ON g.agent_id = :agent AND g.process_id = :process

-- name: known
-- engine: postgresql
SELECT did_id, pool_id FROM cv_api.binding_known(:process, :customer_key, :agent_key, :owner_key)

-- name: make
-- engine: postgresql
SELECT outcome, made, held FROM cv_api.binding_make(:op, :session, :pool, :asked, :process, :agent, :model, :case_ref,
    :customer, :agent_shown, :revision, :generation, :epoch, :epoch_seal, :customer_id, :customer_blind,
    :customer_cipher, :agent_line, :agent_blind, :agent_cipher, :records, :matched, :free, :all, :expiry, :customer_key,
    :agent_key, :owner_key, CAST(:dids AS bigint[]), CAST(:customers AS bytea[]), CAST(:agents AS bytea[]))

-- name: release
-- engine: postgresql
SELECT CAST(cv_api.binding_release(:binding, :seen) AS integer)

-- name: close
-- engine: postgresql
SELECT CAST(cv_api.binding_close(:binding, :seen) AS integer)

-- name: extend
-- engine: postgresql
SELECT CAST(cv_api.binding_extend(:binding, :seen, :expiry) AS integer)

-- name: record
-- engine: postgresql
SELECT CAST(cv_api.binding_record(:binding, :seen, :records) AS integer)

-- name: reassign
-- engine: postgresql
SELECT cv_api.binding_reassign(:binding, :seen, :agent, :agent_shown, :revision, :generation, :epoch, :epoch_seal,
    :agent_line, :agent_blind, :agent_cipher, :agent_key, :agent_party)

-- name: tidy
-- engine: postgresql
SELECT cv_api.binding_tidy(:most)

-- name: search_fetch
-- engine: postgresql
SELECT * FROM cv_api.binding_search(:token, CAST(:processes AS bigint[]), CAST(:blinds AS bytea[]))

-- name: of_number
-- engine: sqlite
SELECT b.id FROM number_index i
JOIN binding b ON i.number_id IN (b.customer_number, b.agent_number) AND b.keeps_numbers = 1
WHERE i.process_id = :process AND i.blind = :blind AND i.month = 0

-- name: pool_use
-- engine: postgresql
SELECT pool_id, bound, cooling, free, busiest, busiest_in_service FROM cv_api.pool_use()

-- name: pool_use
-- engine: sqlite
WITH moment AS (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS at_ms),
taken AS (
    SELECT d.pool_id, b.did_id, d.state, b.customer_number, b.agent_number,
           b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > m.at_ms) AS live
    FROM moment m CROSS JOIN binding b JOIN did d ON d.id = b.did_id WHERE b.free_at > m.at_ms),
bound AS (SELECT DISTINCT t.did_id FROM taken t WHERE t.live),
busy AS (
    SELECT pool_id, COUNT(DISTINCT did_id) AS numbers,
           COUNT(DISTINCT CASE WHEN state = 0 THEN did_id END) AS in_service
    FROM (SELECT pool_id, did_id, state, customer_number AS party FROM taken
          UNION ALL SELECT pool_id, did_id, state, agent_number FROM taken)
    WHERE party <> 0 GROUP BY pool_id, party)
SELECT d.pool_id, COUNT(b.did_id), COUNT(CASE WHEN b.did_id IS NULL AND d.free_at > m.at_ms THEN 1 END),
       COUNT(CASE WHEN d.state = 0 AND d.free_at <= m.at_ms THEN 1 END),
       COALESCE((SELECT MAX(y.numbers) FROM busy y WHERE y.pool_id = d.pool_id), 0),
       COALESCE((SELECT MAX(y.in_service) FROM busy y WHERE y.pool_id = d.pool_id), 0)
FROM moment m CROSS JOIN did d LEFT JOIN bound b ON b.did_id = d.id
WHERE d.pool_id IS NOT NULL AND d.state <> 3
GROUP BY d.pool_id

-- name: did_use
-- engine: postgresql
SELECT did_id, bindings FROM cv_api.did_use(:pool)

-- name: did_use
-- engine: sqlite
SELECT b.did_id, COUNT(*) FROM did d JOIN binding b ON b.did_id = d.id
WHERE d.pool_id = :pool AND b.ended_at IS NULL
  AND (b.expires_at IS NULL OR b.expires_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
GROUP BY b.did_id
