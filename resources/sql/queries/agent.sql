-- name: list
SELECT id, code, name, extension, disabled_at FROM agent ORDER BY code_key

-- name: processes
SELECT agent_id, process_id, number_text FROM shown_agent_process ORDER BY agent_id, process_id

-- name: insert
INSERT INTO agent (code, code_key, name, extension, created_at) VALUES (:code, :code_key, :name, :extension, :now)
RETURNING id

-- name: update
UPDATE agent SET name = :name, extension = :extension WHERE id = :agent

-- name: set_disabled
UPDATE agent SET disabled_at = :disabled_at WHERE id = :agent

-- name: add_process
INSERT INTO agent_process (agent_id, process_id, number_text, number_id)
VALUES (:agent, :process, :number_text, :number)

-- name: remove_process
DELETE FROM agent_process WHERE agent_id = :agent AND process_id = :process

-- name: hold_processes
-- engine: postgresql
SELECT id FROM process WHERE id = ANY (CAST(string_to_array(:processes, ',') AS bigint[])) ORDER BY id FOR SHARE

-- name: drop_other_index
-- engine: sqlite
DELETE FROM agent_index WHERE agent_id = :agent AND blind <> :blind

-- name: put_index
-- engine: sqlite
INSERT INTO agent_index (blind, agent_id) VALUES (:blind, :agent)
ON CONFLICT (blind) DO UPDATE SET agent_id = excluded.agent_id

-- name: put_index
-- engine: postgresql
SELECT cv_api.agent_index_put(:blind, :agent)

-- name: index
-- engine: sqlite
SELECT blind, agent_id FROM agent_index

-- name: index
-- engine: postgresql
SELECT blind, agent_id FROM cv_api.agent_index_all()
