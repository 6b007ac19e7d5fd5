-- name: head
-- engine: sqlite
SELECT seq, hash FROM deed_head WHERE actor_id = :actor

-- name: head
-- engine: postgresql
SELECT seq, hash FROM cv_api.deed_head() WHERE CAST(:actor AS bigint) = cv_api.me()

-- name: append
-- engine: sqlite
INSERT INTO deed (actor_id, seq, action, object, before, after, reason, at, console, previous, hash, signature)
VALUES (:actor, :seq, :action, :object, :before, :after, :reason, :at, :console, :previous, :hash, :signature)

-- name: append
-- engine: postgresql
SELECT cv_api.deed_append(:seq, :action, :object, :before, :after, :reason, :at, :console, :previous, :hash, :signature)
WHERE CAST(:actor AS bigint) = cv_api.me()

-- name: move_head
-- engine: sqlite
INSERT INTO deed_head (actor_id, seq, hash) VALUES (:actor, :seq, :hash)
ON CONFLICT (actor_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash

-- name: move_head
-- engine: postgresql
SELECT 1 WHERE CAST(:actor AS bigint) > 0 AND CAST(:seq AS bigint) > 0 AND CAST(:hash AS bytea) IS NOT NULL

-- name: page
-- engine: sqlite
SELECT actor_id, seq, action, object, before, after, reason, at, console, previous, hash, signature FROM deed
WHERE at >= :from AND at < :to AND (at, actor_id, seq) < (:after_at, :after_actor, :after_seq)
  AND (:actor = 0 OR actor_id = :actor)
  AND (:action = '' OR action = :action OR substr(action, 1, length(:action) + 1) = :action || '.')
  AND (:text = '' OR instr(lower(object || char(10) || before || char(10) || after || char(10) || reason || char(10)
                                 || console), lower(:text)) > 0)
ORDER BY at DESC, actor_id DESC, seq DESC LIMIT :rows

-- name: page
-- engine: postgresql
SELECT actor_id, seq, action, object, before, after, reason, at, console, previous, hash, signature
FROM cv_api.deed_page(:from, :to, :after_at, :after_actor, :after_seq, :actor, :action, :text, :rows)

-- name: chain
-- engine: sqlite
SELECT actor_id, seq, action, object, before, after, reason, at, console, previous, hash, signature FROM deed
WHERE actor_id = :actor AND seq > :after ORDER BY seq LIMIT :rows

-- name: chain
-- engine: postgresql
SELECT actor_id, seq, action, object, before, after, reason, at, console, previous, hash, signature
FROM cv_api.deed_chain(:actor, :after, :rows)

-- name: actors
-- engine: sqlite
SELECT actor_id FROM deed UNION SELECT actor_id FROM deed_head ORDER BY actor_id

-- name: actors
-- engine: postgresql
SELECT actor_id FROM cv_api.deed_actors() AS actor_id ORDER BY actor_id

-- name: heads
-- engine: sqlite
SELECT actor_id, seq, hash FROM deed_head ORDER BY actor_id

-- name: heads
-- engine: postgresql
SELECT actor_id, seq, hash FROM cv_api.deed_heads() ORDER BY actor_id

-- name: holds
-- engine: sqlite
SELECT EXISTS (SELECT 1 FROM deed WHERE actor_id = :actor AND seq = :seq AND hash = :hash)

-- name: holds
-- engine: postgresql
SELECT cv_api.deed_holds(:actor, :seq, :hash)::int
