-- Reports and erasures of one number reach the bindings that name it, and what they keep of it in the vault.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

DROP FUNCTION cv_api.held_numbers(bytea, bigint[], bytea[]);
DROP FUNCTION cv_api.number_erase(bytea, bigint[], bytea[], text);

-- As before, and bindings that name the number, live ones and ended ones. Lines of listed agents are no copies.
CREATE FUNCTION cv_api.held_numbers(request_token bytea, processes bigint[], blinds bytea[])
RETURNS TABLE (process_id bigint, numbers bigint, due_at bigint, agents bigint, bindings bigint, sessions bigint,
    legs bigint, first_at bigint, last_at bigint, clear bigint, recordings bigint, hold_reason text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH found AS MATERIALIZED (
        SELECT q.process_id, q.number_id, q.month
        FROM cv_api.requested_numbers(2, request_token, processes, blinds) q
    ), leg AS (
        SELECT l.process_id, l.session_id, l.leg, l.started_at, l.recording_id,
               l.customer_starred IS NOT NULL AS clear
        FROM found f JOIN cv.call_leg l ON l.customer_number = f.number_id AND l.customer_number <> 0
        UNION
        SELECT l.process_id, l.session_id, l.leg, l.started_at, l.recording_id, l.agent_starred IS NOT NULL
        FROM found f JOIN cv.call_leg l ON l.agent_number = f.number_id AND l.agent_number <> 0
    ), named AS (
        SELECT b.process_id, count(*) AS bindings FROM cv.binding b
        WHERE b.customer_number IN (SELECT f.number_id FROM found f)
           OR b.agent_number IN (SELECT f.number_id FROM found f)
        GROUP BY b.process_id
    )
    SELECT p.id, v.numbers, v.due_at, a.agents, coalesce(b.bindings, 0), c.sessions, c.legs, c.first_at, c.last_at,
           c.clear, c.recordings, r.hold_reason
    FROM (SELECT DISTINCT f.process_id AS id FROM found f) p
    CROSS JOIN LATERAL cv_api.retention_of(p.id) r
    CROSS JOIN LATERAL (SELECT count(*) AS numbers,
                               max(CASE WHEN f.month <> 0 THEN cv_api.month_due(f.month, r.days) END) AS due_at
                        FROM found f JOIN cv_vault.number n ON n.id = f.number_id
                        JOIN cv_vault.epoch e ON e.id = n.epoch_id
                        WHERE f.process_id = p.id
                          AND (f.month <> 0
                               OR NOT EXISTS (SELECT FROM cv.agent_process g WHERE g.number_id = f.number_id))) v
    CROSS JOIN LATERAL (SELECT count(DISTINCT g.agent_id) AS agents FROM cv.agent_process g
                        JOIN found f ON f.number_id = g.number_id WHERE g.process_id = p.id) a
    LEFT JOIN named b ON b.process_id = p.id
    CROSS JOIN LATERAL (SELECT count(DISTINCT l.session_id) AS sessions, count(*) AS legs,
                               min(l.started_at) AS first_at, max(l.started_at) AS last_at,
                               count(*) FILTER (WHERE l.clear) AS clear, count(l.recording_id) AS recordings
                        FROM leg l WHERE l.process_id = p.id) c
    ORDER BY p.id
$$;

-- Ends a binding that names numbers which are erased, and blanks them in it. What else it kept leaves the vault as
-- usual. Its sides stay until they are free, so that nobody is given the proxy number before; its key goes, so that
-- the pair is not known again. Under the locks of number_erase.
CREATE FUNCTION cv_api.binding_erase(binding bigint, ids bigint[], blank text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    b cv.binding;
    live boolean;
BEGIN
    SELECT * INTO STRICT b FROM cv.binding x WHERE x.id = binding FOR UPDATE;
    live := b.ended_at IS NULL AND coalesce(b.expires_at > at_ms, true);
    UPDATE cv.binding x SET revision = x.revision + 1, keeps_numbers = 0,
        ended_at = CASE WHEN live THEN at_ms ELSE coalesce(x.ended_at, x.expires_at) END,
        end_cause = CASE WHEN live THEN 1 ELSE coalesce(x.end_cause, 0) END,
        free_at = CASE WHEN live THEN at_ms + (SELECT p.cool_down_minutes FROM cv.pool p WHERE p.id = x.pool_id) * 60000
                       ELSE x.free_at END,
        customer_text = CASE WHEN x.customer_number = ANY (ids) THEN blank ELSE x.customer_text END,
        customer_number = CASE WHEN x.customer_number = ANY (ids) THEN 0 ELSE x.customer_number END,
        agent_text = CASE WHEN x.agent_number = ANY (ids) THEN blank ELSE x.agent_text END,
        agent_number = CASE WHEN x.agent_number = ANY (ids) THEN 0 ELSE x.agent_number END
    WHERE x.id = binding;
    IF live THEN
        PERFORM cv_api.binding_settle(binding);
    END IF;
    DELETE FROM cv_vault.binding_key k WHERE k.binding_id = binding;
    DELETE FROM cv_vault.binding_party p WHERE p.binding_id = binding;
    IF b.keeps_numbers = 1 THEN
        PERFORM cv_api.number_unbind(n) FROM unnest(ARRAY[b.customer_number, b.agent_number]) n WHERE n <> ALL (ids);
    END IF;
END $$;

-- Takes the number out of the vault and its digits out of the calls and bindings, which then show `blank`; bindings
-- end. A row for each process where something was found; when one is under a legal hold, nothing is done anywhere and
-- the row says so. The lines of listed agents stay: they are changed with the agent.
CREATE FUNCTION cv_api.number_erase(request_token bytea, processes bigint[], blinds bytea[], blank text)
RETURNS TABLE (process_id bigint, numbers bigint, legs bigint, bindings bigint, held boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    process bigint;
    binding bigint;
    ids bigint[];
    named bigint[];
    epochs bigint[];
    rows bigint;
BEGIN
    IF blank !~ '^\+?x{3,20}$' THEN
        RAISE invalid_parameter_value;
    END IF;
    -- An import that publishes at this time would find the number by its index, a binding may keep it once more, and a
    -- hold may be on its way: they are done before, or come after.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.process p WHERE p.id = ANY (processes) ORDER BY p.id FOR NO KEY UPDATE;
    CREATE TEMP TABLE erased ON COMMIT DROP AS
    SELECT q.process_id, q.number_id FROM cv_api.requested_numbers(3, request_token, processes, blinds) q
    WHERE q.month <> 0 OR NOT EXISTS (SELECT FROM cv.agent_process g WHERE g.number_id = q.number_id);
    IF EXISTS (SELECT FROM pg_temp.erased e CROSS JOIN LATERAL cv_api.retention_of(e.process_id) r
               WHERE r.hold_reason <> '') THEN
        RETURN QUERY SELECT DISTINCT e.process_id, 0::bigint, 0::bigint, 0::bigint, true FROM pg_temp.erased e
            CROSS JOIN LATERAL cv_api.retention_of(e.process_id) r WHERE r.hold_reason <> '';
        DROP TABLE pg_temp.erased;
        RETURN;
    END IF;
    -- Proxy numbers serve other processes too: all at once, in one order by all.
    PERFORM FROM cv.did d
    WHERE d.id IN (SELECT b.did_id FROM cv.binding b JOIN pg_temp.erased e
                   ON e.number_id IN (b.customer_number, b.agent_number) WHERE b.ended_at IS NULL)
    ORDER BY d.id FOR UPDATE;
    FOR process IN SELECT DISTINCT e.process_id FROM pg_temp.erased e ORDER BY 1 LOOP
        ids := ARRAY(SELECT e.number_id FROM pg_temp.erased e WHERE e.process_id = process);
        legs := 0;
        UPDATE cv.call_leg l SET customer_text = blank, customer_starred = NULL, customer_number = 0
        WHERE l.customer_number = ANY (ids) AND l.customer_number <> 0;
        GET DIAGNOSTICS rows = ROW_COUNT;
        legs := legs + rows;
        UPDATE cv.call_leg l SET agent_text = blank, agent_starred = NULL, agent_number = 0
        WHERE l.agent_number = ANY (ids) AND l.agent_number <> 0;
        GET DIAGNOSTICS rows = ROW_COUNT;
        legs := legs + rows;
        named := ARRAY(SELECT b.id FROM cv.binding b
                       WHERE b.customer_number = ANY (ids) OR b.agent_number = ANY (ids) ORDER BY b.id);
        bindings := cardinality(named);
        FOREACH binding IN ARRAY named LOOP
            PERFORM cv_api.binding_erase(binding, ids, blank);
        END LOOP;
        -- Whatever else kept it: a hold that is over, an agent whose line it was.
        DELETE FROM cv_vault.left_number l WHERE l.number_id = ANY (ids);
        DELETE FROM cv_vault.bound_number u WHERE u.number_id = ANY (ids);
        epochs := ARRAY(SELECT n.epoch_id FROM cv_vault.number n WHERE n.id = ANY (ids));
        DELETE FROM cv_vault.number n WHERE n.id = ANY (ids);
        GET DIAGNOSTICS numbers = ROW_COUNT;
        DELETE FROM cv_vault.epoch e
        WHERE e.id = ANY (epochs) AND e.month = 0
          AND NOT EXISTS (SELECT FROM cv_vault.number n WHERE n.epoch_id = e.id);
        DELETE FROM cv_vault.number_index i USING unnest(processes, blinds) AS w (process_id, blind)
        WHERE i.process_id = process AND w.process_id = process AND i.blind = w.blind AND i.number_id = ANY (ids);
        INSERT INTO cv.shredding (process_id, month, numbers, person_id, shredded_at, swept)
        VALUES (process, 0, numbers, cv_api.me(), cv_api.now_ms(), 1);
        process_id := process;
        held := false;
        RETURN NEXT;
    END LOOP;
    DROP TABLE pg_temp.erased;
END $$;

-- As before; a party that was erased is not one party on all its numbers.
CREATE OR REPLACE FUNCTION cv_api.pool_use()
RETURNS TABLE (pool_id bigint, bound bigint, cooling bigint, free bigint, busiest bigint)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH moment AS MATERIALIZED (SELECT cv_api.now_ms() AS at_ms),
    taken AS MATERIALIZED (
        SELECT d.pool_id, b.did_id, b.customer_number, b.agent_number,
               b.ended_at IS NULL AND (b.expires_at IS NULL OR b.expires_at > m.at_ms) AS live
        FROM moment m CROSS JOIN cv.binding b JOIN cv.did d ON d.id = b.did_id
        WHERE d.pool_id IN (SELECT p FROM cv_api.my_pools() p) AND b.free_at > m.at_ms),
    bound AS (SELECT DISTINCT t.did_id FROM taken t WHERE t.live),
    busy AS (SELECT p.pool_id, count(DISTINCT p.did_id) AS numbers
             FROM (SELECT t.pool_id, t.did_id, t.customer_number AS party FROM taken t
                   UNION ALL SELECT t.pool_id, t.did_id, t.agent_number FROM taken t) p
             WHERE p.party <> 0 GROUP BY p.pool_id, p.party)
    SELECT d.pool_id, count(b.did_id), count(*) FILTER (WHERE b.did_id IS NULL AND d.free_at > m.at_ms),
           count(*) FILTER (WHERE d.state = 0 AND d.free_at <= m.at_ms),
           coalesce((SELECT max(y.numbers) FROM busy y WHERE y.pool_id = d.pool_id), 0)
    FROM moment m CROSS JOIN cv.did d LEFT JOIN bound b ON b.did_id = d.id
    WHERE d.pool_id IN (SELECT p FROM cv_api.my_pools() p) AND d.state <> 3
    GROUP BY d.pool_id
$$;

-- As before; it waits for no number that is in a pool, and a list of numbers in any order is in nobody's way.
CREATE OR REPLACE FUNCTION cv_api.pool_add_did(pool bigint, did_number text, did_area text) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.manages_pool(pool) THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.pool p WHERE p.id = pool FOR SHARE;
    IF EXISTS (SELECT FROM cv.did d WHERE d.number = did_number AND d.pool_id IS NOT NULL)
       OR EXISTS (SELECT FROM cv.process_did o JOIN cv.did d ON d.id = o.did_id
                  WHERE d.number = did_number AND o.process_id <> ALL (cv_api.my_processes())) THEN
        RETURN false;
    END IF;
    INSERT INTO cv.did AS d (number, created_at, pool_id, area, changed_at)
        VALUES (did_number, cv_api.now_ms(), pool, did_area, cv_api.now_ms())
        ON CONFLICT (number) DO UPDATE SET pool_id = excluded.pool_id, area = excluded.area,
            changed_at = excluded.changed_at
            WHERE d.pool_id IS NULL;
    RETURN FOUND;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.held_numbers(bytea, bigint[], bytea[]),
    cv_api.number_erase(bytea, bigint[], bytea[], text) TO "cv_{db}_settings";

-- Whoever reassigns holds the process before the pair's key, as whoever makes a binding does: an erasure takes keys out
-- of a process that it holds. The rest of the function is as it was.
DO $$
DECLARE
    before text := pg_get_functiondef('cv_api.binding_reassign(bigint, integer, bigint, text, bigint, integer, bigint,
        bytea, bigint, bytea, bytea, bytea, bytea)'::regprocedure);
    after text := replace(before, 'IF pair_key IS NULL THEN', 'PERFORM FROM cv.process p WHERE p.id = process FOR SHARE;
    pair_key := (SELECT sha256(p.customer || agent_key) FROM cv_vault.binding_party p WHERE p.binding_id = binding);
    IF pair_key IS NULL THEN');
BEGIN
    IF after = before THEN
        RAISE EXCEPTION 'binding_reassign is not the one that is expected';
    END IF;
    EXECUTE after;
END $$;
