-- Copies of numbers that are sealed to services, and the routes that the service makes of them.

-- name: holders
SELECT id, name, box_key, sign_key, certificate FROM person WHERE role = 6 AND state < 2

-- name: keep
-- engine: postgresql
SELECT cv_api.route_copy_put(:binding, :side, :holder, :copy)

-- name: keep
-- engine: sqlite
INSERT OR IGNORE INTO route_copy (binding_id, side, holder, sealed) VALUES (:binding, :side, :holder, :copy)

-- name: keep_agent
-- engine: postgresql
SELECT cv_api.agent_copy_put(:agent, :holder, :copy)

-- name: keep_agent
-- engine: sqlite
INSERT OR IGNORE INTO agent_copy (agent_id, holder, sealed) VALUES (:agent, :holder, :copy)

-- name: gaps
-- engine: postgresql
SELECT binding_id, side, agent_id, holder, process_id, number_id
FROM cv_api.route_gaps(CAST(:processes AS bigint[]), :after_binding, :after_side, :after_agent, :after_holder, :most)

-- name: gaps
-- engine: sqlite
WITH live AS (
    SELECT b.id, b.process_id, b.agent_id, b.customer_number, b.agent_number FROM binding b
    WHERE b.ended_at IS NULL AND b.keeps_numbers = 1
      AND (b.expires_at IS NULL OR b.expires_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
      AND b.id >= :after_binding
      AND (:processes IS NULL OR b.process_id IN (SELECT value FROM json_each(:processes)))),
services AS (SELECT p.id FROM person p WHERE p.role = 6 AND p.state < 2),
gaps (binding_id, side, agent_id, holder, process_id, number_id) AS (
    SELECT l.id, 0, 0, s.id, l.process_id, l.customer_number FROM live l CROSS JOIN services s
    WHERE NOT EXISTS (SELECT 1 FROM route_copy c WHERE c.binding_id = l.id AND c.side = 0 AND c.holder = s.id)
    UNION ALL
    SELECT l.id, 1, 0, s.id, l.process_id, l.agent_number FROM live l CROSS JOIN services s
    WHERE l.agent_id = 0
      AND NOT EXISTS (SELECT 1 FROM route_copy c WHERE c.binding_id = l.id AND c.side = 1 AND c.holder = s.id)
    UNION ALL
    SELECT 0, 1, l.agent_id, s.id, min(g.process_id), g.number_id FROM live l CROSS JOIN services s
    JOIN agent_process g ON g.agent_id = l.agent_id AND g.process_id = l.process_id AND g.number_id IS NOT NULL
    WHERE l.agent_id <> 0
      AND NOT EXISTS (SELECT 1 FROM agent_copy c WHERE c.agent_id = l.agent_id AND c.holder = s.id)
    GROUP BY l.agent_id, s.id)
SELECT binding_id, side, agent_id, holder, process_id, number_id FROM gaps
WHERE (binding_id, side, agent_id, holder) > (:after_binding, :after_side, :after_agent, :after_holder)
ORDER BY binding_id, side, agent_id, holder
LIMIT :most

-- name: lacks_line
-- engine: postgresql
SELECT cv_api.agent_line_lacks(:agent, :process)::integer

-- name: lacks_line
-- engine: sqlite
SELECT EXISTS (SELECT 1 FROM agent_process g
               WHERE g.agent_id = :agent AND g.process_id = :process AND g.number_id IS NOT NULL)
   AND EXISTS (SELECT 1 FROM person p WHERE p.role = 6 AND p.state < 2)
   AND NOT EXISTS (SELECT 1 FROM agent_copy c JOIN person p ON p.id = c.holder
                   WHERE c.agent_id = :agent AND p.role = 6 AND p.state < 2)

-- name: waits
-- engine: postgresql
SELECT cv_api.route_waits()::integer

-- name: begin
-- engine: postgresql
SELECT cv_api.route_begin() FROM cv_api.touches_take()

-- name: due
-- engine: postgresql
SELECT did_id, binding_id FROM cv_api.route_due(:most)

-- name: bindings
-- engine: postgresql
SELECT binding_id, did_id, brand, session, process_id, pool_id, model, agent_id, recording, created_at,
       expires_at, customer_copy, agent_copy, customer_party, agent_party, owner
FROM cv_api.route_bindings(:bindings)

-- name: put
-- engine: postgresql
SELECT cv_api.route_put(:touched, :kept, :damaged, :dids, :callers, :bindings, :sides, :callees, :callee_keys, :sessions,
                        :recordings, :expiries)

-- name: keep_opened
-- engine: postgresql
SELECT cv_api.route_copies_keep(:bindings, :sides, :agents, :copies)
