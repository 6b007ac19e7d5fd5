-- name: record
-- engine: sqlite
INSERT INTO operation (token, at) VALUES (:token, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))

-- name: record
-- engine: postgresql
INSERT INTO operation (token, at) VALUES (:token, cv_api.now_ms())

-- name: claim
-- engine: sqlite
INSERT INTO operation (token, at) VALUES (:token, 0) ON CONFLICT DO NOTHING

-- name: claim
-- engine: postgresql
INSERT INTO operation (token, at) VALUES (:token, 0) ON CONFLICT DO NOTHING

-- name: now
-- engine: sqlite
SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)

-- name: now
-- engine: postgresql
SELECT cv_api.now_ms()
