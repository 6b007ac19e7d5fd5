-- Tokens by which the outcome of a COMMIT is learnt after its connection broke; servers only. And what holds for a whole
-- transaction: its time, and how its statements are planned.

-- name: record
-- engine: postgresql
INSERT INTO operation (token) VALUES (:token)

-- name: claim
-- engine: postgresql
SELECT CAST(cv_api.operation_claim(:token, CAST(:wait AS integer)) AS integer)

-- name: forget_old
-- engine: postgresql
SELECT cv_api.operation_forget()

-- name: now
-- engine: sqlite
SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)

-- name: now
-- engine: postgresql
SELECT cv_api.now_ms()

-- name: plan_once
-- engine: postgresql
SELECT CAST(set_config('plan_cache_mode', 'force_generic_plan', true) <> '' AS integer)
