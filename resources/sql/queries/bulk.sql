-- Beginnings of bulk writes: SQLite gets rows of values appended, PostgreSQL copies lines in.

-- name: leg
-- engine: sqlite
INSERT INTO temp.staged_leg (seq, row_key, link_key, campaign_id, local_day, case_ref, shape, kind, medium, direction,
    agent_id, proxy_did, presented, country, area, account, started_at, answered_at, ended_at, billable_seconds,
    disposition, customer_kind, customer_text, customer_starred, customer_seq, agent_kind, agent_text, agent_starred,
    agent_seq, recording_id, session_name, rate_zone, cost_micros, currency, recharge_micros, recharge_currency,
    consent) VALUES

-- name: leg
-- engine: postgresql
COPY cv_stage.leg (batch, seq, row_key, link_key, campaign_id, local_day, case_ref, shape, kind, medium, direction,
    agent_id, proxy_did, presented, country, area, account, started_at, answered_at, ended_at, billable_seconds,
    disposition, customer_kind, customer_text, customer_starred, customer_seq, agent_kind, agent_text, agent_starred,
    agent_seq, recording_id, session_name, rate_zone, cost_micros, currency, recharge_micros, recharge_currency,
    consent) FROM STDIN

-- name: number
-- engine: sqlite
INSERT INTO temp.staged_number (seq, blind, month, number_id, epoch_id, cipher) VALUES

-- name: number
-- engine: postgresql
COPY cv_stage.number (batch, seq, blind, month, number_id, epoch_id, cipher) FROM STDIN

-- name: epoch
-- engine: sqlite
INSERT INTO temp.staged_epoch (epoch_id, generation, month, sealed_key) VALUES

-- name: epoch
-- engine: postgresql
COPY cv_stage.epoch (batch, epoch_id, generation, month, sealed_key) FROM STDIN
