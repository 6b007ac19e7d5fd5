-- Logins of switches: a server's alone. What makes and changes them stands in 0027_switch_logins.sql.

-- name: list
-- engine: postgresql
SELECT id, name, login, created_by, created_at, rekeyed_at, disabled_at, has_login, sessions
FROM cv_api.switch_logins()

-- name: make
-- engine: postgresql
SELECT cv_api.switch_make(:name, :verifier)

-- name: bar
-- engine: postgresql
SELECT CAST(cv_api.switch_bar(:switch) AS integer)

-- name: rekey
-- engine: postgresql
SELECT CAST(cv_api.switch_rekey(:switch, :verifier) AS integer)

-- name: enable
-- engine: postgresql
SELECT CAST(cv_api.switch_enable(:switch, CAST(:enabled AS integer) = 1) AS integer)

-- name: remove
-- engine: postgresql
SELECT CAST(cv_api.switch_remove(:switch) AS integer)

-- name: cut
-- engine: postgresql
SELECT cv_api.switch_cut(:switch)
