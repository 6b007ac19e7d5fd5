-- name: list
SELECT id, name, country, time_zone, account, project, default_caller_id, archived_at FROM process ORDER BY name_key

-- name: insert
INSERT INTO process (name, name_key, country, time_zone, account, project, default_caller_id, created_at)
VALUES (:name, :name_key, :country, :time_zone, :account, :project, :default_caller_id, :now) RETURNING id

-- name: update
UPDATE process SET name = :name, name_key = :name_key, country = :country, time_zone = :time_zone, account = :account,
    project = :project, default_caller_id = :default_caller_id WHERE id = :process

-- name: archive
UPDATE process SET archived_at = :archived_at WHERE id = :process

-- name: dids
SELECT d.id, d.number FROM process_did p JOIN did d ON d.id = p.did_id WHERE p.process_id = :process ORDER BY d.number

-- name: known_dids
SELECT d.id, d.number FROM did d
WHERE d.state <> 3
  AND (d.id IN (SELECT p.did_id FROM process_did p WHERE p.process_id = :process)
       OR d.pool_id IN (SELECT s.pool_id FROM pool_process s WHERE s.process_id = :process)
       OR d.pool_id IN (SELECT a.id FROM pool a WHERE a.all_processes = 1))
ORDER BY d.number

-- name: add_did
INSERT INTO did (number, created_at) VALUES (:number, :now) ON CONFLICT (number) DO NOTHING

-- name: link_did
INSERT INTO process_did (process_id, did_id) SELECT CAST(:process AS bigint), d.id FROM did d WHERE d.number = :number

-- name: unlink_dids
DELETE FROM process_did WHERE process_id = :process

-- name: campaigns
SELECT id, process_id, name, archived_at FROM campaign ORDER BY process_id, name_key

-- name: add_campaign
INSERT INTO campaign (process_id, name, name_key, created_at) VALUES (:process, :name, :name_key, :now) RETURNING id

-- name: rename_campaign
UPDATE campaign SET name = :name, name_key = :name_key WHERE id = :campaign

-- name: archive_campaign
UPDATE campaign SET archived_at = :archived_at WHERE id = :campaign
