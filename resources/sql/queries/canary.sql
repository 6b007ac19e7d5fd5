-- Numbers that were planted, so that the leak audit tells where they turn up.

-- name: list
-- engine: postgresql
SELECT id, name, country, planted_by_name, planted_at, seen FROM cv_api.canary_list()

-- name: list
-- engine: sqlite
SELECT c.id, c.name, c.country, COALESCE(p.display_name, ''), c.planted_at,
       (SELECT COUNT(*) FROM leak_finding f WHERE f.kind = 11 AND f.object_id = c.id AND f.state IN (0, 3))
FROM canary c LEFT JOIN person p ON p.id = c.planted_by
WHERE c.removed_at IS NULL ORDER BY c.planted_at DESC, c.id DESC

-- name: names
-- engine: postgresql
SELECT id, name FROM cv_api.canary_names()

-- name: names
-- engine: sqlite
SELECT id, name FROM canary

-- name: parties
-- engine: postgresql
SELECT id, party, country, planted_at FROM cv_api.canary_parties()

-- name: parties
-- engine: sqlite
SELECT id, party, country, planted_at FROM canary WHERE removed_at IS NULL

-- name: find
-- engine: sqlite
SELECT id FROM canary WHERE party = :party AND removed_at IS NULL

-- name: planted_lately
-- engine: sqlite
SELECT COUNT(*) FROM canary
WHERE planted_by = :person AND planted_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - 3600000

-- name: plant
-- engine: postgresql
SELECT outcome, id, most FROM cv_api.canary_plant(:name, :country, :party, :sealed)
WHERE CAST(:person AS bigint) = cv_api.me()

-- name: plant
-- engine: sqlite
INSERT INTO canary (name, country, party, sealed, planted_by, planted_at)
VALUES (:name, :country, :party, :sealed, :person, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
RETURNING 0, id, 0

-- name: remove
-- engine: postgresql
SELECT 1 WHERE cv_api.canary_remove(:canary)

-- name: remove
-- engine: sqlite
UPDATE canary SET party = x'', sealed = x'', removed_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :canary AND removed_at IS NULL
RETURNING 1

-- name: drop_places
-- engine: sqlite
DELETE FROM canary_place WHERE canary_id = :canary

-- name: gaps
-- engine: postgresql
SELECT canary_id, sealed, process_id, revision_id FROM cv_api.canary_gaps()

-- name: gaps
-- engine: sqlite
SELECT c.id, c.sealed, r.process_id, r.id FROM canary c CROSS JOIN policy_revision r
WHERE c.removed_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM canary_place l WHERE l.canary_id = c.id AND l.revision_id = r.id)
ORDER BY c.id, r.id

-- name: put_place
-- engine: postgresql
SELECT cv_api.canary_place_put(:canary, :process, :revision, :blind)

-- name: put_place
-- engine: sqlite
INSERT INTO canary_place (canary_id, process_id, revision_id, blind) VALUES (:canary, :process, :revision, :blind)
ON CONFLICT DO NOTHING
