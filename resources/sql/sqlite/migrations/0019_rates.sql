-- Rates: what a minute costs to the numbers that begin with a prefix, in two lists, what carriers take and what is charged
-- on. A leg gets its zone, the prefix, when it is written, and is rated again by that: a number is not needed any more.
-- Amounts are millionths of a currency's unit.

-- Valid from a moment on, until the end or until another rate of the prefix begins. A rate that was wrong from its
-- beginning is withdrawn. Nothing is ever removed: the rows are the history.
CREATE TABLE rate (
    id              INTEGER PRIMARY KEY,
    kind            INTEGER NOT NULL CHECK (kind IN (0, 1)),
    prefix          TEXT NOT NULL CHECK (prefix GLOB '+[1-9]*' AND length(prefix) <= 8 AND substr(prefix, 2) NOT GLOB '*[^0-9]*'),
    price_micros    INTEGER NOT NULL CHECK (price_micros BETWEEN 0 AND 10000000000),
    currency        TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
    increment       INTEGER NOT NULL CHECK (increment BETWEEN 1 AND 3600),
    minimum         INTEGER NOT NULL CHECK (minimum BETWEEN 0 AND 3600),
    valid_from      INTEGER NOT NULL,
    valid_until     INTEGER CHECK (valid_until > valid_from),
    withdrawn       INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
    added_by        INTEGER NOT NULL,
    added_at        INTEGER NOT NULL,
    closed_by       INTEGER,
    closed_at       INTEGER
);
CREATE UNIQUE INDEX rate_begins ON rate (kind, prefix, valid_from) WHERE withdrawn = 0;

-- A leg without a rate has no cost, which is not 0. A session's are the sums of its legs that have one, while these are of
-- one currency.
ALTER TABLE call_leg ADD COLUMN recharge_micros INTEGER;
ALTER TABLE call_leg ADD COLUMN recharge_currency TEXT;
ALTER TABLE call_session ADD COLUMN rated_legs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call_session ADD COLUMN recharge_micros INTEGER;
ALTER TABLE call_session ADD COLUMN recharge_currency TEXT;

-- The view of calls as before, with the new columns at its end.
DROP VIEW call_row;
CREATE VIEW call_row AS
    SELECT s.id, s.public_id, s.process_id, s.campaign_id, s.agent_id, s.proxy_did, s.started_at, s.ended_at,
           s.direction, s.disposition, s.legs, s.talk_seconds, s.billable_seconds, s.cost_micros, s.currency,
           s.recording_id, s.case_ref, p.name AS process, c.name AS campaign, a.code AS agent_code,
           a.name AS agent_name, d.number AS proxy,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_kind ELSE coalesce(b.customer_kind, 0) END AS customer_kind,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_text ELSE b.customer_text END AS customer_text,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_starred ELSE b.customer_starred END AS customer_starred,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_kind ELSE coalesce(b.agent_kind, 0) END AS agent_kind,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_text ELSE b.agent_text END AS agent_text,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_starred ELSE b.agent_starred END AS agent_starred,
           s.rated_legs, s.recharge_micros, s.recharge_currency
    FROM shown_session s
    LEFT JOIN shown_leg l ON l.session_id = s.id AND l.leg = 1
    LEFT JOIN shown_leg b ON b.session_id = s.id AND b.leg = 2
    LEFT JOIN process p ON p.id = s.process_id
    LEFT JOIN campaign c ON c.id = s.campaign_id
    LEFT JOIN agent a ON a.id = s.agent_id
    LEFT JOIN did d ON d.id = s.proxy_did;
