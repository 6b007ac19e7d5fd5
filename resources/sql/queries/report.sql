-- Sums for reports. A piece of a period is its first day times 100000 and its last one, days since 1970; a place is that of
-- a piece in their list, from 0; pieces follow each other without a gap. :by says whose sums they are: 1 of processes, 2 of
-- campaigns, else of what the sort is of. Old samples of pools were thinned to the fullest moments of their hours, so each
-- hour counts once, by these.

-- name: calls
-- engine: sqlite
SELECT p.key, CASE CAST(:by AS INTEGER) WHEN 1 THEN CAST(d.process_id AS TEXT) WHEN 2 THEN CAST(d.campaign_id AS TEXT)
              ELSE d.member END,
       SUM(d.sessions), SUM(d.answered), SUM(d.masked), SUM(d.legs), SUM(d.talk_seconds), SUM(d.billable_seconds)
FROM json_each(:pieces) p CROSS JOIN json_each(:processes) x
CROSS JOIN call_day d ON d.process_id = x.value AND d.sort = CAST(:sort AS INTEGER)
    AND d.local_day BETWEEN p.value / 100000 AND p.value % 100000
GROUP BY 1, 2

-- name: calls
-- engine: postgresql
SELECT width_bucket(d.local_day::bigint, x.starts) - 1,
       CASE CAST(:by AS integer) WHEN 1 THEN d.process_id::text WHEN 2 THEN d.campaign_id::text ELSE d.member END,
       SUM(d.sessions)::bigint, SUM(d.answered)::bigint, SUM(d.masked)::bigint, SUM(d.legs)::bigint,
       SUM(d.talk_seconds)::bigint, SUM(d.billable_seconds)::bigint
FROM (SELECT array_agg(p.days / 100000 ORDER BY p.place) AS starts, MIN(p.days / 100000) AS first_day,
             MAX(p.days % 100000) AS last_day
      FROM unnest(CAST(:pieces AS bigint[])) WITH ORDINALITY AS p (days, place)) x
JOIN call_day d ON d.process_id = ANY (CAST(:processes AS bigint[])) AND d.sort = CAST(:sort AS integer)
    AND d.local_day BETWEEN x.first_day AND x.last_day
GROUP BY 1, 2

-- name: charges
-- engine: sqlite
SELECT p.key, CASE CAST(:by AS INTEGER) WHEN 1 THEN CAST(d.process_id AS TEXT) WHEN 2 THEN CAST(d.campaign_id AS TEXT)
              ELSE d.member END,
       d.list, d.currency, SUM(d.legs), SUM(d.micros)
FROM json_each(:pieces) p CROSS JOIN json_each(:processes) x
CROSS JOIN charge_day d ON d.process_id = x.value AND d.sort = CAST(:sort AS INTEGER)
    AND d.local_day BETWEEN p.value / 100000 AND p.value % 100000
GROUP BY 1, 2, d.list, d.currency HAVING SUM(d.legs) <> 0

-- name: charges
-- engine: postgresql
SELECT width_bucket(d.local_day::bigint, x.starts) - 1,
       CASE CAST(:by AS integer) WHEN 1 THEN d.process_id::text WHEN 2 THEN d.campaign_id::text ELSE d.member END,
       d.list::integer, d.currency, SUM(d.legs)::bigint, SUM(d.micros)::bigint
FROM (SELECT array_agg(p.days / 100000 ORDER BY p.place) AS starts, MIN(p.days / 100000) AS first_day,
             MAX(p.days % 100000) AS last_day
      FROM unnest(CAST(:pieces AS bigint[])) WITH ORDINALITY AS p (days, place)) x
JOIN charge_day d ON d.process_id = ANY (CAST(:processes AS bigint[])) AND d.sort = CAST(:sort AS integer)
    AND d.local_day BETWEEN x.first_day AND x.last_day
GROUP BY 1, 2, d.list, d.currency HAVING SUM(d.legs) <> 0

