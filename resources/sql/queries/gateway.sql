-- The carriers of the voice platform.

-- name: list
SELECT id, revision, name, target, prefixes, priority, channels, enabled FROM gateway ORDER BY priority, name_key

-- name: insert
INSERT INTO gateway (revision, name, name_key, target, prefixes, priority, channels, enabled)
VALUES (1, :name, :name_key, :target, :prefixes, :priority, :channels, :enabled) RETURNING id

-- name: update
UPDATE gateway SET revision = revision + 1, name = :name, name_key = :name_key, target = :target, prefixes = :prefixes,
    priority = :priority, channels = :channels, enabled = :enabled
WHERE id = :gateway AND revision = :seen

-- name: remove
DELETE FROM gateway WHERE id = :gateway AND revision = :seen
