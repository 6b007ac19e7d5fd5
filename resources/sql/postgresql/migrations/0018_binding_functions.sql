-- What is done with bindings: made, changed, ended, tidied and counted.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- Gives one of the numbers, the first that is free for both parties, to a customer and an agent. Outcomes: 0 made;
-- 1 masked under a policy, or sealed to a key, that is no longer in force; 2 this operation made it before; 3 the pair
-- has one already; 4 none of these is free; 5 the party has got a number of its own meanwhile: it must be offered.
-- held: numbers that somebody else was just deciding about. Both parties come as keyed hashes, and once more for every
-- number. Nobody waits here for a number's row, so that no two wait for each other.
CREATE FUNCTION cv_api.binding_make(op bytea, session_id bytea, pool bigint, asked bigint, process bigint,
    agent bigint, of_model integer, of_case text, customer text, agent_shown text, revision bigint, generation integer,
    epoch bigint, epoch_seal bytea, customer_id bigint, customer_blind bytea, customer_cipher bytea, agent_line bigint,
    agent_blind bytea, agent_cipher bytea, records integer, matched integer, free_count integer, all_count integer,
    expiry bigint, customer_key bytea, agent_key bytea, owner_key bytea, dids bigint[], customers bytea[], agents bytea[])
RETURNS TABLE (outcome integer, made bigint, held integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    until bigint;
    old cv.binding;
    own_number bigint;
    of_pool cv.pool;
    one_party boolean := of_model IN (2, 3);
    pair_key bytea := sha256(customer_key || agent_key);
    own bytea := CASE WHEN one_party THEN owner_key ELSE '' END;
    alone boolean;
    again bigint := 0;
    known bigint;
    chosen integer := 0;
    customer_line bigint;
    line bigint;
    changed integer;
BEGIN
    held := 0;
    made := 0;
    IF (cv_api.binds_in(process) AND cv_api.pool_serves(pool, process) AND cv_api.pool_serves(asked, process)
        AND current_setting('transaction_isolation') = 'read committed' AND octet_length(op) = 16
        AND octet_length(session_id) = 16 AND octet_length(customer_key) = 16 AND octet_length(agent_key) = 16
        AND octet_length(owner_key) = CASE WHEN one_party THEN 16 ELSE 0 END
        AND cardinality(dids) = cardinality(customers) AND cardinality(dids) = cardinality(agents)
        AND (expiry IS NULL OR expiry > at_ms)) IS NOT TRUE THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.process p WHERE p.id = process FOR SHARE;
    IF revision IS DISTINCT FROM (SELECT f.id FROM cv.revision_in_force f WHERE f.process_id = process)
       OR generation IS DISTINCT FROM (SELECT max(v.generation) FROM cv.vault v WHERE v.process_id = process) THEN
        outcome := 1;
        RETURN NEXT;
        RETURN;
    END IF;
    SELECT * INTO old FROM cv.binding b WHERE b.token = op;
    IF FOUND THEN
        IF old.created_by <> cv_api.me() OR old.process_id <> process THEN
            RAISE insufficient_privilege;
        END IF;
        outcome := 2;
        made := old.id;
        RETURN NEXT;
        RETURN;
    END IF;

    -- Who asks for the same pair, or for the same party's own number, waits here, and holds nothing yet.
    IF one_party THEN
        INSERT INTO cv_vault.binding_key AS k VALUES (process, owner_key, 0)
        ON CONFLICT (process_id, key) DO UPDATE SET key = excluded.key;
    END IF;
    INSERT INTO cv_vault.binding_key AS k VALUES (process, pair_key, 0)
    ON CONFLICT (process_id, key) DO UPDATE SET key = excluded.key;
    SELECT k.binding_id INTO known FROM cv_vault.binding_key k WHERE k.process_id = process AND k.key = pair_key;
    SELECT * INTO old FROM cv.binding b WHERE b.id = known FOR UPDATE SKIP LOCKED;
    IF NOT FOUND AND known <> 0 THEN
        outcome := 4; -- somebody is just changing the pair's binding
        held := 1;
        RETURN NEXT;
        RETURN;
    END IF;
    IF old.id IS NOT NULL AND cv_api.is_live(old.ended_at, old.expires_at)
       AND EXISTS (SELECT FROM cv.did d WHERE d.id = old.did_id AND d.state IN (0, 1)) THEN
        DELETE FROM cv_vault.binding_key k
        WHERE k.process_id = process AND k.key = owner_key AND k.binding_id = 0;
        outcome := 3;
        made := old.id;
        RETURN NEXT;
        RETURN;
    END IF;
    IF one_party THEN
        own_number := (SELECT o FROM cv_api.own_did(process, own) o LIMIT 1);
        IF NOT own_number = ANY (dids) THEN
            outcome := 5;
            RETURN NEXT;
            RETURN;
        END IF;
    ELSIF old.id IS NOT NULL AND NOT cv_api.is_live(old.ended_at, old.expires_at) THEN
        again := old.id;
    END IF;
    SELECT * INTO of_pool FROM cv.pool p WHERE p.id = pool FOR SHARE; -- it keeps its sharing meanwhile
    until := coalesce(expiry + of_pool.cool_down_minutes * 60000, 9223372036854775807);
    alone := one_party OR of_pool.sharing = 0;
    FOR place IN 1 .. cardinality(dids) LOOP
        CONTINUE WHEN own_number <> dids[place]
            OR NOT cv_api.did_is_free(dids[place], alone, customers[place], agents[place], own, again);
        PERFORM FROM cv.did d WHERE d.id = dids[place] AND d.pool_id = pool AND d.state = 0 FOR UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
            IF EXISTS (SELECT FROM cv.did d WHERE d.id = dids[place] AND d.pool_id = pool AND d.state = 0) THEN
                held := held + 1;
            END IF;
            CONTINUE;
        END IF;
        -- Once more: somebody may have taken it before its row was ours.
        CONTINUE WHEN NOT cv_api.did_is_free(dids[place], alone, customers[place], agents[place], own, again);
        chosen := place;
        EXIT;
    END LOOP;
    IF chosen = 0 THEN
        outcome := 4;
        RETURN NEXT;
        RETURN;
    END IF;

    at_ms := cv_api.now_ms(); -- after all that was waited for: what ended meanwhile ended before
    -- The vault: numbers in one order by all, so that no two wait for each other.
    IF agent <> 0 THEN
        SELECT g.number_id, i.blind INTO line, agent_blind
        FROM cv.agent_process g JOIN cv.agent a ON a.id = g.agent_id AND a.disabled_at IS NULL
        JOIN cv_vault.number_index i ON i.number_id = g.number_id AND i.month = 0
        WHERE g.agent_id = agent AND g.process_id = process;
        IF NOT FOUND THEN
            RAISE insufficient_privilege;
        END IF;
    END IF;
    IF agent_blind < customer_blind THEN
        line := cv_api.side_bind(line, process, epoch, agent_line, revision, agent_blind, agent_cipher);
    END IF;
    customer_line := cv_api.number_bind(process, epoch, customer_id, revision, customer_blind, customer_cipher);
    IF agent_blind >= customer_blind THEN
        line := cv_api.side_bind(line, process, epoch, agent_line, revision, agent_blind, agent_cipher);
    END IF;
    IF customer_line = customer_id OR (agent = 0 AND line = agent_line) THEN
        INSERT INTO cv_vault.epoch VALUES (epoch, process, generation, 0, epoch_seal, cv_api.me(), at_ms);
    END IF;

    INSERT INTO cv.binding (revision, token, public_id, pool_id, asked_pool_id, did_id, process_id, model, agent_id,
        case_ref, customer_text, agent_text, customer_number, agent_number, recording, matched, free_seen, all_seen,
        created_by, created_at, expires_at, free_at)
    VALUES (1, op, session_id, pool, asked, dids[chosen], process, of_model, agent, of_case, customer, agent_shown,
        customer_line, line, records, matched, free_count, all_count, cv_api.me(), at_ms, expiry, until)
    RETURNING id INTO made;
    INSERT INTO cv_vault.binding_party VALUES (made, customer_key);
    DELETE FROM cv_vault.binding_side s WHERE s.did_id = dids[chosen] AND s.free_at <= at_ms;
    INSERT INTO cv_vault.binding_side AS s (did_id, party, binding_id, side, owner, free_at)
    SELECT dids[chosen], w.party, made, w.side, own, until
    FROM (VALUES (customers[chosen], 0), (agents[chosen], 1)) AS w (party, side)
    WHERE NOT one_party OR w.side = 3 - of_model
    ON CONFLICT (did_id, party) DO UPDATE SET binding_id = excluded.binding_id, side = excluded.side,
        owner = excluded.owner, free_at = excluded.free_at
        WHERE s.binding_id = again OR (s.owner <> '' AND s.owner = excluded.owner);
    GET DIAGNOSTICS changed = ROW_COUNT;
    IF changed <> 2 - one_party::integer THEN
        RAISE unique_violation;
    END IF;
    UPDATE cv.binding b SET free_at = at_ms -- it cooled for this pair
    WHERE b.id = again AND b.did_id = dids[chosen] AND b.free_at > at_ms;
    UPDATE cv_vault.binding_key k SET binding_id = made WHERE k.process_id = process AND k.key IN (pair_key, owner_key);
    PERFORM cv_api.binding_settle(made);
    UPDATE cv.did d SET last_used_at = at_ms WHERE d.id = dids[chosen];
    outcome := 0;
    RETURN NEXT;
END $$;

-- Locks a binding that the caller will change, and its number before it; null when it has ended, or somebody else
-- changed it since it was seen.
CREATE FUNCTION cv_api.binding_take(binding bigint, seen integer) RETURNS cv.binding
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b cv.binding;
BEGIN
    SELECT * INTO b FROM cv.binding x WHERE x.id = binding;
    IF cv_api.binds_in(b.process_id) IS NOT TRUE
       OR current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.process p WHERE p.id = b.process_id FOR SHARE;
    PERFORM FROM cv.did d WHERE d.id = b.did_id FOR UPDATE;
    SELECT * INTO b FROM cv.binding x WHERE x.id = binding AND x.revision = seen FOR UPDATE;
    IF NOT FOUND OR NOT cv_api.is_live(b.ended_at, b.expires_at) THEN
        RETURN NULL;
    END IF;
    RETURN b;
END $$;

-- Ends a binding by hand; from now on its number cools. False when it has ended or was changed meanwhile.
CREATE FUNCTION cv_api.binding_release(binding bigint, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b cv.binding := cv_api.binding_take(binding, seen);
    at_ms bigint := cv_api.now_ms();
BEGIN
    IF b.id IS NULL THEN
        RETURN false;
    END IF;
    UPDATE cv.binding x SET revision = x.revision + 1, ended_at = at_ms, end_cause = 1,
        free_at = at_ms + (SELECT p.cool_down_minutes FROM cv.pool p WHERE p.id = x.pool_id) * 60000
    WHERE x.id = binding;
    PERFORM cv_api.binding_settle(binding);
    PERFORM cv_api.binding_forget(binding);
    RETURN true;
END $$;

-- Another end; null for none.
CREATE FUNCTION cv_api.binding_extend(binding bigint, seen integer, expiry bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b cv.binding := cv_api.binding_take(binding, seen);
BEGIN
    IF b.id IS NULL OR expiry <= cv_api.now_ms() THEN
        RETURN false;
    END IF;
    UPDATE cv.binding x SET revision = x.revision + 1, expires_at = expiry,
        free_at = coalesce(expiry + (SELECT p.cool_down_minutes FROM cv.pool p WHERE p.id = x.pool_id) * 60000,
                           9223372036854775807)
    WHERE x.id = binding;
    PERFORM cv_api.binding_settle(binding);
    RETURN true;
END $$;

-- Whether calls are recorded: 0 no, 1 yes, 2 as the pool says.
CREATE FUNCTION cv_api.binding_record(binding bigint, seen integer, records integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b cv.binding := cv_api.binding_take(binding, seen);
BEGIN
    UPDATE cv.binding x SET revision = x.revision + 1, recording = records WHERE x.id = b.id;
    RETURN b.id IS NOT NULL;
END $$;

-- Another agent on the same number; the one before cools there. Outcomes as of binding_make; 4: the new agent is taken
-- on this number; 6: the binding has ended or was changed meanwhile; 7: it is the customer; 8: it is his already. A number that is the
-- agent's own stays the agent's.
CREATE FUNCTION cv_api.binding_reassign(binding bigint, seen integer, agent bigint, agent_shown text, revision bigint,
    generation integer, epoch bigint, epoch_seal bytea, agent_line bigint, agent_blind bytea, agent_cipher bytea,
    agent_key bytea, agent_party bytea) RETURNS integer
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint;
    process bigint := (SELECT x.process_id FROM cv.binding x WHERE x.id = binding);
    pair_key bytea := (SELECT sha256(p.customer || agent_key) FROM cv_vault.binding_party p WHERE p.binding_id = binding);
    b cv.binding;
    other cv.binding;
    line bigint;
    old_blind bytea;
    held boolean;
BEGIN
    IF cv_api.binds_in(process) IS NOT TRUE OR octet_length(agent_key) <> 16 THEN
        RAISE insufficient_privilege;
    END IF;
    IF pair_key IS NULL THEN
        RETURN 6;
    END IF;
    INSERT INTO cv_vault.binding_key AS k VALUES (process, pair_key, 0)
    ON CONFLICT (process_id, key) DO UPDATE SET key = excluded.key;
    SELECT x.* INTO other FROM cv_vault.binding_key k JOIN cv.binding x ON x.id = k.binding_id
    WHERE k.process_id = process AND k.key = pair_key;
    IF FOUND AND cv_api.is_live(other.ended_at, other.expires_at) THEN
        RETURN CASE WHEN other.id = binding THEN 8 ELSE 3 END;
    END IF;
    b := cv_api.binding_take(binding, seen);
    IF b.id IS NULL THEN
        RETURN 6;
    END IF;
    IF b.model = 2 THEN
        RAISE insufficient_privilege;
    END IF;
    IF revision IS DISTINCT FROM (SELECT f.id FROM cv.revision_in_force f WHERE f.process_id = process)
       OR generation IS DISTINCT FROM (SELECT max(v.generation) FROM cv.vault v WHERE v.process_id = process) THEN
        RETURN 1;
    END IF;
    at_ms := cv_api.now_ms();
    IF EXISTS (SELECT FROM cv_vault.binding_side s
               WHERE s.did_id = b.did_id AND s.party = agent_party AND s.side = 0
                 AND (s.binding_id = binding OR b.model = 3)) THEN
        RETURN 7;
    END IF;
    -- An agent whom this binding had before may come back while he cools: nobody else has him here.
    IF b.model <> 3 AND EXISTS (SELECT FROM cv_vault.binding_side s
                                WHERE s.did_id = b.did_id AND s.party = agent_party AND s.free_at > at_ms
                                  AND s.binding_id <> -binding) THEN
        RETURN 4;
    END IF;
    DELETE FROM cv_vault.binding_key k WHERE k.binding_id = binding;
    UPDATE cv_vault.binding_key k SET binding_id = binding WHERE k.process_id = process AND k.key = pair_key;
    IF b.model <> 3 THEN
        UPDATE cv_vault.binding_side s SET binding_id = -binding,
            free_at = at_ms + (SELECT p.cool_down_minutes FROM cv.pool p WHERE p.id = b.pool_id) * 60000
        WHERE s.did_id = b.did_id AND s.binding_id = binding AND s.side = 1;
        INSERT INTO cv_vault.binding_side AS s VALUES (b.did_id, agent_party, binding, 1, '', b.free_at)
        ON CONFLICT (did_id, party) DO UPDATE SET binding_id = excluded.binding_id, side = 1, owner = '',
            free_at = excluded.free_at WHERE s.free_at <= at_ms OR s.binding_id = -binding;
        IF NOT FOUND THEN
            RAISE unique_violation;
        END IF;
    END IF;
    IF agent <> 0 THEN
        SELECT g.number_id, i.blind INTO line, agent_blind
        FROM cv.agent_process g JOIN cv.agent a ON a.id = g.agent_id AND a.disabled_at IS NULL
        JOIN cv_vault.number_index i ON i.number_id = g.number_id AND i.month = 0
        WHERE g.agent_id = agent AND g.process_id = process;
        IF NOT FOUND THEN
            RAISE insufficient_privilege;
        END IF;
    END IF;
    -- Numbers in one order by all, so that no two wait for each other.
    held := cv_api.is_held(process);
    old_blind := (SELECT i.blind FROM cv_vault.number_index i WHERE i.number_id = b.agent_number AND i.month = 0);
    IF old_blind < agent_blind AND NOT held THEN
        PERFORM cv_api.number_unbind(b.agent_number);
    END IF;
    line := cv_api.side_bind(line, process, epoch, agent_line, revision, agent_blind, agent_cipher);
    IF agent = 0 AND line = agent_line THEN
        INSERT INTO cv_vault.epoch VALUES (epoch, process, generation, 0, epoch_seal, cv_api.me(), at_ms);
    END IF;
    IF old_blind >= agent_blind AND NOT held THEN
        PERFORM cv_api.number_unbind(b.agent_number);
    END IF;
    IF held THEN
        INSERT INTO cv_vault.left_number (process_id, number_id) VALUES (process, b.agent_number);
    END IF;
    UPDATE cv.binding x SET revision = x.revision + 1, agent_id = agent, agent_text = agent_shown, agent_number = line
    WHERE x.id = binding;
    PERFORM cv_api.binding_settle(binding);
    RETURN 0;
END $$;

-- Notes what has expired, takes the numbers of bindings that have ended out of the vault, and forgets keys and sides
-- whose time is over; how many bindings. Processes that somebody else works on are left for the next time.
CREATE FUNCTION cv_api.binding_tidy(most integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
    mine bigint[] := cv_api.binding_processes();
    ids bigint[];
    binding bigint;
    left_over cv_vault.left_number;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE insufficient_privilege;
    END IF;
    mine := ARRAY(SELECT p.id FROM cv.process p WHERE p.id = ANY (mine) ORDER BY p.id FOR SHARE SKIP LOCKED);
    mine := ARRAY(SELECT m FROM unnest(mine) m
                  WHERE NOT EXISTS (SELECT FROM cv.retention r WHERE r.process_id = m AND r.hold_reason <> ''));
    ids := ARRAY(SELECT b.id FROM cv.binding b
                 WHERE b.keeps_numbers = 1 AND coalesce(b.ended_at, b.expires_at) <= at_ms
                   AND b.process_id = ANY (mine)
                 LIMIT greatest(most, 1) FOR UPDATE SKIP LOCKED);
    UPDATE cv.binding b SET ended_at = b.expires_at, end_cause = 0 WHERE b.id = ANY (ids) AND b.ended_at IS NULL;
    -- In one order by all.
    PERFORM FROM cv_vault.number_index i
    WHERE i.month = 0
      AND i.number_id IN (SELECT unnest(ARRAY[b.customer_number, b.agent_number]) FROM cv.binding b
                          WHERE b.id = ANY (ids)
                          UNION ALL SELECT l.number_id FROM cv_vault.left_number l WHERE l.process_id = ANY (mine))
    ORDER BY i.blind FOR UPDATE;
    FOREACH binding IN ARRAY ids LOOP
        PERFORM cv_api.binding_forget(binding);
    END LOOP;
    FOR left_over IN DELETE FROM cv_vault.left_number l WHERE l.process_id = ANY (mine) RETURNING l.* LOOP
        PERFORM cv_api.number_unbind(left_over.number_id);
    END LOOP;
    DELETE FROM cv_vault.binding_key k
    WHERE (k.process_id, k.key) IN (SELECT o.process_id, o.key FROM cv_vault.binding_key o
                                    JOIN cv.binding b ON b.id = o.binding_id
                                    WHERE b.free_at <= at_ms AND b.process_id = ANY (mine)
                                    ORDER BY o.binding_id LIMIT greatest(most, 1) FOR UPDATE OF o SKIP LOCKED);
    DELETE FROM cv_vault.binding_side s
    WHERE (s.did_id, s.party) IN (SELECT o.did_id, o.party FROM cv_vault.binding_side o
                                  WHERE o.free_at <= at_ms LIMIT greatest(most, 1) FOR UPDATE SKIP LOCKED);
    DELETE FROM cv_vault.epoch e
    WHERE e.id IN (SELECT o.id FROM cv_vault.epoch o
                   WHERE o.month = 0 AND o.process_id = ANY (mine)
                     AND NOT EXISTS (SELECT FROM cv_vault.number n WHERE n.epoch_id = o.id)
                   LIMIT greatest(most, 1) FOR UPDATE SKIP LOCKED);
    RETURN cardinality(ids);
END $$;

-- How much of each pool that the caller sees is in use: numbers with a binding, numbers that cool, numbers that could be
-- given, and on how many numbers the busiest party stands. Other processes' bindings count and are not shown.
CREATE FUNCTION cv_api.pool_use()
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
             GROUP BY p.pool_id, p.party)
    SELECT d.pool_id, count(b.did_id), count(*) FILTER (WHERE b.did_id IS NULL AND d.free_at > m.at_ms),
           count(*) FILTER (WHERE d.state = 0 AND d.free_at <= m.at_ms),
           coalesce((SELECT max(y.numbers) FROM busy y WHERE y.pool_id = d.pool_id), 0)
    FROM moment m CROSS JOIN cv.did d LEFT JOIN bound b ON b.did_id = d.id
    WHERE d.pool_id IN (SELECT p FROM cv_api.my_pools() p) AND d.state <> 3
    GROUP BY d.pool_id
$$;

-- How many live bindings each number of a pool has.
CREATE FUNCTION cv_api.did_use(pool bigint) RETURNS TABLE (did_id bigint, bindings bigint)
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.did_id, count(*) FROM cv.did d JOIN cv.binding b ON b.did_id = d.id AND b.free_at > (SELECT cv_api.now_ms())
    WHERE d.pool_id = pool AND pool IN (SELECT p FROM cv_api.my_pools() p) AND b.ended_at IS NULL
      AND (b.expires_at IS NULL OR b.expires_at > (SELECT cv_api.now_ms()))
    GROUP BY b.did_id
$$;

-- The bindings of the number that a granted search named, as long as they keep it.
CREATE FUNCTION cv_api.binding_search(request_token bytea, processes bigint[], blinds bytea[]) RETURNS SETOF bigint
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ids bigint[] := ARRAY(SELECT q.number_id FROM cv_api.requested_numbers(1, request_token, processes, blinds) q
                          WHERE q.month = 0);
BEGIN
    RETURN QUERY SELECT b.id FROM cv.binding b
        WHERE (b.customer_number = ANY (ids) OR b.agent_number = ANY (ids)) AND b.keeps_numbers = 1
          AND b.process_id = ANY (cv_api.binding_processes());
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    cv_api.binding_make(bytea, bytea, bigint, bigint, bigint, bigint, integer, text, text, text, bigint, integer,
        bigint, bytea, bigint, bytea, bytea, bigint, bytea, bytea, integer, integer, integer, integer, bigint, bytea,
        bytea, bytea, bigint[], bytea[], bytea[]),
    cv_api.binding_release(bigint, integer), cv_api.binding_extend(bigint, integer, bigint),
    cv_api.binding_record(bigint, integer, integer),
    cv_api.binding_reassign(bigint, integer, bigint, text, bigint, integer, bigint, bytea, bigint, bytea, bytea, bytea,
        bytea),
    cv_api.binding_tidy(integer), cv_api.pool_use(), cv_api.did_use(bigint),
    cv_api.binding_search(bytea, bigint[], bytea[]) TO "cv_{db}_person";

