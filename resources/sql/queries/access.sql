-- Privileges, grants of actual numbers, and the keys that follow from them. What settles seals after a change stands in
-- the triggers of 0002_access.sql (SQLite) and 0007_access.sql (PostgreSQL).

-- name: grants
SELECT role, process_id, granted_by, granted_at FROM actual_grant ORDER BY role, process_id

-- name: grant
INSERT INTO actual_grant (role, process_id, granted_by, granted_at) VALUES (:role, :process, :person, :now)
ON CONFLICT DO NOTHING

-- name: revoke
DELETE FROM actual_grant WHERE role = :role AND process_id = :process

-- name: permit
INSERT INTO role_permission (role, permission) VALUES (:role, :permission) ON CONFLICT DO NOTHING

-- name: forbid
DELETE FROM role_permission WHERE role = :role AND permission = :permission

-- name: pending
-- engine: sqlite
SELECT p.kind, p.process_id, p.generation, p.person_id,
       CASE p.kind
       WHEN 0 THEN EXISTS (SELECT 1 FROM vault_seal s WHERE s.process_id = p.process_id
                             AND s.generation = p.generation AND s.holder = :me)
       WHEN 1 THEN EXISTS (SELECT 1 FROM writer_seal s WHERE s.holder = :me)
       ELSE EXISTS (SELECT 1 FROM root_seal s WHERE s.holder = :me) END
FROM pending_seal p ORDER BY p.kind, p.process_id, p.generation, p.person_id

-- name: pending
-- engine: postgresql
SELECT kind, process_id, generation, person_id, CAST(held AS integer) FROM cv_api.pending_seals()
WHERE CAST(:me AS bigint) = cv_api.me()

-- name: vault_seals
-- engine: sqlite
SELECT s.process_id, s.generation, s.sealed FROM vault_seal s
JOIN may_view m ON m.person_id = s.holder AND m.process_id = s.process_id WHERE s.holder = :me

-- name: vault_seals
-- engine: postgresql
SELECT process_id, generation, sealed FROM cv_api.my_vault_seals() WHERE CAST(:me AS bigint) = cv_api.me()

-- name: give_vault_seal
-- engine: sqlite
INSERT INTO vault_seal (process_id, generation, holder, sealed) VALUES (:process, :generation, :person, :sealed)
ON CONFLICT DO NOTHING

-- name: give_vault_seal
-- engine: postgresql
SELECT cv_api.seal_give(0, :process, CAST(:generation AS integer), :person, :sealed)

-- name: give_writer_seal
-- engine: sqlite
INSERT INTO writer_seal (holder, sealed) VALUES (:person, :sealed) ON CONFLICT DO NOTHING

-- name: give_writer_seal
-- engine: postgresql
SELECT cv_api.seal_give(1, 0, 0, :person, :sealed)

-- name: give_root_seal
-- engine: sqlite
INSERT INTO root_seal (holder, sealed) VALUES (:person, :sealed) ON CONFLICT DO NOTHING

-- name: give_root_seal
-- engine: postgresql
SELECT cv_api.seal_give(2, 0, 0, :person, :sealed)

-- name: rotations
SELECT process_id, generation, due_since, damaged FROM vault_rotation ORDER BY process_id

-- name: set_groups
-- engine: sqlite
SELECT 1 WHERE :login <> '' AND :groups IS NOT NULL

-- name: set_groups
-- engine: postgresql
SELECT cv_api.login_groups(CAST(:login AS name), string_to_array(:groups, ','))
