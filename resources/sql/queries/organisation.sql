-- name: read
SELECT name, root_key, recovery_key, recovery_certificate, demo, created_at FROM organisation

-- name: exists
SELECT COUNT(*) FROM organisation

-- name: insert
INSERT INTO organisation (id, name, root_key, recovery_key, recovery_certificate, demo, created_at, recovery_proof)
VALUES (1, :name, :root_key, :recovery_key, :recovery_certificate, :demo, :now, :recovery_proof)

-- name: permissions
SELECT role, permission FROM role_permission ORDER BY role, permission

-- name: setting
SELECT value FROM setting WHERE name = :name

-- name: set
INSERT INTO setting (name, value, changed_by, changed_at) VALUES (:name, :value, :person, :now)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by,
    changed_at = excluded.changed_at
