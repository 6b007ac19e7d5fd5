-- How full pools were.

-- name: between
SELECT at, numbers, bound, cooling, free, busiest FROM pool_sample
WHERE pool_id = :pool AND at BETWEEN :from_at AND :to_at ORDER BY at

-- name: day_peaks
SELECT at / 86400000, MAX(bound + cooling), MAX(busiest), MIN(free), MAX(busiest - numbers) FROM pool_sample
WHERE pool_id = :pool AND at BETWEEN :from_at AND :to_at GROUP BY at / 86400000 ORDER BY 1

-- name: ages
-- engine: postgresql
SELECT hours, bindings FROM cv_api.binding_ages(:pool)

-- name: ages
-- engine: sqlite
WITH moment AS (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS at_ms)
SELECT (m.at_ms - b.created_at) / 3600000, COUNT(*)
FROM moment m CROSS JOIN did d JOIN binding b ON b.did_id = d.id AND b.free_at > m.at_ms
WHERE d.pool_id = :pool AND b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)
GROUP BY 1 ORDER BY 1

-- name: take
-- engine: postgresql
SELECT cv_api.pool_sample()

-- name: newest
-- engine: sqlite
SELECT COALESCE(MAX(at), 0) FROM pool_sample

-- name: note
-- engine: sqlite
INSERT OR IGNORE INTO pool_sample (pool_id, at, numbers, bound, cooling, free, busiest)
VALUES (:pool, :at, :numbers, :bound, :cooling, :free, :busiest)

-- name: thin
-- engine: sqlite
DELETE FROM pool_sample AS s
WHERE s.at < :before AND s.at >= :since
  AND EXISTS (SELECT 1 FROM pool_sample o
              WHERE o.pool_id = s.pool_id AND o.at >= s.at / 3600000 * 3600000
                AND o.at < s.at / 3600000 * 3600000 + 3600000 AND (o.free, o.at) < (s.free, s.at))
  AND EXISTS (SELECT 1 FROM pool_sample o
              WHERE o.pool_id = s.pool_id AND o.at >= s.at / 3600000 * 3600000
                AND o.at < s.at / 3600000 * 3600000 + 3600000 AND (-o.busiest, o.at) < (-s.busiest, s.at))

-- name: drop_old
-- engine: sqlite
DELETE FROM pool_sample WHERE at < :before
