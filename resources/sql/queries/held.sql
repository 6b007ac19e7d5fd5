-- What is stored of one number, and its erasure. Requests for both are in reveal.sql.

-- name: request
-- engine: postgresql
SELECT outcome, token, most, span
FROM cv_api.number_request(CAST(:kind AS integer), CAST(:processes AS bigint[]), CAST(:blinds AS bytea[]), :reason)

-- name: list
-- engine: postgresql
SELECT process_id, numbers, due_at, agents, bindings, sessions, legs, first_at, last_at, clear, recordings, hold_reason
FROM cv_api.held_numbers(:token, CAST(:processes AS bigint[]), CAST(:blinds AS bytea[]))

-- name: erase
-- engine: postgresql
SELECT process_id, numbers, legs, bindings, CAST(held AS integer)
FROM cv_api.number_erase(:token, CAST(:processes AS bigint[]), CAST(:blinds AS bytea[]), :blank)

-- name: ids
-- engine: sqlite
SELECT i.number_id, EXISTS (SELECT 1 FROM agent_process g WHERE g.number_id = i.number_id)
FROM number_index i WHERE i.process_id = :process AND i.blind = :blind

-- name: of_process
-- engine: sqlite
WITH found AS (SELECT CAST(value AS INTEGER) AS id FROM json_each(:ids)),
leg AS (
    SELECT l.session_id, l.leg, l.started_at, l.recording_id, l.customer_starred IS NOT NULL AS clear
    FROM found f JOIN call_leg l ON l.customer_number = f.id AND l.customer_number <> 0
    UNION
    SELECT l.session_id, l.leg, l.started_at, l.recording_id, l.agent_starred IS NOT NULL
    FROM found f JOIN call_leg l ON l.agent_number = f.id AND l.agent_number <> 0
),
kept AS (
    SELECT k.due_at FROM found f JOIN number n ON n.id = f.id JOIN epoch e ON e.id = n.epoch_id
    LEFT JOIN kept_month k ON k.process_id = e.process_id AND k.month = e.month
    WHERE e.month <> 0 OR NOT EXISTS (SELECT 1 FROM agent_process g WHERE g.number_id = f.id)
)
SELECT (SELECT COUNT(*) FROM kept), (SELECT MAX(due_at) FROM kept),
       (SELECT COUNT(DISTINCT g.agent_id) FROM agent_process g JOIN found f ON f.id = g.number_id),
       (SELECT COUNT(*) FROM binding
        WHERE customer_number IN (SELECT id FROM found) OR agent_number IN (SELECT id FROM found)),
       (SELECT COUNT(DISTINCT session_id) FROM leg), (SELECT COUNT(*) FROM leg), (SELECT MIN(started_at) FROM leg),
       (SELECT MAX(started_at) FROM leg), (SELECT COUNT(*) FROM leg WHERE clear), (SELECT COUNT(recording_id) FROM leg),
       (SELECT hold_reason FROM retention_rule WHERE process_id = :process)

-- name: hold
-- engine: sqlite
SELECT hold_reason FROM retention_rule WHERE process_id = :process

-- name: count
-- engine: sqlite
SELECT COUNT(*) FROM number WHERE id IN (SELECT value FROM json_each(:ids))

-- name: blank_customer
-- engine: sqlite
UPDATE call_leg SET customer_text = :blank, customer_starred = NULL, customer_number = 0
WHERE customer_number = :number AND customer_number <> 0

-- name: blank_agent
-- engine: sqlite
UPDATE call_leg SET agent_text = :blank, agent_starred = NULL, agent_number = 0
WHERE agent_number = :number AND agent_number <> 0

-- name: drop_index
-- engine: sqlite
DELETE FROM number_index WHERE process_id = :process AND blind = :blind AND month <> 0
