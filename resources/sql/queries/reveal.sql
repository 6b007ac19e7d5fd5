-- Requests for real numbers. A request is answered and recorded in one transaction; what it asked for is fetched in the
-- next one.

-- name: request
-- engine: postgresql
SELECT outcome, token, most, span FROM cv_api.reveal_request(:number, :reason)

-- name: place
-- engine: sqlite
SELECT e.process_id, EXISTS (SELECT 1 FROM may_view m WHERE m.person_id = :person AND m.process_id = e.process_id)
FROM number n JOIN epoch e ON e.id = n.epoch_id WHERE n.id = :number

-- name: granted_since
-- engine: sqlite
SELECT COUNT(*) FROM request WHERE person_id = :person AND kind = :kind AND outcome = 0 AND asked_at > :since

-- name: may
-- engine: sqlite
SELECT COUNT(*) FROM person p JOIN role_permission r ON r.role = p.role
WHERE p.id = :person AND p.state < 2 AND r.permission = :permission

-- name: add_request
-- engine: sqlite
INSERT INTO request (person_id, kind, number_id, outcome, asked_at) VALUES (:person, :kind, :number, :outcome, :now)

-- name: fetch_number
-- engine: sqlite
SELECT n.id, n.cipher, e.id, e.sealed_key, e.process_id, e.generation
FROM number n JOIN epoch e ON e.id = n.epoch_id
JOIN may_view m ON m.process_id = e.process_id AND m.person_id = :person WHERE n.id = :number

-- name: fetch
-- engine: postgresql
SELECT number_id, cipher, epoch_id, sealed_key, process_id, generation FROM cv_api.reveal_fetch(:token)

-- name: search_fetch
-- engine: postgresql
SELECT started_at, session_id
FROM cv_api.search_fetch(:token, CAST(:processes AS bigint[]), CAST(:blinds AS bytea[]), CAST(:rows AS integer))

-- name: sessions_of
-- engine: sqlite
SELECT s.started_at, s.id FROM call_session s
WHERE s.id IN (SELECT l.session_id FROM number_index i
               JOIN call_leg l ON l.customer_number = i.number_id AND l.customer_number <> 0
               WHERE i.process_id = :process AND i.blind = :blind
               UNION
               SELECT l.session_id FROM number_index i
               JOIN call_leg l ON l.agent_number = i.number_id AND l.agent_number <> 0
               WHERE i.process_id = :process AND i.blind = :blind)

-- name: revisions
SELECT process_id, id FROM policy_revision ORDER BY process_id, id

-- name: alarms
-- engine: sqlite
SELECT person_id, kind, MAX(asked_at) FROM request WHERE outcome = 2 AND asked_at > :since
GROUP BY person_id, kind ORDER BY MAX(asked_at)

-- name: alarms
-- engine: postgresql
SELECT person_id, kind, newest FROM cv_api.limit_alarms(:since)
