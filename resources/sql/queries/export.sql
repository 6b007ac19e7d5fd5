-- Exporting calls with their actual numbers.

-- name: numbers
-- engine: sqlite
SELECT s.id, CASE WHEN l.customer_kind <> 0 THEN l.customer_number ELSE COALESCE(b.customer_number, 0) END,
       CASE WHEN l.agent_kind <> 0 THEN l.agent_number ELSE COALESCE(b.agent_number, 0) END
FROM json_each(:sessions) w JOIN shown_session s ON s.id = w.value
LEFT JOIN shown_leg l ON l.session_id = s.id AND l.leg = 1
LEFT JOIN shown_leg b ON b.session_id = s.id AND b.leg = 2

-- name: numbers
-- engine: postgresql
SELECT s.id, CASE WHEN l.customer_kind <> 0 THEN l.customer_number ELSE COALESCE(b.customer_number, 0) END,
       CASE WHEN l.agent_kind <> 0 THEN l.agent_number ELSE COALESCE(b.agent_number, 0) END
FROM shown_session s
LEFT JOIN shown_leg l ON l.session_id = s.id AND l.leg = 1
LEFT JOIN shown_leg b ON b.session_id = s.id AND b.leg = 2
WHERE s.id = ANY (CAST(:sessions AS bigint[]))

-- name: request
-- engine: postgresql
SELECT outcome, token
FROM cv_api.export_request(CAST(:processes AS bigint[]), CAST(:parts AS bytea[]), CAST(:sizes AS integer[]), :reason)

-- name: fetch
-- engine: postgresql
SELECT number_id, cipher, epoch_id, sealed_key, process_id, generation
FROM cv_api.export_fetch(:token, CAST(:ids AS bigint[]))

-- name: fetch_numbers
-- engine: sqlite
SELECT n.id, n.cipher, e.id, e.sealed_key, e.process_id, e.generation
FROM json_each(:ids) w JOIN number n ON n.id = w.value JOIN epoch e ON e.id = n.epoch_id
JOIN may_view m ON m.process_id = e.process_id AND m.person_id = :person
