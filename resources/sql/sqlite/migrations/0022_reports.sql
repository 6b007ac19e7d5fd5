-- Reports: sums of calls and of money by day, for everything together and for each account, country and agent, so that a
-- report reads days and no calls. queries/roll_up.sql brings calls into the sums and takes them out of them; whatever
-- changes a call takes it out before and brings it in after.
DROP TABLE call_day;

-- By process, campaign and the process's own calendar day, those of the call. sort: 0 everything (member ''), 1 the leg's
-- account, 2 its country, 3 its agent's id, or the call's when the leg has none. A call counts once in each member that
-- has a leg of it; it is masked when one of its legs was written under a policy that masks.
CREATE TABLE call_day (
    process_id      INTEGER NOT NULL,
    local_day       INTEGER NOT NULL,
    campaign_id     INTEGER NOT NULL,
    sort            INTEGER NOT NULL CHECK (sort BETWEEN 0 AND 3),
    member          TEXT NOT NULL DEFAULT '',
    sessions        INTEGER NOT NULL,
    answered        INTEGER NOT NULL,
    masked          INTEGER NOT NULL,
    legs            INTEGER NOT NULL,
    talk_seconds    INTEGER NOT NULL,
    billable_seconds INTEGER NOT NULL,
    PRIMARY KEY (process_id, sort, local_day, campaign_id, member)
) WITHOUT ROWID;

-- The same of money: legs that have a cost (list 0) or a recharge (list 1).
CREATE TABLE charge_day (
    process_id      INTEGER NOT NULL,
    local_day       INTEGER NOT NULL,
    campaign_id     INTEGER NOT NULL,
    sort            INTEGER NOT NULL CHECK (sort BETWEEN 0 AND 3),
    member          TEXT NOT NULL DEFAULT '',
    list            INTEGER NOT NULL CHECK (list IN (0, 1)),
    currency        TEXT NOT NULL,
    legs            INTEGER NOT NULL,
    micros          INTEGER NOT NULL,
    PRIMARY KEY (process_id, sort, local_day, campaign_id, member, list, currency)
) WITHOUT ROWID;

-- What there is already.
CREATE TEMP VIEW rolled_leg AS
    SELECT s.id AS id, s.process_id AS process_id, s.local_day AS local_day, s.campaign_id AS campaign_id, k.sort AS sort,
           CASE k.sort WHEN 1 THEN COALESCE(l.account, '') WHEN 2 THEN COALESCE(l.country, '')
                       WHEN 3 THEN CAST(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END AS TEXT)
                       ELSE '' END AS member,
           l.disposition = 1 AS answered, COALESCE(r.kind, 0) <> 0 AS masked, l.billable_seconds AS billable_seconds,
           l.cost_micros AS cost_micros, l.currency AS currency, l.recharge_micros AS recharge_micros,
           l.recharge_currency AS recharge_currency
    FROM call_session s CROSS JOIN call_leg l ON l.session_id = s.id
    LEFT JOIN policy_revision r ON r.id = l.revision_id
    CROSS JOIN (SELECT 0 AS sort UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) k;
INSERT INTO call_day (process_id, local_day, campaign_id, sort, member, sessions, answered, masked, legs, talk_seconds,
    billable_seconds)
SELECT c.process_id, c.local_day, c.campaign_id, c.sort, c.member, COUNT(*), SUM(c.answered), SUM(c.masked), SUM(c.legs),
       SUM(c.talk), SUM(c.billable)
FROM (SELECT l.process_id AS process_id, l.local_day AS local_day, l.campaign_id AS campaign_id, l.sort AS sort,
             l.member AS member, MAX(l.answered) AS answered, MAX(l.masked) AS masked, COUNT(*) AS legs,
             MAX(l.billable_seconds) AS talk, SUM(l.billable_seconds) AS billable
      FROM temp.rolled_leg l GROUP BY l.id, l.sort, l.member) c
GROUP BY c.process_id, c.local_day, c.campaign_id, c.sort, c.member;
INSERT INTO charge_day (process_id, local_day, campaign_id, sort, member, list, currency, legs, micros)
SELECT l.process_id, l.local_day, l.campaign_id, l.sort, l.member, n.list,
       CASE n.list WHEN 0 THEN l.currency ELSE l.recharge_currency END, COUNT(*),
       SUM(CASE n.list WHEN 0 THEN l.cost_micros ELSE l.recharge_micros END)
FROM temp.rolled_leg l CROSS JOIN (SELECT 0 AS list UNION ALL SELECT 1) n
WHERE CASE n.list WHEN 0 THEN l.cost_micros ELSE l.recharge_micros END IS NOT NULL
GROUP BY l.process_id, l.local_day, l.campaign_id, l.sort, l.member, n.list,
         CASE n.list WHEN 0 THEN l.currency ELSE l.recharge_currency END;
DROP VIEW temp.rolled_leg;
