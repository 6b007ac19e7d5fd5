-- name: list
SELECT id, name, display_name, role, state, all_processes, box_key, sign_key, certificate, created_at, login
FROM person ORDER BY name

-- name: find
SELECT id, name, display_name, role, state, all_processes, box_key, sign_key, certificate, created_at, login
FROM person WHERE name = :name

-- name: processes_of
SELECT process_id FROM person_process WHERE person_id = :person ORDER BY process_id

-- name: insert
INSERT INTO person (name, login, display_name, role, state, all_processes, box_key, sign_key, certificate, created_at, created_by)
VALUES (:name, :login, :display_name, :role, :state, :all_processes, :box_key, :sign_key, :certificate, :now, :person)
RETURNING id

-- name: add_process
INSERT INTO person_process (person_id, process_id) VALUES (:person, :process)

-- name: set_state
UPDATE person SET state = :state WHERE id = :person

-- name: password_changed
-- engine: sqlite
UPDATE person SET state = 0 WHERE id = :person AND state = 1

-- name: password_changed
-- engine: postgresql
SELECT cv_api.person_state(CAST(0 AS smallint)) WHERE CAST(:person AS bigint) > 0

-- name: key
-- engine: sqlite
SELECT kdf_operations, kdf_memory, blob FROM person_key WHERE person_id = :person

-- name: key
-- engine: postgresql
SELECT kdf_operations, kdf_memory, blob FROM cv_api.my_key() WHERE CAST(:person AS bigint) = cv_api.me()

-- name: store_key
-- engine: sqlite
INSERT INTO person_key (person_id, kdf_operations, kdf_memory, blob, changed_at)
VALUES (:person, :operations, :memory, :blob, :now)
ON CONFLICT (person_id) DO UPDATE SET kdf_operations = excluded.kdf_operations, kdf_memory = excluded.kdf_memory,
    blob = excluded.blob, changed_at = excluded.changed_at

-- name: store_key
-- engine: postgresql
SELECT cv_api.key_store(:person, CAST(:operations AS integer), :memory, :blob) WHERE CAST(:now AS bigint) > 0

-- name: create_login
-- engine: sqlite
SELECT 1 WHERE :login <> '' AND :verifier <> '' AND :groups <> ''

-- name: create_login
-- engine: postgresql
SELECT cv_api.login_create(CAST(:login AS name), :verifier, string_to_array(:groups, ','))

-- name: set_verifier
-- engine: sqlite
SELECT 1 WHERE :login <> '' AND :verifier <> ''

-- name: set_verifier
-- engine: postgresql
SELECT cv_api.login_verifier(CAST(:login AS name), :verifier)

-- name: enable_login
-- engine: sqlite
SELECT 1 WHERE :login <> '' AND :enabled >= 0

-- name: enable_login
-- engine: postgresql
SELECT cv_api.login_enabled(CAST(:login AS name), CAST(:enabled AS integer) = 1)

-- name: wait_briefly
-- engine: postgresql
SELECT set_config('lock_timeout', '2000', true)

-- name: login_holds
-- engine: postgresql
SELECT CAST(cv_api.login_holds(CAST(:login AS name)) AS integer)

-- name: bar_login
-- engine: postgresql
SELECT cv_api.login_bar(CAST(:login AS name))

-- name: cut_login
-- engine: postgresql
SELECT cv_api.login_cut(CAST(:login AS name))

-- name: root_seal
-- engine: sqlite
SELECT sealed FROM root_seal WHERE holder = :person

-- name: root_seal
-- engine: postgresql
SELECT sealed FROM cv_api.my_root_seal() AS s (sealed) WHERE CAST(:person AS bigint) = cv_api.me()

-- name: writer_seal
-- engine: sqlite
SELECT sealed FROM writer_seal WHERE holder = :person

-- name: writer_seal
-- engine: postgresql
SELECT sealed FROM cv_api.my_writer_seal() AS s (sealed) WHERE CAST(:person AS bigint) = cv_api.me()

-- name: add_root_seal
-- engine: sqlite
INSERT INTO root_seal (holder, sealed) VALUES (:holder, :sealed)

-- name: add_root_seal
-- engine: postgresql
SELECT cv_api.root_seal_add(:holder, :sealed)

-- name: add_writer_seal
-- engine: sqlite
INSERT INTO writer_seal (holder, sealed) VALUES (:holder, :sealed)

-- name: add_writer_seal
-- engine: postgresql
SELECT cv_api.writer_seal_add(:holder, :sealed)

-- name: sign_in
INSERT INTO sign_in (person_id, console, signed_in_at, last_seen_at, hide_clear)
VALUES (:person, :console, :now, :seen, :hide_clear) RETURNING id

-- name: touch_sign_in
UPDATE sign_in SET last_seen_at = :now WHERE id = :sign_in AND ended_at IS NULL

-- name: end_sign_in
UPDATE sign_in SET ended_at = :now WHERE id = :sign_in AND ended_at IS NULL

-- name: signed_in
-- engine: sqlite
SELECT COUNT(DISTINCT person_id) FROM sign_in WHERE ended_at IS NULL AND last_seen_at > :since

-- name: signed_in
-- engine: postgresql
SELECT cv_api.signed_in(:since)

-- name: use_sign_in
-- engine: sqlite
SELECT 1 WHERE :sign_in <> ''

-- name: use_sign_in
-- engine: postgresql
SELECT set_config('callveil.sign_in', :sign_in, false)

-- name: remove_process
DELETE FROM person_process WHERE person_id = :person AND process_id = :process

-- name: change
UPDATE person SET role = :role, all_processes = :all_processes WHERE id = :person

-- name: replace_keys
-- engine: postgresql
SELECT cv_api.person_rekey(:person, :box_key, :sign_key, :certificate, CAST(:operations AS integer), :memory, :blob)

-- name: keep_past_key
-- engine: sqlite
INSERT INTO person_past_key (person_id, box_key, sign_key, certificate, replaced_at)
SELECT id, box_key, sign_key, certificate, :now FROM person WHERE id = :person

-- name: set_keys
-- engine: sqlite
UPDATE person SET box_key = :box_key, sign_key = :sign_key, certificate = :certificate,
    state = CASE WHEN state >= 2 THEN 3 ELSE 1 END WHERE id = :person

-- name: drop_vault_seals
-- engine: sqlite
DELETE FROM vault_seal WHERE holder = :person

-- name: drop_writer_seal
-- engine: sqlite
DELETE FROM writer_seal WHERE holder = :person

-- name: drop_root_seal
-- engine: sqlite
DELETE FROM root_seal WHERE holder = :person

-- name: past_keys
SELECT box_key, sign_key, certificate FROM person_past_key WHERE person_id = :person ORDER BY id

-- name: sign_in_stands
SELECT COUNT(*) FROM sign_in WHERE id = :sign_in AND ended_at IS NULL

-- name: open_sign_ins
SELECT id FROM sign_in WHERE person_id = :person AND ended_at IS NULL ORDER BY id

-- name: sign_ins
SELECT s.id, s.person_id, p.name, s.console, s.signed_in_at, s.last_seen_at
FROM sign_in s JOIN person p ON p.id = s.person_id
WHERE s.ended_at IS NULL AND s.last_seen_at > :since ORDER BY s.signed_in_at DESC, s.id DESC

-- name: end_other_sign_in
-- engine: sqlite
UPDATE sign_in SET ended_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :sign_in AND ended_at IS NULL

-- name: end_other_sign_in
-- engine: postgresql
SELECT cv_api.sign_in_end(:sign_in)
