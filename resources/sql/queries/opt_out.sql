-- Who wants no calls over the numbers of a brand: keyed hashes, which are compared and never read.

-- name: list
-- engine: postgresql
SELECT id, brand, source, added_by, added_by_name, created_at FROM cv_api.opt_out_list(:most)

-- name: list
-- engine: sqlite
SELECT o.id, o.brand, o.source, o.added_by, COALESCE(p.display_name, ''), o.created_at
FROM opt_out o LEFT JOIN person p ON p.id = o.added_by
ORDER BY o.created_at DESC, o.id DESC LIMIT :most

-- name: count
-- engine: postgresql
SELECT cv_api.opt_out_count(:brand)

-- name: count
-- engine: sqlite
SELECT COUNT(*) FROM opt_out WHERE brand = :brand

-- name: find
-- engine: postgresql
SELECT cv_api.opt_out_find(:brand, :key)

-- name: find
-- engine: sqlite
SELECT COALESCE((SELECT id FROM opt_out WHERE key = :key AND brand = :brand), 0)

-- name: add
-- engine: postgresql
SELECT cv_api.opt_out_put(:brand, :key, :source) WHERE CAST(:person AS bigint) = cv_api.me()

-- name: add
-- engine: sqlite
INSERT INTO opt_out (key, brand, source, added_by, created_at)
VALUES (:key, :brand, :source, :person, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
ON CONFLICT (key, brand) DO NOTHING RETURNING id

-- name: remove
-- engine: postgresql
SELECT 1 WHERE cv_api.opt_out_remove(:entry)

-- name: remove
-- engine: sqlite
DELETE FROM opt_out WHERE id = :entry RETURNING 1

-- name: lifted
-- engine: postgresql
SELECT brand, lifts, last_at FROM cv_api.opt_out_lifts()
