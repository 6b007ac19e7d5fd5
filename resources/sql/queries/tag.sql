-- Tags of sessions: words that people gave them.

-- name: of
SELECT t.tag, t.created_by, COALESCE(NULLIF(p.display_name, ''), p.name, ''), t.created_at
FROM session_tag t LEFT JOIN person p ON p.id = t.created_by
WHERE t.public_id = :public_id AND t.process_id = :process ORDER BY t.tag_key

-- name: calls
SELECT COUNT(*) FROM shown_session s WHERE s.public_id = :public_id AND s.process_id = :process

-- name: known
SELECT MIN(t.tag) FROM session_tag t
WHERE CAST(:all_processes AS integer) = 1
   OR t.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
GROUP BY t.tag_key ORDER BY t.tag_key

-- name: add
INSERT INTO session_tag (public_id, process_id, tag, tag_key, created_by, created_at)
VALUES (:public_id, :process, :tag, :tag_key, :person, :now) ON CONFLICT DO NOTHING

-- name: remove
DELETE FROM session_tag WHERE public_id = :public_id AND process_id = :process AND tag_key = :tag_key
