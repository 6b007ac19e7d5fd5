-- name: begin
-- engine: postgresql
INSERT INTO cv_stage.batch (batch) VALUES (:batch)

-- name: publish
-- engine: postgresql
SELECT outcome, sessions, legs, duplicates
FROM cv_api.import_publish(:batch, :process, :revision, :format, :records, :rejected)

-- name: discard
-- engine: postgresql
SELECT cv_api.import_discard(:batch)

-- The steps below are what cv_api.import_publish does, in the same order; see there for the reasons. One file can hold
-- several processes: each is published by itself, and its staged rows are those with a seq after :first up to :last.

-- name: clear_fresh
-- engine: sqlite
DELETE FROM temp.fresh_leg

-- name: clear_sessions
-- engine: sqlite
DELETE FROM temp.fresh_session

-- name: find_fresh
-- engine: sqlite
INSERT INTO temp.fresh_leg (seq, row_key, occurrence, link, place)
SELECT k.seq, k.row_key, k.occurrence, k.link, ROW_NUMBER() OVER (PARTITION BY k.link ORDER BY k.started_at, k.seq)
FROM (SELECT l.seq, l.row_key, l.started_at, COALESCE(l.link_key, l.seq) AS link,
             ROW_NUMBER() OVER (PARTITION BY l.row_key ORDER BY l.seq) AS occurrence
      FROM temp.staged_leg l WHERE l.seq > CAST(:first AS INTEGER) AND l.seq <= CAST(:last AS INTEGER)) k
WHERE NOT EXISTS (SELECT 1 FROM import_row r WHERE r.process_id = CAST(:process AS INTEGER) AND r.row_key = k.row_key
                  AND r.occurrence = k.occurrence)

-- name: drop_unused_numbers
-- engine: sqlite
DELETE FROM temp.staged_number
WHERE seq > CAST(:first AS INTEGER) AND seq <= CAST(:last AS INTEGER) AND seq NOT IN (
    SELECT l.customer_seq FROM temp.fresh_leg f JOIN temp.staged_leg l ON l.seq = f.seq
    UNION ALL SELECT l.agent_seq FROM temp.fresh_leg f JOIN temp.staged_leg l ON l.seq = f.seq)

-- name: last_session
-- engine: sqlite
SELECT COALESCE(MAX(id), 0) FROM call_session

-- name: group_sessions
-- engine: sqlite
INSERT INTO temp.fresh_session (session_id, link, known, old_legs, started_at, ended_at, leg_count, talk, billable,
                                answered, agent, proxy, recording, case_ref, campaign_id, direction, local_day,
                                disposition, named, rated, cost, currency, recharge, recharge_currency)
SELECT CASE WHEN g.known THEN g.known_id ELSE CAST(:base AS INTEGER)
            + ROW_NUMBER() OVER (PARTITION BY g.known ORDER BY g.started_at, g.first_seq) END,
       g.link, g.known, CASE WHEN g.known THEN (SELECT s.legs FROM call_session s WHERE s.id = g.known_id) ELSE 0 END,
       g.started_at, g.ended_at, g.leg_count, g.talk, g.billable, g.answered, g.agent, g.proxy, g.recording,
       g.case_ref, g.campaign_id, g.direction, g.local_day, g.disposition, g.named, g.rated, g.cost, g.currency,
       g.recharge, g.recharge_currency
FROM (SELECT f.link AS link, MAX(x.session_id) AS known_id, MAX(x.session_id) IS NOT NULL AS known,
             MAX(CASE WHEN f.place = 1 THEN f.seq END) AS first_seq, MIN(l.started_at) AS started_at,
             MAX(l.ended_at) AS ended_at, COUNT(*) AS leg_count, MAX(l.billable_seconds) AS talk,
             SUM(l.billable_seconds) AS billable, MAX(l.disposition = 1) AS answered, MAX(l.agent_id) AS agent,
             MAX(l.proxy_did) AS proxy, MAX(l.recording_id) AS recording, MAX(l.case_ref) AS case_ref,
             MAX(CASE WHEN f.place = 1 THEN l.campaign_id END) AS campaign_id,
             MAX(CASE WHEN f.place = 1 THEN l.direction END) AS direction,
             MAX(CASE WHEN f.place = 1 THEN l.local_day END) AS local_day,
             MAX(CASE WHEN f.place = 1 THEN l.disposition END) AS disposition, MAX(l.session_name) AS named,
             COUNT(l.cost_micros) AS rated,
             CASE WHEN MIN(l.currency) = MAX(l.currency) THEN SUM(l.cost_micros) END AS cost,
             CASE WHEN MIN(l.currency) = MAX(l.currency) THEN MIN(l.currency) END AS currency,
             CASE WHEN MIN(l.recharge_currency) = MAX(l.recharge_currency) THEN SUM(l.recharge_micros) END AS recharge,
             CASE WHEN MIN(l.recharge_currency) = MAX(l.recharge_currency) THEN MIN(l.recharge_currency) END
                 AS recharge_currency
      FROM temp.fresh_leg f CROSS JOIN temp.staged_leg l ON l.seq = f.seq
      LEFT JOIN session_link x ON x.process_id = CAST(:process AS INTEGER) AND x.link_key = f.link
      GROUP BY f.link) g

