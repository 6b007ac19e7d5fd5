-- Tokens by which the outcome of a COMMIT is learnt after its connection broke; servers only.

-- name: record
-- engine: postgresql
INSERT INTO operation (token, at) VALUES (:token, cv_api.now_ms())

-- name: claim
-- engine: postgresql
INSERT INTO operation (token, at) VALUES (:token, 0) ON CONFLICT DO NOTHING

-- name: forget_old
-- engine: postgresql
SELECT cv_api.operation_forget()

-- name: now
-- engine: sqlite
SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)

-- name: now
-- engine: postgresql
SELECT cv_api.now_ms()
