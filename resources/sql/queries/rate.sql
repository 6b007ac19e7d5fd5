-- Rates, and legs that are rated again.

-- name: list
-- engine: sqlite
SELECT r.id, r.kind, r.prefix, r.price_micros, r.currency, r.increment, r.minimum, r.valid_from, r.valid_until,
       r.withdrawn, r.added_at, a.display_name, r.closed_at, c.display_name
FROM rate r
LEFT JOIN person a ON a.id = r.added_by
LEFT JOIN person c ON c.id = r.closed_by
WHERE r.withdrawn <= :with_withdrawn
ORDER BY r.kind, r.prefix, r.valid_from, r.id

-- name: list
-- engine: postgresql
SELECT id, kind, prefix, price_micros, currency, increment, minimum, valid_from, valid_until, withdrawn, added_at,
       added_by, closed_at, closed_by
FROM cv_api.rate_list(:with_withdrawn)

-- name: stamp
-- engine: sqlite
SELECT COUNT(*) + COUNT(valid_until) + COALESCE(SUM(withdrawn), 0) FROM rate

-- name: stamp
-- engine: postgresql
SELECT cv_api.rate_stamp()

-- name: add
-- engine: sqlite
INSERT INTO rate (kind, prefix, price_micros, currency, increment, minimum, valid_from, added_by, added_at)
VALUES (:kind, :prefix, :price, :currency, :increment, :minimum, :begins, :person,
        CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)) RETURNING id

-- name: add_all
-- engine: postgresql
SELECT cv_api.rates_add(CAST(:kinds AS integer[]), CAST(:prefixes AS text[]), CAST(:prices AS bigint[]),
                        CAST(:currencies AS text[]), CAST(:increments AS integer[]), CAST(:minimums AS integer[]),
                        CAST(:begins AS bigint[]))

-- name: withdraw
-- engine: sqlite
UPDATE rate SET withdrawn = 1, closed_by = CAST(:person AS INTEGER),
    closed_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id IN (SELECT value FROM json_each(:rates)) AND withdrawn = 0

-- name: withdraw_all
-- engine: postgresql
SELECT cv_api.rates_withdraw(CAST(:rates AS bigint[]))

-- name: end
-- engine: sqlite
UPDATE rate SET valid_until = CAST(:until AS INTEGER), closed_by = CAST(:person AS INTEGER),
    closed_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :rate AND withdrawn = 0 AND valid_until IS NULL AND valid_from < CAST(:until AS INTEGER)

-- name: end_one
-- engine: postgresql
SELECT cv_api.rate_end(:rate, :until)::integer

-- name: begin_again
-- engine: postgresql
SELECT cv_api.rerate_begin(CAST(:processes AS bigint[]), :from_at, :to_at)

-- name: end_again
-- engine: postgresql
SELECT cv_api.rerate_end(:run)

-- name: page
-- engine: sqlite
SELECT c.started_at, c.id, l.leg, l.medium, l.started_at, l.billable_seconds, l.rate_zone, l.cost_micros, l.currency,
       l.recharge_micros, l.recharge_currency
FROM (SELECT s.started_at, s.id FROM call_session s
      WHERE s.process_id = :process AND s.started_at >= :from_at AND s.started_at < :to_at
        AND (s.started_at, s.id) > (:key_at, :key_id)
      ORDER BY s.started_at, s.id LIMIT :most) c
CROSS JOIN call_leg l ON l.session_id = c.id
ORDER BY c.started_at, c.id, l.leg

-- name: page
-- engine: postgresql
SELECT session_at, session_id, leg, medium, started_at, billable_seconds, rate_zone, cost_micros, currency,
       recharge_micros, recharge_currency
FROM cv_api.rerate_page(:process, :from_at, :to_at, :key_at, :key_id, :most)

-- name: put
-- engine: sqlite
UPDATE call_leg SET cost_micros = :cost, currency = :currency, recharge_micros = :recharge,
    recharge_currency = :recharge_currency
WHERE session_id = :session AND leg = :leg

-- name: put_all
-- engine: postgresql
SELECT cv_api.rerate_put(:run, :process, CAST(:sessions AS bigint[]), CAST(:legs AS integer[]), CAST(:costs AS bigint[]),
                         CAST(:currencies AS text[]), CAST(:recharges AS bigint[]),
                         CAST(:recharge_currencies AS text[]))

-- name: sum
-- engine: sqlite
UPDATE call_session SET rated_legs = c.rated, cost_micros = c.cost, currency = c.currency, recharge_micros = c.recharge,
    recharge_currency = c.recharge_currency
FROM (SELECT l.session_id AS session_id, COUNT(l.cost_micros) AS rated,
             CASE WHEN MIN(l.currency) = MAX(l.currency) THEN SUM(l.cost_micros) END AS cost,
             CASE WHEN MIN(l.currency) = MAX(l.currency) THEN MIN(l.currency) END AS currency,
             CASE WHEN MIN(l.recharge_currency) = MAX(l.recharge_currency) THEN SUM(l.recharge_micros) END AS recharge,
             CASE WHEN MIN(l.recharge_currency) = MAX(l.recharge_currency) THEN MIN(l.recharge_currency) END
                 AS recharge_currency
      FROM json_each(:sessions) w CROSS JOIN call_leg l ON l.session_id = w.value GROUP BY l.session_id) c
WHERE call_session.id = c.session_id

-- name: unrated
-- engine: sqlite
SELECT s.process_id, l.rate_zone, l.medium, COUNT(*), SUM(l.billable_seconds), MIN(l.started_at), MAX(l.started_at)
FROM call_session s CROSS JOIN call_leg l ON l.session_id = s.id
WHERE s.process_id IN (SELECT value FROM json_each(:processes)) AND s.started_at >= :from_at AND s.started_at < :to_at
  AND CASE WHEN CAST(:list AS INTEGER) = 0 THEN s.rated_legs < s.legs AND l.cost_micros IS NULL
           ELSE l.recharge_micros IS NULL END
GROUP BY s.process_id, l.rate_zone, l.medium
ORDER BY COUNT(*) DESC, s.process_id, l.rate_zone, l.medium LIMIT :most

-- name: unrated
-- engine: postgresql
SELECT process_id, rate_zone, medium, legs, billable_seconds, first_at, last_at
FROM cv_api.unrated_legs(:list, :from_at, :to_at, CAST(:processes AS bigint[]), :most)