-- name: pools
-- engine: sqlite
SELECT place, pool_id, COUNT(*), SUM(numbers), SUM(bound), SUM(taken), MAX(peak)
FROM (SELECT p.key AS place, o.id AS pool_id, MAX(s.numbers) AS numbers, MAX(s.bound) AS bound,
             MAX(CASE WHEN o.sharing = 0 THEN s.bound + s.cooling ELSE s.busiest END) AS taken,
             MAX(CASE WHEN s.numbers > 0
                      THEN (CASE WHEN o.sharing = 0 THEN s.bound + s.cooling ELSE s.busiest END) * 1000 / s.numbers
                      ELSE 0 END) AS peak
      FROM json_each(:pieces) p CROSS JOIN pool o
      CROSS JOIN pool_sample s ON s.pool_id = o.id AND s.at >= p.value / 100000 * 86400000
          AND s.at < (p.value % 100000 + 1) * 86400000
      GROUP BY p.key, o.id, s.at / 3600000) h
GROUP BY place, pool_id

-- name: pools
-- engine: postgresql
SELECT h.place - 1, h.pool_id, COUNT(*), SUM(h.numbers), SUM(h.bound), SUM(h.taken), MAX(h.peak)
FROM (SELECT p.place, o.id AS pool_id, MAX(s.numbers) AS numbers, MAX(s.bound) AS bound,
             MAX(CASE WHEN o.sharing = 0 THEN s.bound + s.cooling ELSE s.busiest END) AS taken,
             MAX(CASE WHEN s.numbers > 0
                      THEN (CASE WHEN o.sharing = 0 THEN s.bound + s.cooling ELSE s.busiest END) * 1000 / s.numbers
                      ELSE 0 END) AS peak
      FROM unnest(CAST(:pieces AS bigint[])) WITH ORDINALITY AS p (days, place)
      CROSS JOIN pool o
      JOIN pool_sample s ON s.pool_id = o.id AND s.at >= p.days / 100000 * 86400000
          AND s.at < (p.days % 100000 + 1) * 86400000
      GROUP BY p.place, o.id, s.at / 3600000) h
GROUP BY h.place, h.pool_id

-- name: late
-- engine: sqlite
SELECT l.hour / 24, d.pool_id, SUM(l.calls) FROM late_call l JOIN did d ON d.id = l.did_id
WHERE d.pool_id IS NOT NULL AND l.hour >= :from_day * 24 AND l.hour < (:to_day + 1) * 24
GROUP BY 1, 2

-- name: late
-- engine: postgresql
SELECT day, pool_id, calls FROM cv_api.late_days(CAST(:from_day AS integer), CAST(:to_day AS integer))

-- name: opt_outs
-- engine: sqlite
SELECT created_at / 86400000, brand, COUNT(*) FROM opt_out
WHERE created_at >= :from_day * 86400000 AND created_at < (:to_day + 1) * 86400000
GROUP BY 1, 2

-- name: opt_outs
-- engine: postgresql
SELECT day, brand, noted FROM cv_api.opt_out_days(CAST(:from_day AS integer), CAST(:to_day AS integer))

-- name: reveals
-- engine: sqlite
SELECT d.at / 86400000, d.actor_id, SUM(substr(d.after, 1, 7) = 'granted'), SUM(substr(d.after, 1, 7) = 'refused'),
       SUM(CASE WHEN substr(d.after, 1, 7) <> 'granted' THEN 0 WHEN d.action = 'number.reveal' THEN 1
                WHEN instr(d.after, '; numbers ') = 0 THEN 0
                ELSE CAST(substr(d.after, instr(d.after, '; numbers ') + 10) AS INTEGER) END)
FROM deed d
WHERE d.at >= :from_day * 86400000 AND d.at < (:to_day + 1) * 86400000 AND d.action IN ('number.reveal', 'call.export')
  AND substr(d.after, 1, 7) IN ('granted', 'refused')
GROUP BY 1, 2

-- name: reveals
-- engine: postgresql
SELECT day, person_id, granted, denied, numbers
FROM cv_api.reveal_days(CAST(:from_day AS integer), CAST(:to_day AS integer))