-- name: count_made
-- engine: sqlite
SELECT COUNT(*) FROM temp.fresh_session WHERE known = 0

-- name: add_batch
-- engine: sqlite
INSERT INTO import_batch (process_id, revision_id, format, person_id, at, records, sessions, legs, duplicates, rejected)
VALUES (:process, :revision, :format, :person, :now, :records, :sessions, :legs, :duplicates, :rejected) RETURNING id

-- name: grow_batch
-- engine: sqlite
UPDATE import_batch SET records = records + :records, sessions = sessions + :sessions, legs = legs + :legs,
    duplicates = duplicates + :duplicates, rejected = rejected + :rejected
WHERE id = (SELECT MAX(o.id) FROM import_batch o
            WHERE o.process_id = :process AND o.format = :format AND o.revision_id = :revision AND o.person_id = :person
              AND o.at >= CAST(:now AS INTEGER) / 86400000 * 86400000)
RETURNING id

-- name: index_numbers
-- engine: sqlite
INSERT INTO number_index (process_id, blind, month, number_id)
SELECT CAST(:process AS INTEGER), blind, month, number_id FROM temp.staged_number
WHERE seq > CAST(:first AS INTEGER) AND seq <= CAST(:last AS INTEGER) ORDER BY blind, month ON CONFLICT DO NOTHING

-- name: add_numbers
-- engine: sqlite
INSERT INTO number (id, epoch_id, revision_id, cipher)
SELECT n.number_id, n.epoch_id, CAST(:revision AS INTEGER), n.cipher
FROM temp.staged_number n
JOIN number_index i ON i.process_id = CAST(:process AS INTEGER) AND i.blind = n.blind AND i.month = n.month
    AND i.number_id = n.number_id
WHERE n.seq > CAST(:first AS INTEGER) AND n.seq <= CAST(:last AS INTEGER)
ORDER BY n.number_id

-- name: map_numbers
-- engine: sqlite
UPDATE temp.staged_number
SET number_id = (SELECT i.number_id FROM number_index i
                 WHERE i.process_id = CAST(:process AS INTEGER) AND i.blind = staged_number.blind
                   AND i.month = staged_number.month)
WHERE seq > CAST(:first AS INTEGER) AND seq <= CAST(:last AS INTEGER)

-- name: add_epochs
-- engine: sqlite
INSERT INTO epoch (id, process_id, generation, month, sealed_key, created_by, created_at)
SELECT e.epoch_id, CAST(:process AS INTEGER), e.generation, e.month, e.sealed_key, CAST(:person AS INTEGER),
       CAST(:now AS INTEGER)
FROM temp.staged_epoch e
WHERE e.epoch_id IN (SELECT n.epoch_id FROM temp.staged_number n JOIN number x ON x.id = n.number_id
                     WHERE x.epoch_id = n.epoch_id AND n.seq > CAST(:first AS INTEGER)
                       AND n.seq <= CAST(:last AS INTEGER))
ON CONFLICT DO NOTHING

-- name: extend_known
-- engine: sqlite
UPDATE call_session
SET legs = legs + f.leg_count, talk_seconds = MAX(talk_seconds, f.talk),
    billable_seconds = billable_seconds + f.billable, started_at = MIN(call_session.started_at, f.started_at),
    local_day = CASE WHEN f.started_at < call_session.started_at THEN f.local_day ELSE call_session.local_day END,
    direction = CASE WHEN f.started_at < call_session.started_at THEN f.direction ELSE call_session.direction END,
    campaign_id = CASE WHEN f.started_at < call_session.started_at THEN f.campaign_id
                       ELSE call_session.campaign_id END,
    ended_at = COALESCE(MAX(call_session.ended_at, f.ended_at), call_session.ended_at, f.ended_at),
    disposition = CASE WHEN f.answered THEN 1 ELSE call_session.disposition END, agent_id = MAX(agent_id, f.agent),
    proxy_did = MAX(proxy_did, f.proxy), recording_id = COALESCE(recording_id, f.recording),
    case_ref = COALESCE(call_session.case_ref, f.case_ref)
FROM temp.fresh_session f WHERE f.session_id = call_session.id AND f.known = 1

-- name: add_sessions
-- engine: sqlite
INSERT INTO call_session (id, public_id, process_id, campaign_id, direction, agent_id, proxy_did, case_ref, started_at,
    ended_at, local_day, legs, talk_seconds, billable_seconds, disposition, recording_id, rated_legs, cost_micros,
    currency, recharge_micros, recharge_currency, batch_id)
