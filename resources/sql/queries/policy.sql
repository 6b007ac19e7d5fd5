-- name: insert
INSERT INTO policy_revision (process_id, revision, kind, shown_leading, shown_trailing, note, created_by, created_at, effective_at)
VALUES (:process, :revision, :kind, :leading, :trailing, :note, :person, :now, :effective_at) RETURNING id

-- name: last_revision
SELECT COALESCE(MAX(revision), 0) FROM policy_revision WHERE process_id = :process

-- name: in_force
SELECT id, process_id, revision, kind, shown_leading, shown_trailing, note, created_by, created_at, effective_at
FROM revision_in_force WHERE process_id = :process

-- name: history
SELECT r.id, r.process_id, r.revision, r.kind, r.shown_leading, r.shown_trailing, r.note, r.created_by, r.created_at,
       r.effective_at, p.display_name, r.cancelled_at
FROM policy_revision r JOIN person p ON p.id = r.created_by
WHERE r.process_id = :process ORDER BY r.revision DESC

-- name: all_revisions
SELECT r.id, r.process_id, r.revision, r.kind, r.shown_leading, r.shown_trailing, r.note, r.created_by, r.created_at,
       r.effective_at, p.display_name, r.cancelled_at, f.id IS NOT NULL
FROM policy_revision r JOIN person p ON p.id = r.created_by LEFT JOIN revision_in_force f ON f.id = r.id
ORDER BY r.process_id, r.effective_at, r.revision

-- name: cancel
UPDATE policy_revision SET cancelled_by = :person, cancelled_at = :now
WHERE id = :revision AND cancelled_at IS NULL AND effective_at > :moment

-- name: newest
SELECT COALESCE(MAX(id), 0) FROM policy_revision

-- name: since
SELECT r.id, r.process_id, r.revision, r.kind, r.shown_leading, r.shown_trailing, r.note, r.created_by, r.created_at,
       r.effective_at, p.display_name, r.cancelled_at
FROM policy_revision r JOIN person p ON p.id = r.created_by
WHERE r.id > :revision ORDER BY r.id

-- name: shapes
SELECT country_code, digits, numbers FROM shape_count WHERE process_id = :process ORDER BY numbers DESC, country_code, digits