-- name: check
-- engine: postgresql
SELECT local_day, sort, member, differing
FROM cv_api.report_check(:process, CAST(:from_day AS integer), CAST(:to_day AS integer))

-- name: check
-- engine: sqlite
WITH leg AS (
    SELECT s.id AS id, s.local_day AS local_day, s.campaign_id AS campaign_id, k.sort AS sort,
           CASE k.sort WHEN 1 THEN COALESCE(l.account, '') WHEN 2 THEN COALESCE(l.country, '')
                       WHEN 3 THEN CAST(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END AS TEXT)
                       ELSE '' END AS member,
           l.disposition = 1 AS answered, COALESCE(r.kind, 0) <> 0 AS masked, l.billable_seconds AS billable_seconds,
           l.cost_micros AS cost_micros, l.currency AS currency, l.recharge_micros AS recharge_micros,
           l.recharge_currency AS recharge_currency
    FROM call_session s CROSS JOIN call_leg l ON l.session_id = s.id
    LEFT JOIN policy_revision r ON r.id = l.revision_id
    CROSS JOIN (SELECT 0 AS sort UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) k
    WHERE s.process_id = :process AND s.local_day BETWEEN :from_day AND :to_day
), counted AS (
    SELECT c.local_day, c.campaign_id, c.sort, c.member, -1 AS list, '' AS currency, COUNT(*) AS sessions,
           SUM(c.answered), SUM(c.masked), SUM(c.legs) AS legs, SUM(c.talk), SUM(c.billable)
    FROM (SELECT l.local_day AS local_day, l.campaign_id AS campaign_id, l.sort AS sort, l.member AS member,
                 MAX(l.answered) AS answered, MAX(l.masked) AS masked, COUNT(*) AS legs,
                 MAX(l.billable_seconds) AS talk, SUM(l.billable_seconds) AS billable
          FROM leg l GROUP BY l.id, l.sort, l.member) c
    GROUP BY c.local_day, c.campaign_id, c.sort, c.member
    UNION ALL
    SELECT l.local_day, l.campaign_id, l.sort, l.member, 0, l.currency, 0, 0, 0, COUNT(*), SUM(l.cost_micros), 0
    FROM leg l WHERE l.cost_micros IS NOT NULL GROUP BY l.local_day, l.campaign_id, l.sort, l.member, l.currency
    UNION ALL
    SELECT l.local_day, l.campaign_id, l.sort, l.member, 1, l.recharge_currency, 0, 0, 0, COUNT(*),
           SUM(l.recharge_micros), 0
    FROM leg l WHERE l.recharge_micros IS NOT NULL
    GROUP BY l.local_day, l.campaign_id, l.sort, l.member, l.recharge_currency
), rolled AS (
    SELECT d.local_day, d.campaign_id, d.sort, d.member, -1 AS list, '' AS currency, d.sessions, d.answered, d.masked,
           d.legs, d.talk_seconds, d.billable_seconds
    FROM call_day d
    WHERE d.process_id = :process AND d.local_day BETWEEN :from_day AND :to_day
      AND (d.sessions, d.answered, d.masked, d.legs, d.talk_seconds, d.billable_seconds) <> (0, 0, 0, 0, 0, 0)
    UNION ALL
    SELECT d.local_day, d.campaign_id, d.sort, d.member, d.list, d.currency, 0, 0, 0, d.legs, d.micros, 0
    FROM charge_day d
    WHERE d.process_id = :process AND d.local_day BETWEEN :from_day AND :to_day AND (d.legs, d.micros) <> (0, 0)
), odd AS (
    SELECT local_day, sort, member FROM (SELECT * FROM counted EXCEPT SELECT * FROM rolled)
    UNION ALL SELECT local_day, sort, member FROM (SELECT * FROM rolled EXCEPT SELECT * FROM counted)
)
SELECT NULL, 0, '', (SELECT COUNT(*) FROM rolled)
UNION ALL
SELECT * FROM (SELECT o.local_day, o.sort, o.member, COUNT(*) FROM odd o GROUP BY o.local_day, o.sort, o.member
               ORDER BY o.local_day, o.sort, o.member LIMIT 1000)
