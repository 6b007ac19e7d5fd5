-- Bindings of an embedded database; servers do the same in cv_api.binding_*.

-- name: row
-- engine: sqlite
SELECT b.id, b.revision, b.did_id, b.pool_id, b.process_id, b.model, b.customer_number, b.agent_number,
    b.ended_at IS NULL AND (b.expires_at IS NULL
                            OR b.expires_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)),
    d.state IN (0, 1), p.cool_down_minutes * 60000, b.free_at
FROM binding b JOIN did d ON d.id = b.did_id JOIN pool p ON p.id = b.pool_id
WHERE b.id = :binding

-- name: of_key
-- engine: sqlite
SELECT binding_id FROM binding_key WHERE process_id = :process AND key = :key

-- name: of_token
-- engine: sqlite
SELECT id FROM binding WHERE token = :token AND created_by = :person AND process_id = :process

-- name: in_force
-- engine: sqlite
SELECT EXISTS (SELECT 1 FROM revision_in_force f WHERE f.process_id = :process AND f.id = :revision)
   AND :generation = (SELECT MAX(v.generation) FROM vault v WHERE v.process_id = :process)

-- name: pool
-- engine: sqlite
SELECT p.sharing, p.cool_down_minutes * 60000,
       p.all_processes = 1 OR EXISTS (SELECT 1 FROM pool_process s WHERE s.pool_id = p.id AND s.process_id = :process)
FROM pool p WHERE p.id = :pool

-- name: owned
-- engine: sqlite
SELECT d.id FROM binding_side o JOIN did d ON d.id = o.did_id JOIN pool p ON p.id = d.pool_id
WHERE o.owner <> x'' AND o.owner = :own AND d.state = 0
  AND o.free_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
  AND (p.all_processes = 1 OR EXISTS (SELECT 1 FROM pool_process s WHERE s.pool_id = p.id AND s.process_id = :process))

-- name: is_free
-- engine: sqlite
SELECT EXISTS (SELECT 1 FROM did d WHERE d.id = :did AND d.pool_id = :pool AND d.state = 0)
   AND NOT EXISTS (SELECT 1 FROM binding_side s
                   WHERE s.did_id = :did AND s.binding_id <> :again
                     AND s.free_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
                     AND (:alone OR s.owner <> x'' OR s.party IN (:customer, :agent))
                     AND NOT (s.owner <> x'' AND s.owner = :own))

-- name: insert
-- engine: sqlite
INSERT INTO binding (revision, token, public_id, pool_id, asked_pool_id, did_id, process_id, model, agent_id, case_ref,
    customer_text, agent_text, customer_number, agent_number, recording, matched, free_seen, all_seen, created_by,
    created_at, expires_at, free_at)
VALUES (1, :token, :session, :pool, :asked, :did, :process, :model, :agent, :case_ref, :customer, :agent_shown,
    :customer_line, :agent_line, :records, :matched, :free, :all, :person, :now, :expiry, :until)
RETURNING id

-- name: drop_sides
-- engine: sqlite
DELETE FROM binding_side WHERE did_id = :did AND free_at <= :now

-- name: put_side
-- engine: sqlite
INSERT INTO binding_side AS s (did_id, party, binding_id, side, owner, free_at)
VALUES (:did, :party, :binding, :side, :owner, :until)
ON CONFLICT (did_id, party) DO UPDATE SET binding_id = excluded.binding_id, side = excluded.side,
    owner = excluded.owner, free_at = excluded.free_at
    WHERE s.free_at <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) OR s.binding_id = :again
       OR (s.owner <> x'' AND s.owner = excluded.owner)

-- name: cool_agent
-- engine: sqlite
UPDATE binding_side SET binding_id = -:binding, free_at = :until WHERE did_id = :did AND binding_id = :binding AND side = 1

-- name: is_taken
-- engine: sqlite
SELECT side, binding_id FROM binding_side
WHERE did_id = :did AND party = :party AND free_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)

-- name: put_key
-- engine: sqlite
INSERT INTO binding_key (process_id, key, binding_id) VALUES (:process, :key, :binding)
ON CONFLICT (process_id, key) DO UPDATE SET binding_id = excluded.binding_id

-- name: drop_key
-- engine: sqlite
DELETE FROM binding_key WHERE binding_id = :binding

-- name: in_use_again
-- engine: sqlite
UPDATE binding SET free_at = :now WHERE id = :binding AND did_id = :did AND free_at > :now

-- name: used
-- engine: sqlite
UPDATE did SET last_used_at = :now WHERE id = :did

-- name: settle_pair
-- engine: sqlite
UPDATE binding_side SET free_at = (SELECT b.free_at FROM binding b WHERE b.id = :binding)
WHERE binding_id = :binding AND did_id = :did AND owner = x''

-- name: settle_party
-- engine: sqlite
UPDATE binding_side
SET free_at = (SELECT MAX(b.free_at) FROM binding b
               WHERE b.did_id = :did AND (b.free_at >= :now OR b.id = :binding)),
    binding_id = (SELECT b.id FROM binding b WHERE b.did_id = :did AND (b.free_at >= :now OR b.id = :binding)
                  ORDER BY b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > :now) DESC, b.id DESC LIMIT 1)
WHERE did_id = :did AND owner <> x''

-- name: settle_did
-- engine: sqlite
UPDATE did SET free_at = COALESCE((SELECT MAX(s.free_at) FROM binding_side s WHERE s.did_id = did.id), 0)
WHERE id = :did

-- name: release
-- engine: sqlite
UPDATE binding SET revision = revision + 1, ended_at = :now, end_cause = :cause, free_at = :until WHERE id = :binding

