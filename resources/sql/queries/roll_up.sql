-- How calls get into the sums by day, and out of them: what cv_api.roll_sessions does on a server. Calls are listed in
-- temp.rolling and folded into temp.rolled, where those of one account, country, agent and currency are one row of their day (own 0), and each other
-- call has its own; then the row is added to the days, or taken away (:sign -1). No call stands in a list twice.

-- name: clear
-- engine: sqlite
DELETE FROM temp.rolled

-- name: clear_list
-- engine: sqlite
DELETE FROM temp.rolling

-- name: list_fresh
-- engine: sqlite
INSERT INTO temp.rolling (session_id)
SELECT session_id FROM temp.fresh_session WHERE CAST(:known AS INTEGER) = 0 OR known = 1

-- name: list_given
-- engine: sqlite
INSERT INTO temp.rolling (session_id) SELECT value FROM json_each(:sessions)

-- name: fold
-- engine: sqlite
INSERT INTO temp.rolled (process_id, local_day, campaign_id, own, account, country, agent, currency, recharge_currency,
    sessions, answered, leg_answered, masked, legs, talk, leg_talk, billable, costs, cost, recharges, recharge)
SELECT f.process_id, f.local_day, f.campaign_id, CASE WHEN f.is_one THEN 0 ELSE f.id END, f.account, f.country,
       CASE WHEN f.is_one THEN f.agent ELSE f.session_agent END, f.currency, f.recharge_currency, COUNT(*),
       SUM(f.answered), SUM(f.leg_answered), SUM(f.masked), SUM(f.legs), SUM(f.talk), SUM(f.leg_talk), SUM(f.billable),
       SUM(f.costs), SUM(f.cost), SUM(f.recharges), SUM(f.recharge)
FROM (SELECT s.id AS id, s.process_id AS process_id, s.local_day AS local_day, s.campaign_id AS campaign_id,
             MIN(COALESCE(l.account, '')) = MAX(COALESCE(l.account, ''))
                 AND MIN(COALESCE(l.country, '')) = MAX(COALESCE(l.country, ''))
                 AND MIN(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END)
                     = MAX(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END)
                 AND COALESCE(MIN(l.currency) = MAX(l.currency), 1)
                 AND COALESCE(MIN(l.recharge_currency) = MAX(l.recharge_currency), 1) AS is_one,
             MIN(COALESCE(l.account, '')) AS account, MIN(COALESCE(l.country, '')) AS country,
             MIN(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END) AS agent, s.agent_id AS session_agent,
             MIN(l.currency) AS currency, MIN(l.recharge_currency) AS recharge_currency, s.disposition = 1 AS answered,
             MAX(l.disposition = 1) AS leg_answered, MAX(COALESCE(r.kind, 0) <> 0) AS masked, COUNT(*) AS legs,
             s.talk_seconds AS talk, MAX(l.billable_seconds) AS leg_talk, SUM(l.billable_seconds) AS billable,
             COUNT(l.cost_micros) AS costs, SUM(l.cost_micros) AS cost, COUNT(l.recharge_micros) AS recharges,
             SUM(l.recharge_micros) AS recharge
      FROM temp.rolling w CROSS JOIN call_session s ON s.id = w.session_id
      CROSS JOIN call_leg l ON l.session_id = s.id
      LEFT JOIN policy_revision r ON r.id = l.revision_id
      GROUP BY s.id) f
GROUP BY f.process_id, f.local_day, f.campaign_id, 4, f.account, f.country, 7, f.currency, f.recharge_currency

-- name: add_days
-- engine: sqlite
INSERT INTO call_day (process_id, local_day, campaign_id, sort, member, sessions, answered, masked, legs, talk_seconds,
    billable_seconds)
SELECT u.process_id, u.local_day, u.campaign_id, u.sort, u.member, :sign * SUM(u.sessions), :sign * SUM(u.answered),
       :sign * SUM(u.masked), :sign * SUM(u.legs), :sign * SUM(u.talk), :sign * SUM(u.billable)
