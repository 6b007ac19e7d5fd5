-- Bindings of calls that switches hand in, live or over, with what a service has of their numbers. For numbers of :dids
-- the binding whose party owns the number.

-- name: hold
-- engine: postgresql
SELECT h FROM cv_api.record_hold(:processes) h

-- name: bindings
-- engine: postgresql
SELECT binding_id, did_id, session, process_id, pool_id, model, agent_id, case_ref, customer_text, agent_text, created_at,
       over_at, customer_copy, agent_copy, customer_party, agent_party, owner, agent_number
FROM cv_api.record_bindings(:bindings, :dids)
WHERE CAST(:holder AS bigint) = cv_api.me()

-- name: bindings
-- engine: sqlite
WITH wanted AS (
    SELECT value AS id FROM json_each(:bindings)
    UNION
    SELECT (SELECT b.id FROM binding b WHERE b.did_id = d.value AND b.model IN (2, 3)
            ORDER BY b.ended_at IS NULL DESC, b.id DESC LIMIT 1)
    FROM json_each(:dids) d)
SELECT b.id, b.did_id, b.public_id, b.process_id, b.asked_pool_id, b.model, b.agent_id, b.case_ref, b.customer_text,
       b.agent_text, b.created_at, COALESCE(b.ended_at, b.expires_at), c.sealed,
       CASE WHEN b.agent_id = 0 THEN g.sealed ELSE a.sealed END, x.party, y.party, COALESCE(x.owner, y.owner),
       b.agent_number
FROM wanted w JOIN binding b ON b.id = w.id
LEFT JOIN route_copy c ON c.binding_id = b.id AND c.side = 0 AND c.holder = CAST(:holder AS INTEGER)
LEFT JOIN route_copy g ON g.binding_id = b.id AND g.side = 1 AND g.holder = CAST(:holder AS INTEGER)
LEFT JOIN agent_copy a ON a.agent_id = b.agent_id AND a.holder = CAST(:holder AS INTEGER)
LEFT JOIN binding_side x ON x.did_id = b.did_id AND x.side = 0
    AND (CASE WHEN b.model = 3 THEN x.owner <> x'' ELSE x.binding_id = b.id AND x.owner = x'' END)
LEFT JOIN binding_side y ON y.did_id = b.did_id AND y.side = 1
    AND (CASE WHEN b.model = 2 THEN y.owner <> x'' ELSE y.binding_id = b.id AND y.owner = x'' END)

-- name: numbers
-- engine: postgresql
SELECT id, number FROM did WHERE id = ANY(CAST(:dids AS bigint[]))

-- name: numbers
-- engine: sqlite
SELECT id, number FROM did WHERE id IN (SELECT value FROM json_each(:dids))
