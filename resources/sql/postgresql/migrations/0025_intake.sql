-- Call records of switches become legs of the call log: a service masks and seals them from the copies of their
-- bindings, and brings them in a few at a time, all day long.

SET LOCAL ROLE "cv_{db}_owner";

-- Of the session that a call belongs to; unset: a new name.
ALTER TABLE cv_stage.leg ADD COLUMN session_name bytea CHECK (octet_length(session_name) = 16);
CREATE INDEX import_batch_switch ON cv.import_batch (process_id, at) WHERE format = 'switch';

RESET ROLE;
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- As before (0003_import.sql), and for a service: sessions that have their name already, an epoch over many batches,
-- one batch for a day.
CREATE OR REPLACE FUNCTION cv_api.import_publish(batch_token bytea, process bigint, revision bigint, file_format text,
    record_count bigint, rejected_count bigint)
RETURNS TABLE (outcome integer, sessions bigint, legs bigint, duplicates bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET work_mem = '128MB' SET lock_timeout = '10min' AS $$
#variable_conflict use_column
DECLARE
    staged bigint;
    fresh bigint;
    made bigint;
    new_batch bigint;
    by_switch boolean := file_format = 'switch'; -- call records of switches, which a service alone brings in
BEGIN
    IF cv_api.me() = 0 OR NOT process = ANY (cv_api.my_processes()) OR (by_switch AND NOT cv_api.is_service())
       OR NOT EXISTS (SELECT FROM cv_stage.batch b WHERE b.batch = batch_token AND b.owner = session_user) THEN
        RAISE insufficient_privilege;
    END IF;
    -- One publication per process at a time: both would find the same rows and links missing. A new policy takes the
    -- same lock: it waits for this transaction, or this one sees it.
    PERFORM FROM cv.process p WHERE p.id = process FOR NO KEY UPDATE;
    IF revision IS DISTINCT FROM (SELECT f.id FROM cv.revision_in_force f WHERE f.process_id = process)
       OR EXISTS (SELECT FROM cv_stage.epoch e WHERE e.batch = batch_token
                  AND e.generation <> (SELECT max(v.generation) FROM cv.vault v WHERE v.process_id = process)) THEN
        RETURN QUERY SELECT 1, 0::bigint, 0::bigint, 0::bigint; -- masked under a revision that is no longer in force
        RETURN;
    END IF;
    -- Whoever goes on writing brings the same epoch with each batch; one that is somebody else's is none of his.
    IF EXISTS (SELECT FROM cv_stage.epoch e JOIN cv_vault.epoch k ON k.id = e.epoch_id
               WHERE e.batch = batch_token
                 AND (k.process_id, k.generation, k.month, k.sealed_key, k.created_by)
                     IS DISTINCT FROM (process, e.generation, e.month, e.sealed_key, cv_api.me())) THEN
        RAISE insufficient_privilege;
    END IF;

    -- Copies in temporary tables: the planner learns how many rows there are, which it cannot for one batch of many.
    CREATE TEMP TABLE staged_leg ON COMMIT DROP AS
    SELECT l.*, coalesce(l.link_key, int8send(l.seq)) AS link FROM cv_stage.leg l WHERE l.batch = batch_token;
    GET DIAGNOSTICS staged = ROW_COUNT;
    -- What a leg names must be the process's own, and its agent none whom the caller may not see. A call that went over
    -- a number did so, wherever the number is by now.
    IF EXISTS (SELECT FROM (SELECT DISTINCT l.campaign_id, l.proxy_did, l.agent_id FROM pg_temp.staged_leg l) l
               WHERE (l.campaign_id <> 0 AND NOT EXISTS (SELECT FROM cv.campaign c
                                                         WHERE c.id = l.campaign_id AND c.process_id = process))
                  OR (l.proxy_did <> 0 AND NOT by_switch
                      AND l.proxy_did NOT IN (SELECT k FROM cv_api.known_dids(process) k))
                  OR (l.proxy_did <> 0 AND by_switch AND NOT EXISTS (SELECT FROM cv.did d WHERE d.id = l.proxy_did))
                  OR l.agent_id IN (SELECT h FROM cv_api.hidden_agents() h)) THEN
        RAISE insufficient_privilege;
    END IF;
    CREATE TEMP TABLE fresh_leg ON COMMIT DROP AS
    SELECT k.seq, k.row_key, k.occurrence, k.link,
           row_number() OVER (PARTITION BY k.link ORDER BY k.started_at, k.seq) AS place
    FROM (SELECT l.seq, l.row_key, l.started_at, l.link,
                 row_number() OVER (PARTITION BY l.row_key ORDER BY l.seq) AS occurrence
          FROM pg_temp.staged_leg l) k
    WHERE NOT EXISTS (SELECT FROM cv.import_row r WHERE r.process_id = process AND r.row_key = k.row_key
                        AND r.occurrence = k.occurrence);
    GET DIAGNOSTICS fresh = ROW_COUNT;
    ANALYZE pg_temp.staged_leg, pg_temp.fresh_leg;

    -- The first leg decides what a session has once; new sessions get their ids in the order of their starts.
    CREATE TEMP TABLE fresh_session ON COMMIT DROP AS
    SELECT g.*, g.known_id IS NOT NULL AS known,
           CASE WHEN g.known_id IS NULL THEN nextval('cv.call_session_id_seq') ELSE g.known_id END AS session_id
    FROM (SELECT f.link, k.session_id AS known_id, min(l.started_at) AS started_at, max(l.ended_at) AS ended_at,
                 count(*) AS leg_count, max(l.billable_seconds) AS talk, sum(l.billable_seconds) AS billable,
                 bool_or(l.disposition = 1) AS answered, max(l.agent_id) AS agent, max(l.proxy_did) AS proxy,
                 max(l.recording_id) AS recording, max(l.case_ref) AS case_ref,
                 max(l.campaign_id) FILTER (WHERE f.place = 1) AS campaign_id,
                 max(l.direction) FILTER (WHERE f.place = 1) AS direction,
                 max(l.local_day) FILTER (WHERE f.place = 1) AS local_day,
                 max(l.disposition) FILTER (WHERE f.place = 1) AS disposition,
                 max(encode(l.session_name, 'hex')) AS named -- there is no max of bytes
          FROM pg_temp.fresh_leg f
          JOIN pg_temp.staged_leg l ON l.seq = f.seq
          LEFT JOIN cv.session_link k ON k.process_id = process AND k.link_key = f.link
          GROUP BY f.link, k.session_id
          ORDER BY min(l.started_at), min(l.seq) OFFSET 0) g;
    SELECT count(*) INTO made FROM pg_temp.fresh_session s WHERE NOT s.known;
    ANALYZE pg_temp.fresh_session;

    -- What switches hand in all day long is one batch of the day (UTC).
    IF by_switch THEN
        UPDATE cv.import_batch b
        SET records = b.records + record_count, sessions = b.sessions + made, legs = b.legs + fresh,
            duplicates = b.duplicates + staged - fresh, rejected = b.rejected + rejected_count
        WHERE b.id = (SELECT max(o.id) FROM cv.import_batch o
                      WHERE o.process_id = process AND o.format = 'switch' AND o.revision_id = revision
                        AND o.person_id = cv_api.me() AND o.at >= cv_api.now_ms() / 86400000 * 86400000)
        RETURNING b.id INTO new_batch;
    END IF;
    IF new_batch IS NULL THEN
        INSERT INTO cv.import_batch (process_id, revision_id, format, person_id, at, records, sessions, legs,
                                     duplicates, rejected)
        VALUES (process, revision, file_format, cv_api.me(), cv_api.now_ms(), record_count, made, fresh,
                staged - fresh, rejected_count)
        RETURNING id INTO new_batch;
    END IF;

    -- The numbers of rows imported before are in the vault already, or were taken out of it.
    CREATE TEMP TABLE fresh_number ON COMMIT DROP AS
    SELECT n.* FROM cv_stage.number n
    WHERE n.batch = batch_token
      AND (fresh = staged OR n.seq IN (
          SELECT unnest(ARRAY[l.customer_seq, l.agent_seq])
          FROM pg_temp.fresh_leg f JOIN pg_temp.staged_leg l ON l.seq = f.seq));
    ANALYZE pg_temp.fresh_number;
    INSERT INTO cv_vault.number_index (process_id, blind, month, number_id)
    SELECT process, n.blind, n.month, n.number_id FROM pg_temp.fresh_number n ORDER BY n.blind, n.month
    ON CONFLICT DO NOTHING;
    INSERT INTO cv_vault.number (id, epoch_id, revision_id, cipher)
    SELECT n.number_id, n.epoch_id, revision, n.cipher FROM pg_temp.fresh_number n
    JOIN cv_vault.number_index i ON i.process_id = process AND i.blind = n.blind AND i.month = n.month
                                AND i.number_id = n.number_id
    ORDER BY n.number_id;
    CREATE TEMP TABLE number_map ON COMMIT DROP AS
    SELECT n.seq, i.number_id FROM pg_temp.fresh_number n
    JOIN cv_vault.number_index i ON i.process_id = process AND i.blind = n.blind AND i.month = n.month;
    ANALYZE pg_temp.number_map;
    INSERT INTO cv_vault.epoch (id, process_id, generation, month, sealed_key, created_by, created_at)
    SELECT e.epoch_id, process, e.generation, e.month, e.sealed_key, cv_api.me(), cv_api.now_ms()
    FROM cv_stage.epoch e
    WHERE e.batch = batch_token
      AND e.epoch_id IN (SELECT n.epoch_id FROM pg_temp.fresh_number n
                         JOIN pg_temp.number_map m ON m.seq = n.seq AND m.number_id = n.number_id)
    ON CONFLICT (id) DO NOTHING;

    -- Sessions known already leave the roll-up with their old sums and come back with the new ones.
    INSERT INTO cv.call_day AS d (process_id, local_day, campaign_id, sessions, legs, answered, talk_seconds, billable_seconds)
    SELECT s.process_id, s.local_day, s.campaign_id, -count(*), -sum(s.legs), -sum((s.disposition = 1)::int),
           -sum(s.talk_seconds), -sum(s.billable_seconds)
    FROM cv.call_session s JOIN pg_temp.fresh_session f ON f.session_id = s.id AND f.known
    GROUP BY s.process_id, s.local_day, s.campaign_id
    ON CONFLICT (process_id, local_day, campaign_id) DO UPDATE SET sessions = d.sessions + excluded.sessions,
        legs = d.legs + excluded.legs, answered = d.answered + excluded.answered,
        talk_seconds = d.talk_seconds + excluded.talk_seconds,
        billable_seconds = d.billable_seconds + excluded.billable_seconds;

    CREATE TEMP TABLE leg_base ON COMMIT DROP AS
    SELECT s.id AS session_id, s.legs FROM cv.call_session s
    JOIN pg_temp.fresh_session f ON f.session_id = s.id AND f.known;

    UPDATE cv.call_session s SET legs = s.legs + f.leg_count, talk_seconds = greatest(s.talk_seconds, f.talk),
        billable_seconds = s.billable_seconds + f.billable, started_at = least(s.started_at, f.started_at),
        local_day = CASE WHEN f.started_at < s.started_at THEN f.local_day ELSE s.local_day END,
        direction = CASE WHEN f.started_at < s.started_at THEN f.direction ELSE s.direction END,
        campaign_id = CASE WHEN f.started_at < s.started_at THEN f.campaign_id ELSE s.campaign_id END,
        ended_at = greatest(s.ended_at, f.ended_at),
        disposition = CASE WHEN f.answered THEN 1 ELSE s.disposition END, agent_id = greatest(s.agent_id, f.agent),
        proxy_did = greatest(s.proxy_did, f.proxy), recording_id = coalesce(s.recording_id, f.recording),
        case_ref = coalesce(s.case_ref, f.case_ref)
    FROM pg_temp.fresh_session f WHERE f.session_id = s.id AND f.known;

    INSERT INTO cv.call_session (id, public_id, process_id, campaign_id, direction, agent_id, proxy_did, case_ref,
        started_at, ended_at, local_day, legs, talk_seconds, billable_seconds, disposition, recording_id, batch_id)
    SELECT f.session_id,
           -- a UUID without the three bytes that are not all random, and three bytes of another: 128 random bits
           CASE WHEN by_switch AND f.named IS NOT NULL THEN decode(f.named, 'hex')
                ELSE substr(f.one, 1, 6) || substr(f.one, 10, 7) || substr(f.other, 1, 3) END,
           process, f.campaign_id, f.direction, f.agent, f.proxy, f.case_ref, f.started_at, f.ended_at,
           f.local_day, f.leg_count, f.talk, f.billable, CASE WHEN f.answered THEN 1 ELSE f.disposition END,
           f.recording, new_batch
    FROM (SELECT n.*, uuid_send(gen_random_uuid()) AS one, uuid_send(gen_random_uuid()) AS other
          FROM pg_temp.fresh_session n WHERE NOT n.known OFFSET 0) f
    ORDER BY f.session_id;

    INSERT INTO cv.call_leg (session_id, leg, kind, medium, direction, agent_id, proxy_did, presented, country, area,
        account, started_at, answered_at, ended_at, billable_seconds, disposition, customer_kind, customer_text,
        customer_starred, customer_number, agent_kind, agent_text, agent_starred, agent_number, process_id,
        revision_id, recording_id, batch_id)
    SELECT s.session_id, coalesce(b.legs, 0) + f.place, l.kind, l.medium, l.direction, l.agent_id, l.proxy_did,
           l.presented, l.country, l.area, l.account, l.started_at, l.answered_at, l.ended_at, l.billable_seconds,
           l.disposition, l.customer_kind, l.customer_text, l.customer_starred, coalesce(c.number_id, 0), l.agent_kind,
           l.agent_text, l.agent_starred, coalesce(a.number_id, 0), process, revision, l.recording_id, new_batch
    FROM pg_temp.fresh_leg f
    JOIN pg_temp.staged_leg l ON l.seq = f.seq
    JOIN pg_temp.fresh_session s ON s.link = f.link
    LEFT JOIN pg_temp.leg_base b ON b.session_id = s.session_id
    LEFT JOIN pg_temp.number_map c ON c.seq = l.customer_seq
    LEFT JOIN pg_temp.number_map a ON a.seq = l.agent_seq
    ORDER BY s.session_id, f.place;

    INSERT INTO cv.import_row (process_id, row_key, occurrence)
    SELECT process, f.row_key, f.occurrence FROM pg_temp.fresh_leg f ORDER BY f.row_key, f.occurrence;
    INSERT INTO cv.session_link (process_id, link_key, session_id)
    SELECT process, f.link, f.session_id FROM pg_temp.fresh_session f WHERE NOT f.known AND octet_length(f.link) > 8
    ORDER BY f.link;

    INSERT INTO cv.call_day AS d (process_id, local_day, campaign_id, sessions, legs, answered, talk_seconds, billable_seconds)
    SELECT s.process_id, s.local_day, s.campaign_id, count(*), sum(s.legs), sum((s.disposition = 1)::int),
           sum(s.talk_seconds), sum(s.billable_seconds)
    FROM cv.call_session s JOIN pg_temp.fresh_session f ON f.session_id = s.id
    GROUP BY s.process_id, s.local_day, s.campaign_id
    ON CONFLICT (process_id, local_day, campaign_id) DO UPDATE SET sessions = d.sessions + excluded.sessions,
        legs = d.legs + excluded.legs, answered = d.answered + excluded.answered,
        talk_seconds = d.talk_seconds + excluded.talk_seconds,
        billable_seconds = d.billable_seconds + excluded.billable_seconds;

    INSERT INTO cv.shape_count AS c (process_id, country_code, digits, numbers)
    SELECT process, l.shape / 100, l.shape % 100, count(*)
    FROM pg_temp.fresh_leg f JOIN pg_temp.staged_leg l ON l.seq = f.seq
    WHERE l.shape > 0 GROUP BY l.shape
    ON CONFLICT (process_id, country_code, digits) DO UPDATE SET numbers = c.numbers + excluded.numbers;

    -- The same transaction may publish another process's rows of the file.
    DROP TABLE pg_temp.staged_leg, pg_temp.fresh_leg, pg_temp.fresh_number, pg_temp.fresh_session, pg_temp.number_map, pg_temp.leg_base;
    PERFORM cv_api.import_discard(batch_token);
    RETURN QUERY SELECT 0, made, fresh, staged - fresh;
END $$;

-- For the service alone: holds these processes until it commits, but for those that somebody else works on; which. Whoever
-- erases a number or changes a policy is done before, or comes after. It waits for nobody: it may hold others already.
CREATE FUNCTION cv_api.record_hold(processes bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN QUERY
    SELECT p.id FROM cv.process p WHERE p.id = ANY (processes) ORDER BY p.id FOR NO KEY UPDATE SKIP LOCKED;
END $$;

-- For the service alone: bindings of calls, live or over, with what is left of the copies that are sealed to the
-- caller, and for numbers of `dids` the binding whose party owns the number: the live one first, then the newest.
CREATE FUNCTION cv_api.record_bindings(bindings bigint[], dids bigint[])
RETURNS TABLE (binding_id bigint, did_id bigint, session bytea, process_id bigint, pool_id bigint, model integer,
    agent_id bigint, case_ref text, customer_text text, agent_text text, created_at bigint, over_at bigint,
    customer_copy bytea, agent_copy bytea, customer_party bytea, agent_party bytea, owner bytea, agent_number bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    wanted bigint[];
    reader bigint := cv_api.me();
BEGIN
    IF NOT cv_api.is_service() THEN
        RAISE insufficient_privilege;
    END IF;
    wanted := ARRAY(SELECT b.id FROM cv.binding b WHERE b.id = ANY (bindings)
                    UNION
                    SELECT o.id FROM unnest(dids) d CROSS JOIN LATERAL
                        (SELECT b.id FROM cv.binding b WHERE b.did_id = d AND b.model IN (2, 3)
                         ORDER BY b.ended_at IS NULL DESC, b.id DESC LIMIT 1) o);
    RETURN QUERY
    SELECT b.id, b.did_id, b.public_id, b.process_id, b.asked_pool_id, b.model::integer, b.agent_id, b.case_ref,
           b.customer_text, b.agent_text, b.created_at, coalesce(b.ended_at, b.expires_at), c.sealed,
           CASE WHEN b.agent_id = 0 THEN g.sealed ELSE a.sealed END,
           CASE WHEN b.model = 3 THEN o.party ELSE x.party END, CASE WHEN b.model = 2 THEN o.party ELSE y.party END,
           coalesce(o.owner, x.owner, y.owner), b.agent_number
    FROM cv.binding b
    LEFT JOIN cv_vault.route_copy c ON c.binding_id = b.id AND c.side = 0 AND c.holder = reader
    LEFT JOIN cv_vault.route_copy g ON g.binding_id = b.id AND g.side = 1 AND g.holder = reader
    LEFT JOIN cv_vault.agent_copy a ON a.agent_id = b.agent_id AND a.holder = reader
    LEFT JOIN cv_vault.binding_side x ON x.binding_id = b.id AND x.did_id = b.did_id AND x.side = 0 AND x.owner = ''
    LEFT JOIN cv_vault.binding_side y ON y.binding_id = b.id AND y.did_id = b.did_id AND y.side = 1 AND y.owner = ''
    LEFT JOIN LATERAL (SELECT s.party, s.owner FROM cv_vault.binding_side s
                       WHERE b.model IN (2, 3) AND s.did_id = b.did_id AND s.side = 3 - b.model AND s.owner <> ''
                       LIMIT 1) o ON true
    WHERE b.id = ANY (wanted);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON FUNCTION cv_api.record_hold(bigint[]), cv_api.record_bindings(bigint[], bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.record_hold(bigint[]), cv_api.record_bindings(bigint[], bigint[]) TO "cv_{db}_person";

-- An import is somebody's deed. That calls come in from a switch is nobody's.
DROP TRIGGER need_deed ON cv.import_batch;
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT ON cv.import_batch DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.format <> 'switch') EXECUTE FUNCTION cv_api.require_deed();
CREATE CONSTRAINT TRIGGER need_deed_to_change AFTER UPDATE ON cv.import_batch DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.format <> 'switch' OR NEW.format <> 'switch') EXECUTE FUNCTION cv_api.require_deed();
CREATE CONSTRAINT TRIGGER need_deed_to_remove AFTER DELETE ON cv.import_batch DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
