-- Keys of the service's HTTP API.

-- name: list
SELECT k.id, k.name, k.scopes, k.per_minute, k.created_at, COALESCE(p.display_name, ''), k.last_used_at
FROM api_key k LEFT JOIN person p ON p.id = k.created_by WHERE k.revoked_at IS NULL ORDER BY k.name, k.id

-- name: names
SELECT id, name FROM api_key

-- name: insert
INSERT INTO api_key (name, name_key, hash, scopes, per_minute, created_by, created_at)
VALUES (:name, :name_key, :hash, :scopes, :per_minute, :person, :now) RETURNING id

-- name: revoke
UPDATE api_key SET revoked_at = :now WHERE id = :key AND revoked_at IS NULL

-- name: use
-- engine: postgresql
SELECT id, name, scopes, per_minute, 0 FROM cv_api.api_key_use(:hash)

-- name: use
-- engine: sqlite
SELECT id, name, scopes, per_minute,
    COALESCE(last_used_at, 0) <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - 60000
FROM api_key WHERE hash = :hash AND revoked_at IS NULL

-- name: note_use
-- engine: sqlite
UPDATE api_key SET last_used_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :key AND revoked_at IS NULL
