-- What a copy of a database is counted and checked by. On a server these are asked with a superuser's login: people
-- reach the vault and the record through functions only.

-- name: counts
-- engine: sqlite
SELECT (SELECT COUNT(*) FROM person), (SELECT COUNT(*) FROM process), (SELECT COUNT(*) FROM call_session),
       (SELECT COUNT(*) FROM call_leg), (SELECT COUNT(*) FROM number), (SELECT COUNT(*) FROM deed)

-- name: counts
-- engine: postgresql
SELECT (SELECT COUNT(*) FROM cv.person), (SELECT COUNT(*) FROM cv.process), (SELECT COUNT(*) FROM cv.call_session),
       (SELECT COUNT(*) FROM cv.call_leg), (SELECT COUNT(*) FROM cv_vault.number), (SELECT COUNT(*) FROM cv_audit.deed)

-- name: damage
-- engine: sqlite
SELECT (SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok')
     + (SELECT COUNT(*) FROM pragma_foreign_key_check)

-- name: actors
-- engine: sqlite
SELECT actor_id FROM deed UNION SELECT actor_id FROM deed_head ORDER BY actor_id

-- name: actors
-- engine: postgresql
SELECT actor_id FROM cv_audit.deed UNION SELECT actor_id FROM cv_audit.deed_head ORDER BY actor_id

-- name: heads
-- engine: sqlite
SELECT actor_id, seq, hash FROM deed_head ORDER BY actor_id

-- name: heads
-- engine: postgresql
SELECT actor_id, seq, hash FROM cv_audit.deed_head ORDER BY actor_id

-- name: chain
-- engine: sqlite
SELECT actor_id, seq, action, object, before, after, reason, at, console, previous, hash, signature FROM deed
WHERE actor_id = :actor AND seq > :after ORDER BY seq LIMIT :rows

-- name: chain
-- engine: postgresql
SELECT actor_id, seq, action, object, before, after, reason, at, console, previous, hash, signature FROM cv_audit.deed
WHERE actor_id = :actor AND seq > :after ORDER BY seq LIMIT :rows

-- name: vault_seals
-- engine: sqlite
SELECT process_id, generation, sealed FROM vault_seal WHERE holder = :person

-- name: vault_seals
-- engine: postgresql
SELECT process_id, generation, sealed FROM cv_vault.vault_seal WHERE holder = :person

-- name: epochs
-- engine: sqlite
SELECT id, generation, month, sealed_key FROM epoch WHERE process_id = :process ORDER BY id

-- name: epochs
-- engine: postgresql
SELECT id, generation, month, sealed_key FROM cv_vault.epoch WHERE process_id = :process ORDER BY id

-- name: numbers
-- engine: sqlite
SELECT id, cipher FROM number WHERE epoch_id = :epoch ORDER BY id LIMIT :rows

-- name: numbers
-- engine: postgresql
SELECT id, cipher FROM cv_vault.number WHERE epoch_id = :epoch ORDER BY id LIMIT :rows

-- The logins of people, with what their passwords are checked by: they belong to the server, not to the database.
-- name: logins
-- engine: postgresql
SELECT p.name, COALESCE(a.rolpassword, ''), CAST(a.rolcanlogin AS integer),
       COALESCE(string_agg(substr(g.rolname, length('cv_' || current_database() || '_') + 1), ',' ORDER BY g.rolname), '')
FROM cv.person p
JOIN pg_catalog.pg_authid a ON a.rolname = p.login
LEFT JOIN pg_catalog.pg_auth_members m ON m.member = a.oid
LEFT JOIN pg_catalog.pg_roles g ON g.oid = m.roleid AND starts_with(g.rolname, 'cv_' || current_database() || '_')
GROUP BY p.name, a.rolpassword, a.rolcanlogin ORDER BY p.name

-- name: snapshot
-- engine: postgresql
SELECT pg_export_snapshot()

-- A login carries the name of its database.
-- name: rename_logins
-- engine: postgresql
UPDATE cv.person SET login = 'cvu_' || current_database() || '.' || name

-- Whatever the version of the schema, which is brought up to date later.
-- name: people
-- engine: postgresql
SELECT name FROM cv.person ORDER BY name

-- After the schema was brought up to date.
-- name: switches
-- engine: postgresql
SELECT name FROM cv.switch_login ORDER BY name

-- What an older backup holds of calls that were known is under a key that lies beside it.
-- name: make_call_key
-- engine: postgresql
WITH gone AS (DELETE FROM cv_route.cdr_known)
INSERT INTO cv_route.cdr_salt (id, salt)
VALUES (1, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())))
ON CONFLICT (id) DO UPDATE SET salt = excluded.salt

-- Where scans for leaks stopped is told by numbers of another server's transactions: the next one looks at everything.
-- name: forget_scans
-- engine: postgresql
WITH gone AS (DELETE FROM cv.leak_change)
DELETE FROM cv.leak_mark

-- Before a statement that the server's log must not keep, and in a message of its own: a server logs a message before
-- it runs any of it.
-- name: keep_log_quiet
-- engine: postgresql
SELECT set_config('log_statement', 'none', true), set_config('log_min_duration_statement', '-1', true),
       set_config('log_min_error_statement', 'panic', true)
