-- Calls to numbers that lead nowhere any more, counted by the hour: the last 24 hours, 7 days and 30 days.

-- name: calls
-- engine: postgresql
SELECT pool_id, calling_code, day, week, month FROM cv_api.late_calls()

-- name: calls
-- engine: sqlite
SELECT d.pool_id, l.calling_code, SUM(CASE WHEN l.hour > n.hour - 24 THEN l.calls ELSE 0 END),
       SUM(CASE WHEN l.hour > n.hour - 168 THEN l.calls ELSE 0 END), SUM(l.calls)
FROM (SELECT CAST((julianday('now') - 2440587.5) * 24 AS INTEGER) AS hour) n JOIN late_call l ON l.hour > n.hour - 720
JOIN did d ON d.id = l.did_id
WHERE d.pool_id IS NOT NULL
GROUP BY d.pool_id, l.calling_code ORDER BY d.pool_id, SUM(l.calls) DESC, l.calling_code
