-- Publishing an import: one function, one transaction. Staged rows become sessions and legs; rows imported before are
-- dropped; sessions known by their link get further legs; roll-ups follow. Told apart by the caller's own login.

CREATE FUNCTION cv_api.import_publish(batch_token bytea, process bigint, revision bigint, file_format text,
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
BEGIN
    IF cv_api.me() = 0 OR NOT process = ANY (cv_api.my_processes())
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

    -- Copies in temporary tables: the planner learns how many rows there are, which it cannot for one batch of many.
    CREATE TEMP TABLE staged_leg ON COMMIT DROP AS
    SELECT l.*, coalesce(l.link_key, int8send(l.seq)) AS link FROM cv_stage.leg l WHERE l.batch = batch_token;
    GET DIAGNOSTICS staged = ROW_COUNT;
    -- What a leg names must be the process's own, and its agent none whom the caller may not see.
    IF EXISTS (SELECT FROM (SELECT DISTINCT l.campaign_id, l.proxy_did, l.agent_id FROM pg_temp.staged_leg l) l
               WHERE (l.campaign_id <> 0 AND NOT EXISTS (SELECT FROM cv.campaign c
                                                         WHERE c.id = l.campaign_id AND c.process_id = process))
                  OR (l.proxy_did <> 0 AND NOT EXISTS (SELECT FROM cv.process_did d
                                                       WHERE d.did_id = l.proxy_did AND d.process_id = process))
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
                 max(l.disposition) FILTER (WHERE f.place = 1) AS disposition
          FROM pg_temp.fresh_leg f
          JOIN pg_temp.staged_leg l ON l.seq = f.seq
          LEFT JOIN cv.session_link k ON k.process_id = process AND k.link_key = f.link
          GROUP BY f.link, k.session_id
          ORDER BY min(l.started_at), min(l.seq) OFFSET 0) g;
    SELECT count(*) INTO made FROM pg_temp.fresh_session s WHERE NOT s.known;
    ANALYZE pg_temp.fresh_session;

    INSERT INTO cv.import_batch (process_id, revision_id, format, person_id, at, records, sessions, legs, duplicates,
                                 rejected)
    VALUES (process, revision, file_format, cv_api.me(), cv_api.now_ms(), record_count, made, fresh, staged - fresh,
            rejected_count)
    RETURNING id INTO new_batch;

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
                         JOIN pg_temp.number_map m ON m.seq = n.seq AND m.number_id = n.number_id);

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
           substr(f.one, 1, 6) || substr(f.one, 10, 7) || substr(f.other, 1, 3),
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

-- Forgets a batch that will not be published, and what crashed imports left behind more than a day ago.
CREATE FUNCTION cv_api.import_discard(batch_token bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (
        DELETE FROM cv_stage.batch b
        WHERE (b.batch = batch_token AND b.owner = session_user) OR b.begun_at < now() - interval '1 day'
        RETURNING b.batch
    ), legs AS (DELETE FROM cv_stage.leg l USING gone g WHERE l.batch = g.batch
    ), numbers AS (DELETE FROM cv_stage.number n USING gone g WHERE n.batch = g.batch)
    DELETE FROM cv_stage.epoch e USING gone g WHERE e.batch = g.batch;
$$;

ALTER FUNCTION cv_api.import_publish(bytea, bigint, bigint, text, bigint, bigint) OWNER TO "cv_{db}_definer";
ALTER FUNCTION cv_api.import_discard(bytea) OWNER TO "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.import_publish(bytea, bigint, bigint, text, bigint, bigint),
    cv_api.import_discard(bytea) TO "cv_{db}_import";
