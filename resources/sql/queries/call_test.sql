-- What becomes of a call: of one caller on one proxy number, whom keyed hashes tell.

-- name: request
-- engine: postgresql
SELECT outcome, token, most, span FROM cv_api.call_test_request(:did, :party, CAST(:processes AS bigint[]),
    CAST(:blinds AS bytea[]), :reason)

-- name: fetch
-- engine: postgresql
SELECT kind, CAST(elsewhere AS integer), binding_id, side, CAST(stands AS integer), CAST(has_copies AS integer),
    CAST(routes_made AS integer), CAST(opted_out AS integer), recording, expires_at, gateway_id, prefix, past_id,
    past_free_at
FROM cv_api.call_test(:token, :did, :party, CAST(:processes AS bigint[]), CAST(:blinds AS bytea[]))

-- name: place
-- engine: sqlite
SELECT binding_id, side, owner <> x'', free_at FROM binding_side WHERE did_id = :did AND party = :party

-- name: partner
-- engine: sqlite
SELECT b.id, b.process_id, b.model, b.recording, b.expires_at FROM binding b
WHERE b.did_id = :did AND b.ended_at IS NULL AND b.keeps_numbers = 1
  AND (b.expires_at IS NULL OR b.expires_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
  AND CASE WHEN b.model IN (0, 1) THEN b.id = :binding
           WHEN :owner = 1 THEN 1
           ELSE CASE b.model WHEN 2 THEN b.customer_number ELSE b.agent_number END
                IN (SELECT value FROM json_each(:ids)) END
ORDER BY b.created_at DESC, b.id DESC LIMIT 1

-- name: owned
-- engine: sqlite
SELECT b.id, b.process_id, b.model, b.recording,
    CASE WHEN MIN(b.expires_at IS NOT NULL) OVER () THEN MAX(b.expires_at) OVER () END
FROM binding b
WHERE b.did_id = :did AND b.ended_at IS NULL AND b.keeps_numbers = 1 AND b.model IN (2, 3)
  AND (b.expires_at IS NULL OR b.expires_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
ORDER BY b.created_at DESC, b.id DESC LIMIT 1

-- name: has_copies
-- engine: sqlite
SELECT EXISTS (
    SELECT 1 FROM binding b JOIN route_copy c ON c.binding_id = b.id AND c.side = 0
    JOIN person p ON p.id = c.holder AND p.role = 6 AND p.state < 2
    WHERE b.id = :binding
      AND (EXISTS (SELECT 1 FROM route_copy g WHERE g.holder = p.id AND g.binding_id = b.id AND g.side = 1)
           OR EXISTS (SELECT 1 FROM agent_copy a WHERE a.holder = p.id AND a.agent_id = b.agent_id)))

-- name: line
-- engine: sqlite
SELECT i.blind, b.model,
    COALESCE((SELECT s.party FROM binding_side s
              WHERE s.did_id = b.did_id AND s.side = 1 AND (s.binding_id = b.id OR s.owner <> x'')), x'')
FROM binding b JOIN agent_index i ON i.agent_id = b.agent_id
WHERE b.id = :binding AND b.agent_id <> 0

-- name: opt_outs
-- engine: sqlite
SELECT COUNT(*) FROM opt_out

-- name: past
-- engine: sqlite
SELECT b.id, b.process_id, b.free_at FROM binding b
WHERE b.did_id = :did
  AND (b.id = :binding
       OR (b.keeps_numbers = 1 AND (b.customer_number IN (SELECT value FROM json_each(:ids))
                                    OR b.agent_number IN (SELECT value FROM json_each(:ids)))))
ORDER BY b.id DESC LIMIT 1

-- name: sealed
-- engine: postgresql
SELECT binding_id, did_id, brand, session, process_id, pool_id, model, agent_id, recording, created_at,
       expires_at, customer_copy, agent_copy, customer_party, agent_party, owner
FROM cv_api.route_bindings(ARRAY(SELECT b.id FROM binding b WHERE b.did_id = :did AND b.ended_at IS NULL))
WHERE CAST(:me AS bigint) = cv_api.me()

-- name: sealed
-- engine: sqlite
SELECT b.id, d.id, COALESCE(NULLIF(p.brand, ''), char(10) || p.id), b.public_id, b.process_id, b.asked_pool_id,
       b.model, b.agent_id, b.recording, b.created_at, b.expires_at, c.sealed,
       CASE WHEN b.agent_id = 0 THEN g.sealed ELSE a.sealed END, x.party, y.party, COALESCE(x.owner, y.owner)
FROM binding b JOIN did d ON d.id = b.did_id
LEFT JOIN pool p ON p.id = d.pool_id
LEFT JOIN route_copy c ON c.binding_id = b.id AND c.side = 0 AND c.holder = :me
LEFT JOIN route_copy g ON g.binding_id = b.id AND g.side = 1 AND g.holder = :me
LEFT JOIN agent_copy a ON a.agent_id = b.agent_id AND a.holder = :me
LEFT JOIN binding_side x ON x.did_id = b.did_id AND x.side = 0
    AND (CASE WHEN b.model = 3 THEN x.owner <> x'' ELSE x.binding_id = b.id AND x.owner = x'' END)
LEFT JOIN binding_side y ON y.did_id = b.did_id AND y.side = 1
    AND (CASE WHEN b.model = 2 THEN y.owner <> x'' ELSE y.binding_id = b.id AND y.owner = x'' END)
WHERE b.did_id = :did AND b.ended_at IS NULL AND b.keeps_numbers = 1
  AND (b.expires_at IS NULL OR b.expires_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
ORDER BY b.id

-- name: count_late
-- engine: postgresql
SELECT COUNT(*) FROM cv_api.late_call_add(:did, :code)

-- name: count_late
-- engine: sqlite
INSERT INTO late_call VALUES (:did, CAST((julianday('now') - 2440587.5) * 24 AS INTEGER), :code, 1)
ON CONFLICT (did_id, hour, calling_code) DO UPDATE SET calls = calls + 1
RETURNING calls
