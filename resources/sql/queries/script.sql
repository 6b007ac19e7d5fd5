-- Several statements each; run as a script, never prepared.

-- name: create_staging
-- engine: sqlite
CREATE TEMP TABLE IF NOT EXISTS staged_leg (
    seq INTEGER PRIMARY KEY, row_key BLOB, link_key BLOB, campaign_id INTEGER, local_day INTEGER, case_ref TEXT,
    shape INTEGER, kind INTEGER, medium INTEGER, direction INTEGER, agent_id INTEGER, proxy_did INTEGER, presented TEXT,
    country TEXT, area TEXT, account TEXT, started_at INTEGER, answered_at INTEGER, ended_at INTEGER,
    billable_seconds INTEGER, disposition INTEGER, customer_kind INTEGER, customer_text TEXT, customer_starred TEXT,
    customer_seq INTEGER, agent_kind INTEGER, agent_text TEXT, agent_starred TEXT, agent_seq INTEGER, recording_id TEXT,
    session_name BLOB, rate_zone TEXT, cost_micros INTEGER, currency TEXT, recharge_micros INTEGER,
    recharge_currency TEXT, consent INTEGER);
CREATE TEMP TABLE IF NOT EXISTS staged_number (
    seq INTEGER PRIMARY KEY, blind BLOB, month INTEGER, number_id INTEGER, epoch_id INTEGER, cipher BLOB);
CREATE TEMP TABLE IF NOT EXISTS staged_epoch (
    epoch_id INTEGER PRIMARY KEY, generation INTEGER, month INTEGER, sealed_key BLOB);
CREATE TEMP TABLE IF NOT EXISTS fresh_leg (
    link BLOB, place INTEGER, seq INTEGER, row_key BLOB, occurrence INTEGER, PRIMARY KEY (link, place)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS fresh_session (
    session_id INTEGER PRIMARY KEY, link BLOB, known INTEGER, old_legs INTEGER, started_at INTEGER, ended_at INTEGER,
    leg_count INTEGER, talk INTEGER, billable INTEGER, answered INTEGER, agent INTEGER, proxy INTEGER, recording TEXT,
    case_ref TEXT, campaign_id INTEGER, direction INTEGER, local_day INTEGER, disposition INTEGER, named BLOB,
    rated INTEGER, cost INTEGER, currency TEXT, recharge INTEGER, recharge_currency TEXT);
DELETE FROM staged_leg;
DELETE FROM staged_number;
DELETE FROM staged_epoch;
DELETE FROM fresh_leg;
DELETE FROM fresh_session;

-- name: drop_staging
-- engine: sqlite
DROP TABLE IF EXISTS temp.staged_leg;
DROP TABLE IF EXISTS temp.staged_number;
DROP TABLE IF EXISTS temp.staged_epoch;
DROP TABLE IF EXISTS temp.fresh_leg;
DROP TABLE IF EXISTS temp.fresh_session;

-- name: create_rolling
-- engine: sqlite
CREATE TEMP TABLE IF NOT EXISTS rolling (session_id INTEGER NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS rolled (
    process_id INTEGER, local_day INTEGER, campaign_id INTEGER, own INTEGER, account TEXT, country TEXT, agent INTEGER,
    currency TEXT, recharge_currency TEXT, sessions INTEGER, answered INTEGER, leg_answered INTEGER, masked INTEGER,
    legs INTEGER, talk INTEGER, leg_talk INTEGER, billable INTEGER, costs INTEGER, cost INTEGER, recharges INTEGER,
    recharge INTEGER);