-- name: extend
-- engine: sqlite
UPDATE binding SET revision = revision + 1, expires_at = :expiry, free_at = :until, ends_by = :expiry,
    idle_ms = (SELECT p.idle_minutes * 60000 FROM pool p WHERE p.id = binding.asked_pool_id),
    idle_since = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :binding

-- name: record
-- engine: sqlite
UPDATE binding SET revision = revision + 1, recording = :records WHERE id = :binding

-- name: reassign
-- engine: sqlite
UPDATE binding SET revision = revision + 1, agent_id = :agent, agent_text = :agent_shown, agent_number = :line,
    idle_since = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :binding

-- name: agent_line
-- engine: sqlite
SELECT g.number_id FROM agent_process g JOIN agent a ON a.id = g.agent_id
WHERE g.agent_id = :agent AND g.process_id = :process AND a.disabled_at IS NULL AND g.number_id IS NOT NULL

-- name: use_number
-- engine: sqlite
INSERT INTO bound_number AS b (number_id, process_id, blind, uses) VALUES (:number, :process, :blind, 1)
ON CONFLICT (number_id) DO UPDATE SET uses = b.uses + 1

-- name: use_line
-- engine: sqlite
INSERT INTO bound_number AS b (number_id, process_id, blind, uses)
SELECT i.number_id, i.process_id, i.blind, 1 FROM number_index i WHERE i.number_id = :number AND i.month = 0
ON CONFLICT (number_id) DO UPDATE SET uses = b.uses + 1

-- name: leave_number
-- engine: sqlite
INSERT INTO left_number (process_id, number_id) VALUES (:process, :number)

-- name: left_numbers
-- engine: sqlite
DELETE FROM left_number
WHERE process_id NOT IN (SELECT r.process_id FROM retention r WHERE r.hold_reason <> '')
RETURNING process_id, number_id

-- name: drop_cold_sides
-- engine: sqlite
DELETE FROM binding_side WHERE free_at <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)

-- name: unuse_number
-- engine: sqlite
UPDATE bound_number SET uses = uses - 1 WHERE number_id = :number RETURNING uses

-- name: drop_use
-- engine: sqlite
DELETE FROM bound_number WHERE number_id = :number
RETURNING EXISTS (SELECT 1 FROM agent_process g WHERE g.number_id = bound_number.number_id)

-- name: drop_index
-- engine: sqlite
DELETE FROM number_index WHERE month = 0 AND number_id = :number

-- name: drop_number
-- engine: sqlite
DELETE FROM number WHERE id = :number RETURNING epoch_id

-- name: drop_epoch
-- engine: sqlite
DELETE FROM epoch WHERE id = :epoch AND NOT EXISTS (SELECT 1 FROM number n WHERE n.epoch_id = epoch.id)

-- name: drop_left
-- engine: sqlite
DELETE FROM left_number WHERE number_id = :number

-- name: last_use
-- engine: sqlite
INSERT INTO bound_number AS b (number_id, process_id, blind, uses)
SELECT i.number_id, i.process_id, i.blind, 1 FROM number_index i WHERE i.number_id = :number AND i.month = 0
ON CONFLICT (number_id) DO UPDATE SET uses = 1

-- name: of_number
-- engine: sqlite
SELECT id, revision, customer_number, agent_number FROM binding
WHERE customer_number = :number OR agent_number = :number ORDER BY id

-- name: blank_customer
-- engine: sqlite
UPDATE binding SET revision = revision + 1, customer_text = :blank, customer_number = 0 WHERE customer_number = :number

-- name: blank_agent
-- engine: sqlite
UPDATE binding SET revision = revision + 1, agent_text = :blank, agent_number = 0 WHERE agent_number = :number

-- name: hold
-- engine: sqlite
SELECT COUNT(*) FROM retention WHERE process_id = :process AND hold_reason <> ''

-- name: forget
-- engine: sqlite
UPDATE binding SET keeps_numbers = 0 WHERE id = :binding AND keeps_numbers = 1

-- name: to_tidy
-- engine: sqlite
SELECT id FROM binding
WHERE keeps_numbers = 1 AND coalesce(ended_at, expires_at) <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
  AND process_id NOT IN (SELECT r.process_id FROM retention r WHERE r.hold_reason <> '')
LIMIT :most

-- name: expire
-- engine: sqlite
UPDATE binding SET ended_at = expires_at,
    end_cause = CASE WHEN idle_ms IS NOT NULL AND (ends_by IS NULL OR expires_at < ends_by) THEN 2 ELSE 0 END
WHERE id = :binding AND ended_at IS NULL

-- name: drop_keys
-- engine: sqlite
DELETE FROM binding_key WHERE (process_id, key) IN (
    SELECT o.process_id, o.key FROM binding_key o JOIN binding b ON b.id = o.binding_id
    WHERE b.free_at <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) ORDER BY o.binding_id LIMIT :most)

-- name: put_parties
-- engine: sqlite
INSERT INTO binding_party (binding_id, customer) VALUES (:binding, :customer)

-- name: customer
-- engine: sqlite
SELECT customer FROM binding_party WHERE binding_id = :binding

-- name: drop_parties
-- engine: sqlite
DELETE FROM binding_party WHERE binding_id = :binding

-- name: known
-- engine: sqlite
SELECT d.id, d.pool_id FROM did d
WHERE d.pool_id IS NOT NULL AND d.state = 0
  AND d.id IN (SELECT s.did_id FROM binding_side s
               WHERE s.owner <> x'' AND s.owner = :owner_key
                 AND s.free_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
               UNION
               SELECT b.did_id FROM binding_key k JOIN binding b ON b.id = k.binding_id
               WHERE k.process_id = :process AND k.key = :pair_key AND :owner_key = x''
                 AND b.free_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
