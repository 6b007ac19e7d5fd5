-- How long real numbers are kept, and their deletion.

-- name: list
-- engine: sqlite
SELECT r.process_id, r.days, r.hold_reason, k.month, k.due_at, s.shredded_at, s.numbers,
       r.hold_reason = '' AND (EXISTS (SELECT 1 FROM shredding u WHERE u.process_id = r.process_id AND u.swept = 0)
                               OR COALESCE(k.due_at <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), 0))
FROM retention_rule r
LEFT JOIN kept_month k ON k.process_id = r.process_id
      AND k.month = (SELECT MIN(o.month) FROM kept_month o WHERE o.process_id = r.process_id)
LEFT JOIN (SELECT h.process_id, h.shredded_at, SUM(h.numbers) AS numbers FROM shredding h
           WHERE h.shredded_at = (SELECT MAX(m.shredded_at) FROM shredding m WHERE m.process_id = h.process_id)
           GROUP BY h.process_id, h.shredded_at) s ON s.process_id = r.process_id

-- name: list
-- engine: postgresql
SELECT l.process_id, l.days, l.hold_reason, l.oldest, l.due_at, l.shredded_at, l.shredded,
       CAST(EXISTS (SELECT FROM cv_api.due_months(l.process_id))
            OR EXISTS (SELECT FROM cv_api.unswept_months(l.process_id)) AS integer)
FROM cv_api.retention_list() l

-- name: due
-- engine: sqlite
SELECT month FROM kept_month
WHERE process_id = :process AND hold_reason = '' AND due_at <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
ORDER BY month

-- name: due
-- engine: postgresql
SELECT month FROM cv_api.due_months(:process) AS month ORDER BY month

-- name: unswept
-- engine: sqlite
SELECT DISTINCT s.month FROM shredding s JOIN retention_rule r ON r.process_id = s.process_id
WHERE s.process_id = :process AND s.swept = 0 AND r.hold_reason = ''

-- name: unswept
-- engine: postgresql
SELECT month FROM cv_api.unswept_months(:process) AS month

-- name: effect
-- engine: sqlite
SELECT COUNT(n.id), MAX(e.month)
FROM kept_month k JOIN epoch e ON e.process_id = k.process_id AND e.month = k.month
LEFT JOIN number n ON n.epoch_id = e.id
WHERE k.process_id = :process
  AND k.ends_at + :days * 86400000 <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)

-- name: effect
-- engine: postgresql
SELECT numbers, newest FROM cv_api.retention_effect(:process, CAST(:days AS integer))

-- name: set
-- engine: sqlite
INSERT INTO retention (process_id, days, hold_reason, changed_by, changed_at)
VALUES (:process, :days, :reason, :person, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
ON CONFLICT (process_id) DO UPDATE SET days = excluded.days, hold_reason = excluded.hold_reason,
    changed_by = excluded.changed_by, changed_at = excluded.changed_at

-- name: set_rule
-- engine: postgresql
SELECT CAST(cv_api.retention_set(:process, CAST(:seen_days AS integer), :seen_reason, CAST(:days AS integer), :reason)
            AS integer)

-- name: shred
-- engine: postgresql
SELECT cv_api.retention_shred(:process, CAST(:month AS integer))

-- name: count
-- engine: sqlite
SELECT COUNT(*) FROM number n JOIN epoch e ON e.id = n.epoch_id WHERE e.process_id = :process AND e.month = :month

-- name: last_seen
SELECT COALESCE(MAX(last_seen_at), 0) FROM sign_in WHERE id <> :sign_in

-- name: mark_epochs
-- engine: sqlite
INSERT INTO shredded_epoch (id, process_id, month)
SELECT id, process_id, month FROM epoch WHERE process_id = :process AND month = :month

-- name: drop_epochs
-- engine: sqlite
DELETE FROM epoch WHERE process_id = :process AND month = :month

-- name: note
-- engine: sqlite
INSERT INTO shredding (process_id, month, numbers, person_id, shredded_at, swept)
VALUES (:process, :month, :numbers, :person, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), :swept)

-- name: sweep
-- engine: postgresql
SELECT CAST(cv_api.retention_sweep(:process, CAST(:month AS integer), CAST(:most AS integer)) AS integer)

-- name: numbers_to_sweep
-- engine: sqlite
SELECT n.id FROM shredded_epoch x JOIN number n ON n.epoch_id = x.id
WHERE x.process_id = :process AND x.month = :month LIMIT :most

-- name: star_customers
-- engine: sqlite
UPDATE call_leg SET customer_text = customer_starred, customer_starred = NULL
WHERE customer_number = :number AND customer_number <> 0 AND customer_starred IS NOT NULL

-- name: star_agents
-- engine: sqlite
UPDATE call_leg SET agent_text = agent_starred, agent_starred = NULL
WHERE agent_number = :number AND agent_number <> 0 AND agent_starred IS NOT NULL

-- name: drop_number
-- engine: sqlite
DELETE FROM number WHERE id = :number

-- name: indexes_from
-- engine: sqlite
SELECT i.blind, EXISTS (SELECT 1 FROM number n WHERE n.id = i.number_id) FROM number_index i
WHERE i.process_id = :process AND i.blind > :after AND i.month = :month ORDER BY i.blind LIMIT :most

-- name: drop_index
-- engine: sqlite
DELETE FROM number_index WHERE process_id = :process AND blind = :blind AND month = :month

-- name: swept_epochs
-- engine: sqlite
DELETE FROM shredded_epoch WHERE process_id = :process AND month = :month

-- name: swept
-- engine: sqlite
UPDATE shredding SET swept = 1 WHERE process_id = :process AND month = :month AND swept = 0
