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
