-- Pages of the call log. The variants name the index that finds the rows; the conditions below it only narrow them.
-- Keys go backwards in time ("older") or forwards ("newer"); -1 and 0 mean any.

-- name: page_all_older
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE (started_at, id) < (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_all_newer
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE (started_at, id) > (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_process_older
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE process_id = :process AND (started_at, id) < (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_process_newer
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE process_id = :process AND (started_at, id) > (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_agent_older
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE agent_id = :agent AND (started_at, id) < (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_agent_newer
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE agent_id = :agent AND (started_at, id) > (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_proxy_older
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE proxy_did = :proxy AND (started_at, id) < (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_proxy_newer
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE proxy_did = :proxy AND (started_at, id) > (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_found_older
-- engine: sqlite
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id IN (SELECT value FROM json_each(:ids)) AND (started_at, id) < (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_found_older
-- engine: postgresql
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id = ANY(CAST(:ids AS bigint[])) AND (started_at, id) < (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_found_newer
-- engine: sqlite
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id IN (SELECT value FROM json_each(:ids)) AND (started_at, id) > (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_found_newer
-- engine: postgresql
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id = ANY(CAST(:ids AS bigint[])) AND (started_at, id) > (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_session_older
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE public_id = :public_id AND (started_at, id) < (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_session_newer
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE public_id = :public_id AND (started_at, id) > (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_recording_older
-- engine: sqlite
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id IN (SELECT l.session_id FROM shown_leg l WHERE l.recording_id IN (SELECT value FROM json_each(:recordings)))
  AND (started_at, id) < (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_recording_older
-- engine: postgresql
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id = ANY (ARRAY(SELECT l.session_id FROM shown_leg l
                     WHERE l.recording_id = ANY (CAST(:recordings AS text[]))))
  AND (started_at, id) < (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_recording_newer
-- engine: sqlite
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id IN (SELECT l.session_id FROM shown_leg l WHERE l.recording_id IN (SELECT value FROM json_each(:recordings)))
  AND (started_at, id) > (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_recording_newer
-- engine: postgresql
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id = ANY (ARRAY(SELECT l.session_id FROM shown_leg l
                     WHERE l.recording_id = ANY (CAST(:recordings AS text[]))))
  AND (started_at, id) > (:key_at, :key_id)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_tag_older
-- engine: sqlite
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id IN (SELECT s.id FROM session_tag t CROSS JOIN shown_session s ON s.public_id = t.public_id
                 AND s.process_id = t.process_id WHERE t.tag_key = :tag_key)
  AND (started_at, id) < (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_proxy AS integer) = 1 OR proxy_did = :over_proxy)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_tag_older
-- engine: postgresql
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id = ANY (ARRAY(SELECT s.id FROM session_tag t JOIN shown_session s ON s.public_id = t.public_id
                     AND s.process_id = t.process_id WHERE t.tag_key = :tag_key))
  AND (started_at, id) < (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_proxy AS integer) = 1 OR proxy_did = :over_proxy)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at DESC, id DESC LIMIT :rows

-- name: page_tag_newer
-- engine: sqlite
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id IN (SELECT s.id FROM session_tag t CROSS JOIN shown_session s ON s.public_id = t.public_id
                 AND s.process_id = t.process_id WHERE t.tag_key = :tag_key)
  AND (started_at, id) > (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_proxy AS integer) = 1 OR proxy_did = :over_proxy)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: page_tag_newer
-- engine: postgresql
SELECT id, public_id, process_id, started_at, process, campaign, direction, agent_code, agent_name, customer_text,
       customer_starred, customer_kind, agent_text, agent_starred, agent_kind, proxy, talk_seconds, billable_seconds,
       legs, disposition, recording_id, case_ref, cost_micros, currency, rated_legs, recharge_micros, recharge_currency
FROM call_row
WHERE id = ANY (ARRAY(SELECT s.id FROM session_tag t JOIN shown_session s ON s.public_id = t.public_id
                     AND s.process_id = t.process_id WHERE t.tag_key = :tag_key))
  AND (started_at, id) > (:key_at, :key_id) AND started_at >= :from_at AND started_at < :to_at
  AND (CAST(:any_process AS integer) = 1 OR process_id = :in_process)
  AND (CAST(:any_agent AS integer) = 1 OR agent_id = :of_agent)
  AND (CAST(:any_proxy AS integer) = 1 OR proxy_did = :over_proxy)
  AND (CAST(:any_disposition AS integer) = 1 OR disposition = :disposition)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY started_at ASC, id ASC LIMIT :rows

-- name: legs
SELECT l.leg, l.kind, l.medium, l.direction, l.started_at, l.answered_at, l.ended_at, l.billable_seconds, l.disposition,
       l.customer_kind, l.customer_text, l.customer_starred, l.agent_kind, l.agent_text, l.agent_starred, d.number,
       l.presented, l.country, l.area, l.account, l.recording_id, l.consent, l.rate_zone, l.cost_micros, l.currency,
       r.revision, a.code, a.name, l.process_id, l.customer_number, l.agent_number, l.recharge_micros,
       l.recharge_currency
FROM shown_leg l
LEFT JOIN did d ON d.id = l.proxy_did
LEFT JOIN policy_revision r ON r.id = l.revision_id
LEFT JOIN agent a ON a.id = l.agent_id
WHERE l.session_id = :session
  AND (CAST(:all_processes AS integer) = 1 OR l.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY l.leg

-- name: days
SELECT local_day, SUM(sessions) FROM call_day
WHERE sort = 0 AND (CAST(:any_process AS integer) = 1 OR process_id = :process)
  AND (CAST(:all_processes AS integer) = 1 OR process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
GROUP BY local_day ORDER BY local_day

-- name: did_of
SELECT id, number FROM did WHERE number LIKE :ending

-- name: views
SELECT id, name, body FROM saved_view WHERE person_id = :person AND page = :page ORDER BY name

-- name: save_view
INSERT INTO saved_view (person_id, page, name, body) VALUES (:person, :page, :name, :body)
ON CONFLICT (person_id, page, name) DO UPDATE SET body = excluded.body

-- name: remove_view
DELETE FROM saved_view WHERE id = :view AND person_id = :person
