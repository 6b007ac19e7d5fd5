-- A new key for a process's vault, epoch by epoch.

-- name: newest
SELECT COALESCE(MAX(generation), 0) FROM vault WHERE process_id = :process

-- name: left
-- engine: sqlite
SELECT COUNT(*), COALESCE(SUM((SELECT COUNT(*) FROM number n WHERE n.epoch_id = e.id)), 0)
FROM epoch e JOIN vault_rotation r ON r.process_id = e.process_id AND e.generation <= r.generation
WHERE e.process_id = :process

-- name: left
-- engine: postgresql
SELECT epochs, numbers FROM cv_api.rotation_left(:process)

-- name: begin
-- engine: postgresql
SELECT cv_api.rotation_begin(:process, CAST(:generation AS integer), :key, :certificate, :own_seal, :recovery_seal)

-- name: due
-- engine: sqlite
INSERT INTO vault_rotation (process_id, generation, due_since) VALUES (:process, :generation, :now)
ON CONFLICT (process_id) DO UPDATE SET generation = excluded.generation

-- name: next
-- engine: sqlite
SELECT e.id, e.generation, e.month, e.sealed_key
FROM epoch e JOIN vault_rotation r ON r.process_id = e.process_id AND e.generation <= r.generation
WHERE e.process_id = :process AND e.id > :after ORDER BY e.id LIMIT 1

-- name: next
-- engine: postgresql
SELECT epoch_id, generation, month, sealed_key FROM cv_api.rotation_next(:process, :after)

-- name: numbers
-- engine: sqlite
SELECT n.id, n.cipher FROM number n JOIN epoch e ON e.id = n.epoch_id
WHERE e.id = :epoch AND e.process_id = :process ORDER BY n.id

-- name: numbers
-- engine: postgresql
SELECT number_id, cipher FROM cv_api.rotation_numbers(:process, :epoch)

-- name: move
-- engine: postgresql
SELECT CAST(cv_api.rotation_move(:process, CAST(:generation AS integer), :epoch, :new_epoch, :sealed, CAST(:ids AS bigint[]),
                                 CAST(:ciphers AS bytea[]), :damaged) AS integer)

-- name: move_number
-- engine: sqlite
UPDATE number SET cipher = :cipher, epoch_id = :new_epoch WHERE id = :number AND epoch_id = :epoch

-- name: left_in_epoch
-- engine: sqlite
SELECT COUNT(*) FROM number WHERE epoch_id = :epoch

-- name: holds_epoch
-- engine: sqlite
SELECT COUNT(*) FROM epoch WHERE id = :epoch AND process_id = :process

-- name: drop_epoch
-- engine: sqlite
DELETE FROM epoch WHERE id = :epoch AND process_id = :process

-- name: finish
-- engine: postgresql
SELECT CAST(cv_api.rotation_finish(:process) AS integer)

-- name: leave
-- engine: sqlite
UPDATE vault_rotation SET damaged = :damaged WHERE process_id = :process

-- name: leave
-- engine: postgresql
SELECT cv_api.rotation_leave(:process, :damaged)

-- name: due_generation
-- engine: sqlite
SELECT COALESCE(MAX(generation), 0) FROM vault_rotation WHERE process_id = :process

-- name: drop_seals
-- engine: sqlite
DELETE FROM vault_seal WHERE process_id = :process
  AND generation <= (SELECT r.generation FROM vault_rotation r WHERE r.process_id = :process)

-- name: done
-- engine: sqlite
DELETE FROM vault_rotation WHERE process_id = :process