FROM (SELECT p.process_id AS process_id, p.local_day AS local_day, p.campaign_id AS campaign_id, k.sort AS sort,
             CASE k.sort WHEN 1 THEN p.account WHEN 2 THEN p.country WHEN 3 THEN CAST(p.agent AS TEXT) ELSE '' END
                 AS member,
             p.sessions AS sessions, CASE k.sort WHEN 0 THEN p.answered ELSE p.leg_answered END AS answered,
             p.masked AS masked, p.legs AS legs, CASE k.sort WHEN 0 THEN p.talk ELSE p.leg_talk END AS talk,
             p.billable AS billable
      FROM temp.rolled p CROSS JOIN (SELECT 0 AS sort UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) k
      WHERE p.own = 0 OR k.sort = 0
      UNION ALL
      SELECT p.process_id, p.local_day, p.campaign_id, k.sort,
             CASE k.sort WHEN 1 THEN COALESCE(l.account, '') WHEN 2 THEN COALESCE(l.country, '')
                         ELSE CAST(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE p.agent END AS TEXT) END,
             1, MAX(l.disposition = 1), MAX(COALESCE(r.kind, 0) <> 0), COUNT(*), MAX(l.billable_seconds),
             SUM(l.billable_seconds)
      FROM temp.rolled p CROSS JOIN call_leg l ON l.session_id = p.own
      LEFT JOIN policy_revision r ON r.id = l.revision_id
      CROSS JOIN (SELECT 1 AS sort UNION ALL SELECT 2 UNION ALL SELECT 3) k
      WHERE p.own <> 0
      GROUP BY p.own, k.sort, 5) u
GROUP BY u.process_id, u.sort, u.local_day, u.campaign_id, u.member
ON CONFLICT (process_id, sort, local_day, campaign_id, member) DO UPDATE SET sessions = sessions + excluded.sessions,
    answered = answered + excluded.answered, masked = masked + excluded.masked, legs = legs + excluded.legs,
    talk_seconds = talk_seconds + excluded.talk_seconds, billable_seconds = billable_seconds + excluded.billable_seconds

-- name: add_charges
-- engine: sqlite
INSERT INTO charge_day (process_id, local_day, campaign_id, sort, member, list, currency, legs, micros)
SELECT u.process_id, u.local_day, u.campaign_id, u.sort, u.member, u.list, u.currency, :sign * SUM(u.legs),
       :sign * SUM(u.micros)
FROM (SELECT p.process_id AS process_id, p.local_day AS local_day, p.campaign_id AS campaign_id, k.sort AS sort,
             CASE k.sort WHEN 1 THEN p.account WHEN 2 THEN p.country WHEN 3 THEN CAST(p.agent AS TEXT) ELSE '' END
                 AS member,
             n.list AS list, CASE n.list WHEN 0 THEN p.currency ELSE p.recharge_currency END AS currency,
             CASE n.list WHEN 0 THEN p.costs ELSE p.recharges END AS legs,
             CASE n.list WHEN 0 THEN p.cost ELSE p.recharge END AS micros
      FROM temp.rolled p CROSS JOIN (SELECT 0 AS sort UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) k
      CROSS JOIN (SELECT 0 AS list UNION ALL SELECT 1) n
      WHERE p.own = 0
      UNION ALL
      SELECT p.process_id, p.local_day, p.campaign_id, k.sort,
             CASE k.sort WHEN 1 THEN COALESCE(l.account, '') WHEN 2 THEN COALESCE(l.country, '')
                         WHEN 3 THEN CAST(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE p.agent END AS TEXT)
                         ELSE '' END,
             n.list, CASE n.list WHEN 0 THEN l.currency ELSE l.recharge_currency END,
             CASE n.list WHEN 0 THEN l.cost_micros ELSE l.recharge_micros END IS NOT NULL,
             CASE n.list WHEN 0 THEN l.cost_micros ELSE l.recharge_micros END
      FROM temp.rolled p CROSS JOIN call_leg l ON l.session_id = p.own
      CROSS JOIN (SELECT 0 AS sort UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) k
      CROSS JOIN (SELECT 0 AS list UNION ALL SELECT 1) n
      WHERE p.own <> 0) u
WHERE u.legs > 0
GROUP BY u.process_id, u.sort, u.local_day, u.campaign_id, u.member, u.list, u.currency
ON CONFLICT (process_id, sort, local_day, campaign_id, member, list, currency) DO UPDATE SET legs = legs + excluded.legs,
    micros = micros + excluded.micros
