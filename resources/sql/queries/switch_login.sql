-- Logins of switches: a server's alone. What makes and changes them stands in 0027_switch_logins.sql and
-- 0032_call_events.sql.

-- name: list
-- engine: postgresql
SELECT l.id, l.name, l.login, l.created_by, l.created_at, l.rekeyed_at, l.disabled_at, l.has_login, l.sessions,
       CAST(EXISTS (SELECT FROM pg_catalog.pg_auth_members m
                    JOIN pg_catalog.pg_roles r ON r.oid = m.member JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
                    WHERE r.rolname = l.login AND g.rolname = 'cv_' || current_database() || '_cache') AS integer)
FROM cv_api.switch_logins() l
ORDER BY l.name

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

-- name: cache
-- engine: postgresql
SELECT CAST(cv_api.switch_cache(:switch, CAST(:keeps AS integer) = 1) AS integer)

-- name: remove
-- engine: postgresql
SELECT CAST(cv_api.switch_remove(:switch) AS integer)

-- name: cut
-- engine: postgresql
SELECT cv_api.switch_cut(:switch)