SELECT f.session_id, COALESCE(f.named, randomblob(16)), CAST(:process AS INTEGER), f.campaign_id, f.direction,
       f.agent, f.proxy, f.case_ref, f.started_at, f.ended_at, f.local_day, f.leg_count, f.talk, f.billable,
       CASE WHEN f.answered THEN 1 ELSE f.disposition END, f.recording, f.rated, f.cost, f.currency, f.recharge,
       f.recharge_currency, CAST(:batch AS INTEGER)
FROM temp.fresh_session f
WHERE f.known = 0 ORDER BY f.session_id

-- name: add_legs
-- engine: sqlite
INSERT INTO call_leg (session_id, leg, consent, kind, medium, direction, agent_id, proxy_did, presented, country, area, account,
    started_at, answered_at, ended_at, billable_seconds, disposition, customer_kind, customer_text, customer_starred,
    customer_number, agent_kind, agent_text, agent_starred, agent_number, process_id, revision_id, recording_id,
    rate_zone, cost_micros, currency, recharge_micros, recharge_currency, batch_id)
SELECT s.session_id, s.old_legs + f.place, l.consent, l.kind, l.medium, l.direction, l.agent_id, l.proxy_did, l.presented,
       l.country, l.area, l.account, l.started_at, l.answered_at, l.ended_at, l.billable_seconds, l.disposition,
       l.customer_kind, l.customer_text, l.customer_starred, COALESCE(c.number_id, 0), l.agent_kind, l.agent_text,
       l.agent_starred, COALESCE(a.number_id, 0), CAST(:process AS INTEGER), CAST(:revision AS INTEGER),
       l.recording_id, l.rate_zone, l.cost_micros, l.currency, l.recharge_micros, l.recharge_currency,
       CAST(:batch AS INTEGER)
FROM temp.fresh_session s CROSS JOIN temp.fresh_leg f ON f.link = s.link CROSS JOIN temp.staged_leg l ON l.seq = f.seq
LEFT JOIN temp.staged_number c ON c.seq = l.customer_seq
LEFT JOIN temp.staged_number a ON a.seq = l.agent_seq
ORDER BY s.session_id, f.place

-- name: sum_known
-- engine: sqlite
UPDATE call_session SET rated_legs = c.rated, cost_micros = c.cost, currency = c.currency, recharge_micros = c.recharge,
    recharge_currency = c.recharge_currency
FROM (SELECT l.session_id AS session_id, COUNT(l.cost_micros) AS rated,
             CASE WHEN MIN(l.currency) = MAX(l.currency) THEN SUM(l.cost_micros) END AS cost,
             CASE WHEN MIN(l.currency) = MAX(l.currency) THEN MIN(l.currency) END AS currency,
             CASE WHEN MIN(l.recharge_currency) = MAX(l.recharge_currency) THEN SUM(l.recharge_micros) END AS recharge,
             CASE WHEN MIN(l.recharge_currency) = MAX(l.recharge_currency) THEN MIN(l.recharge_currency) END
                 AS recharge_currency
      FROM temp.fresh_session f CROSS JOIN call_leg l ON l.session_id = f.session_id
      WHERE f.known = 1 GROUP BY l.session_id) c
WHERE call_session.id = c.session_id

-- name: add_rows
-- engine: sqlite
INSERT INTO import_row (process_id, row_key, occurrence)
SELECT CAST(:process AS INTEGER), row_key, occurrence FROM temp.fresh_leg ORDER BY row_key, occurrence

-- name: add_links
-- engine: sqlite
INSERT INTO session_link (process_id, link_key, session_id)
SELECT CAST(:process AS INTEGER), link, session_id FROM temp.fresh_session WHERE known = 0 AND typeof(link) = 'blob' ORDER BY link

-- name: count_shapes
-- engine: sqlite
INSERT INTO shape_count (process_id, country_code, digits, numbers)
SELECT CAST(:process AS INTEGER), l.shape / 100, l.shape % 100, COUNT(*)
FROM temp.fresh_leg f JOIN temp.staged_leg l ON l.seq = f.seq
WHERE l.shape > 0 GROUP BY l.shape
ON CONFLICT (process_id, country_code, digits) DO UPDATE SET numbers = numbers + excluded.numbers

-- name: profiles
SELECT name, body FROM import_profile ORDER BY name_key

-- name: profile
SELECT name, body FROM import_profile WHERE name_key = :name_key

-- name: save_profile
INSERT INTO import_profile (name_key, name, body, changed_by, changed_at)
VALUES (:name_key, :name, :body, :person, :now)
ON CONFLICT (name_key) DO UPDATE SET name = excluded.name, body = excluded.body, changed_by = excluded.changed_by,
    changed_at = excluded.changed_at

-- name: remove_profile
DELETE FROM import_profile WHERE name_key = :name_key
