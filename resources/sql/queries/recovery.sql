-- What is sealed to the recovery kit, and its replacement when the kit was used.

-- name: hold
-- engine: postgresql
SELECT cv_api.kit_hold(:replacing)

-- name: seals
-- engine: sqlite
SELECT 0, process_id, generation, sealed FROM vault_seal WHERE holder = 0
UNION ALL SELECT 1, 0, 0, sealed FROM writer_seal WHERE holder = 0
UNION ALL SELECT 2, 0, 0, sealed FROM root_seal WHERE holder = 0

-- name: seals
-- engine: postgresql
SELECT kind, process_id, generation, sealed FROM cv_api.recovery_seals()

-- name: put
-- engine: postgresql
SELECT cv_api.recovery_seal_put(CAST(:kind AS integer), :process, CAST(:generation AS integer), :holder, :sealed, :proof)

-- name: replace_vault
-- engine: sqlite
UPDATE vault_seal SET sealed = :sealed WHERE process_id = :process AND generation = :generation AND holder = 0

-- name: replace_writer
-- engine: sqlite
UPDATE writer_seal SET sealed = :sealed WHERE holder = 0

-- name: replace_root
-- engine: sqlite
UPDATE root_seal SET sealed = :sealed WHERE holder = 0

-- name: replace_key
-- engine: sqlite
UPDATE organisation SET recovery_key = :key, recovery_certificate = :certificate, recovery_proof = :proof_hash
WHERE :proof IS NOT NULL

-- name: replace_key
-- engine: postgresql
SELECT cv_api.recovery_replace(:key, :certificate, :proof, :proof_hash)
