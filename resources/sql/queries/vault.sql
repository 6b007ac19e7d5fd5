-- name: keys
SELECT process_id, generation, box_key, certificate FROM vault ORDER BY process_id, generation

-- name: insert
INSERT INTO vault (process_id, generation, box_key, certificate, created_at)
VALUES (:process, :generation, :box_key, :certificate, :now)

-- name: add_seal
-- engine: sqlite
INSERT INTO vault_seal (process_id, generation, holder, sealed) VALUES (:process, :generation, :holder, :sealed)

-- name: add_seal
-- engine: postgresql
SELECT cv_api.vault_seal_add(:process, CAST(:generation AS integer), :holder, :sealed)

-- name: put_index
-- engine: sqlite
INSERT INTO number_index (process_id, blind, month, number_id) VALUES (:process, :blind, :month, :number)
ON CONFLICT DO NOTHING

-- name: kept
-- engine: sqlite
SELECT number_id FROM number_index WHERE process_id = :process AND blind = :blind AND month = :month

-- name: put_epoch
-- engine: sqlite
INSERT INTO epoch (id, process_id, generation, month, sealed_key, created_by, created_at)
VALUES (:epoch, :process, :generation, :month, :sealed, :person, :now) ON CONFLICT DO NOTHING

-- name: put_number
-- engine: sqlite
INSERT INTO number (id, epoch_id, revision_id, cipher) VALUES (:number, :epoch, :revision, :cipher)

-- name: put
-- engine: postgresql
SELECT cv_api.number_put(:process, CAST(:generation AS integer), :epoch, :sealed, :number, :revision,
                         CAST(:month AS integer), :blind, :cipher)
