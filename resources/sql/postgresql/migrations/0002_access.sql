-- Functions and views. The vault and the record are reached through functions only. Every function has a fixed search
-- path and no right for PUBLIC; who may call which, 0005 says.

GRANT USAGE ON SCHEMA cv, cv_vault, cv_audit, cv_stage, cv_api TO "cv_{db}_definer";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA cv, cv_vault, cv_audit, cv_stage TO "cv_{db}_definer";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA cv TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";

SET LOCAL ROLE "cv_{db}_definer";

-- Who is asking: the person of this login; 0 when there is none or he is disabled.
CREATE FUNCTION cv_api.me() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT p.id FROM cv.person p WHERE p.login = session_user AND p.state < 2), 0)
$$;

CREATE FUNCTION cv_api.now_ms() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint
$$;

-- True for whoever belongs to all processes.
CREATE FUNCTION cv_api.sees_all() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM cv.person p WHERE p.id = cv_api.me() AND p.all_processes = 1)
$$;

-- The processes that the person may see; all of them for whoever belongs to all.
CREATE FUNCTION cv_api.my_processes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(pr.id), '{}') FROM cv.process pr, cv.person p
    WHERE p.id = cv_api.me()
      AND (p.all_processes = 1
           OR pr.id IN (SELECT pp.process_id FROM cv.person_process pp WHERE pp.person_id = p.id))
$$;

-- Agents of other processes only. Agents of no process are everybody's.
CREATE FUNCTION cv_api.hidden_agents() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.agent_id FROM cv.agent_process a
    WHERE NOT cv_api.sees_all()
    GROUP BY a.agent_id HAVING NOT bool_or(a.process_id = ANY ((SELECT cv_api.my_processes())::bigint[]))
$$;

-- Whether another person's processes are all among the caller's. Whoever manages users manages no wider ones.
CREATE FUNCTION cv_api.covers(other bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.sees_all()
        OR (cv_api.me() <> 0 AND EXISTS (SELECT FROM cv.person p WHERE p.id = other AND p.all_processes = 0)
            AND NOT EXISTS (SELECT FROM cv.person_process o
                            WHERE o.person_id = other AND NOT o.process_id = ANY (cv_api.my_processes())))
$$;

-- True when the organisation switch hides clear numbers from this person: as it stood at his sign-in. A session that
-- names no living sign-in of his is told as the switch stands now. A console shows itself every minute; after a day
-- the person has to sign in anew.
CREATE FUNCTION cv_api.hides_clear() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT s.hide_clear = 1 FROM cv.sign_in s
                     WHERE s.id = nullif(current_setting('callveil.sign_in', true), '')::bigint
                       AND s.person_id = cv_api.me() AND s.ended_at IS NULL
                       AND s.last_seen_at > cv_api.now_ms() - 300000
                       AND s.signed_in_at > cv_api.now_ms() - 86400000),
                    EXISTS (SELECT FROM cv.setting t WHERE t.name = 'hide_clear_numbers' AND t.value = '1'))
$$;

-- How many people are signed in; who they are is for whoever manages users.
CREATE FUNCTION cv_api.signed_in(since bigint) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(DISTINCT s.person_id) FROM cv.sign_in s
    WHERE s.ended_at IS NULL AND s.last_seen_at > since AND cv_api.me() <> 0
$$;

-- Whether the transaction of a token was committed; if it was not by now, it never will be. Claimed tokens are of the
-- time 0, so that asking again answers the same. Waits for a transaction that still runs.
CREATE FUNCTION cv_api.operation_claim(operation bytea, milliseconds integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM set_config('lock_timeout', milliseconds::text, true);
    INSERT INTO cv.operation (token, at) VALUES (operation, 0) ON CONFLICT DO NOTHING;
    RETURN (SELECT o.at <> 0 FROM cv.operation o WHERE o.token = operation);
END $$;

-- Operation tokens answer within seconds or never; they are kept for a week.
CREATE FUNCTION cv_api.operation_forget() RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM cv.operation o WHERE o.at < cv_api.now_ms() - 604800000
$$;

-- Own keys and seals. Nobody reads another person's.
CREATE FUNCTION cv_api.my_key() RETURNS TABLE (kdf_operations integer, kdf_memory bigint, blob bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT k.kdf_operations, k.kdf_memory, k.blob FROM cv_vault.person_key k WHERE k.person_id = cv_api.me()
$$;

CREATE FUNCTION cv_api.my_root_seal() RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.sealed FROM cv_vault.root_seal s WHERE s.holder = cv_api.me()
$$;

CREATE FUNCTION cv_api.my_writer_seal() RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.sealed FROM cv_vault.writer_seal s WHERE s.holder = cv_api.me()
$$;

CREATE FUNCTION cv_api.key_store(person bigint, operations integer, memory bigint, key_blob bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- A person replaces his own key; a new person's first key is stored by whoever creates him.
    IF person = cv_api.me() THEN
        UPDATE cv_vault.person_key SET kdf_operations = operations, kdf_memory = memory, blob = key_blob,
               changed_at = cv_api.now_ms() WHERE person_id = person;
    ELSIF pg_has_role(session_user, 'cv_{db}_users', 'member')
          AND (cv_api.covers(person) OR pg_has_role(session_user, 'cv_{db}_owner', 'member')) THEN
        INSERT INTO cv_vault.person_key VALUES (person, operations, memory, key_blob, cv_api.now_ms());
    ELSE
        RAISE insufficient_privilege;
    END IF;
END $$;

CREATE FUNCTION cv_api.person_state(new_state smallint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE cv.person SET state = new_state WHERE id = cv_api.me() AND state = 1 AND new_state = 0
$$;

CREATE FUNCTION cv_api.root_seal_add(holder bigint, sealed bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO cv_vault.root_seal VALUES (holder, sealed)
$$;

CREATE FUNCTION cv_api.writer_seal_add(holder bigint, sealed bytea) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO cv_vault.writer_seal VALUES (holder, sealed)
$$;

CREATE FUNCTION cv_api.vault_seal_add(process bigint, generation integer, holder bigint, sealed bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT process = ANY (cv_api.my_processes()) THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv_vault.vault_seal VALUES (process, generation, holder, sealed);
END $$;

CREATE FUNCTION cv_api.agent_index_put(blind_index bytea, agent bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF agent IN (SELECT h FROM cv_api.hidden_agents() h)
       OR EXISTS (SELECT FROM cv_vault.agent_index i
                  WHERE i.blind = blind_index AND i.agent_id IN (SELECT h FROM cv_api.hidden_agents() h)) THEN
        RAISE insufficient_privilege;
    END IF;
    DELETE FROM cv_vault.agent_index i WHERE i.agent_id = agent AND i.blind <> blind_index;
    INSERT INTO cv_vault.agent_index VALUES (blind_index, agent)
    ON CONFLICT (blind) DO UPDATE SET agent_id = excluded.agent_id;
END $$;

CREATE FUNCTION cv_api.agent_index_all() RETURNS TABLE (blind bytea, agent_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.blind, i.agent_id FROM cv_vault.agent_index i
    WHERE cv_api.me() <> 0 AND i.agent_id NOT IN (SELECT h FROM cv_api.hidden_agents() h)
$$;

-- Stores one sealed number (an agent's; imports publish many at once). Answers the id under which the number is kept:
-- the one it has already, when it is known.
CREATE FUNCTION cv_api.number_put(process bigint, generation integer, epoch bigint, sealed bytea, number bigint,
    revision bigint, month_of integer, blind_index bytea, cipher_text bytea) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept bigint;
BEGIN
    IF NOT process = ANY (cv_api.my_processes())
       OR NOT EXISTS (SELECT FROM cv.policy_revision r WHERE r.id = number_put.revision AND r.process_id = process)
       OR number_put.generation IS DISTINCT FROM (SELECT max(v.generation) FROM cv.vault v WHERE v.process_id = process)
       OR EXISTS (SELECT FROM cv_vault.epoch e WHERE e.id = epoch) THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv_vault.number_index VALUES (process, blind_index, month_of, number) ON CONFLICT DO NOTHING;
    SELECT i.number_id INTO kept FROM cv_vault.number_index i
    WHERE i.process_id = process AND i.blind = blind_index AND i.month = month_of;
    IF kept = number THEN
        INSERT INTO cv_vault.epoch VALUES (epoch, process, generation, month_of, sealed, cv_api.me(), cv_api.now_ms());
        INSERT INTO cv_vault.number VALUES (number, epoch, revision, cipher_text);
    END IF;
    RETURN kept;
END $$;

-- The record of deeds. The head is locked first, so that two consoles of one person write one chain.
CREATE FUNCTION cv_api.deed_head() RETURNS TABLE (seq bigint, hash bytea)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.seq, h.hash FROM cv_audit.deed_head h WHERE h.actor_id = cv_api.me() FOR UPDATE
$$;

CREATE FUNCTION cv_api.deed_append(entry_seq bigint, action text, object text, before text, after text, reason text,
    at bigint, console text, previous bytea, entry_hash bytea, signature bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actor bigint := cv_api.me();
BEGIN
    IF actor = 0 OR abs(at - cv_api.now_ms()) > 600000 THEN
        RAISE insufficient_privilege;
    END IF;
    IF entry_seq = 1 THEN
        INSERT INTO cv_audit.deed_head VALUES (actor, entry_seq, entry_hash, pg_current_xact_id());
    ELSE
        UPDATE cv_audit.deed_head h SET seq = entry_seq, hash = entry_hash, written_in = pg_current_xact_id()
        WHERE h.actor_id = actor AND h.seq = entry_seq - 1 AND h.hash = previous;
        IF NOT FOUND THEN
            RAISE serialization_failure;
        END IF;
    END IF;
    INSERT INTO cv_audit.deed
    VALUES (actor, entry_seq, action, object, before, after, reason, at, console, previous, entry_hash, signature);
END $$;

RESET ROLE;

-- People read calls and agents' numbers through views of a role of its own. Row policies (0005) show it the person's own
-- processes only; a policy is judged before any condition that the person writes, and lets the planner use every index.
-- The views replace clear numbers by starred ones while the switch is on.
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
GRANT SELECT ON cv.call_session, cv.call_leg, cv.process, cv.campaign, cv.agent, cv.did,
    cv.agent_process TO "cv_{db}_reader";
GRANT USAGE ON SCHEMA cv, cv_api TO "cv_{db}_reader";
GRANT CREATE ON SCHEMA cv TO "cv_{db}_reader";
GRANT EXECUTE ON FUNCTION cv_api.my_processes(), cv_api.hides_clear() TO "cv_{db}_reader";
SET LOCAL ROLE "cv_{db}_reader";

CREATE VIEW cv.shown_session AS SELECT * FROM cv.call_session;

CREATE VIEW cv.shown_leg AS
    SELECT l.session_id, l.leg, l.kind, l.medium, l.direction, l.agent_id, l.proxy_did, l.presented, l.country, l.area,
           l.account, l.started_at, l.answered_at, l.ended_at, l.billable_seconds, l.disposition, l.customer_kind,
           CASE WHEN (SELECT cv_api.hides_clear()) THEN coalesce(l.customer_starred, l.customer_text)
                ELSE l.customer_text END AS customer_text,
           l.customer_starred, l.customer_number, l.agent_kind,
           CASE WHEN (SELECT cv_api.hides_clear()) THEN coalesce(l.agent_starred, l.agent_text)
                ELSE l.agent_text END AS agent_text,
           l.agent_starred, l.agent_number, l.process_id, l.revision_id, l.recording_id, l.consent, l.rate_zone,
           l.cost_micros, l.currency, l.batch_id
    FROM cv.call_leg l;

CREATE VIEW cv.shown_agent_process AS
    SELECT a.agent_id, a.process_id, a.number_text, a.number_id FROM cv.agent_process a;

-- One line of the call log: a session with its names and parties. A platform's first leg knows the customer, its
-- second one the agent; a PBX writes both into one.
CREATE VIEW cv.call_row AS
    SELECT s.id, s.public_id, s.process_id, s.campaign_id, s.agent_id, s.proxy_did, s.started_at, s.ended_at,
           s.direction, s.disposition, s.legs, s.talk_seconds, s.billable_seconds, s.cost_micros, s.currency,
           s.recording_id, s.case_ref, p.name AS process, c.name AS campaign, a.code AS agent_code,
           a.name AS agent_name, d.number AS proxy,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_kind ELSE coalesce(b.customer_kind, 0) END AS customer_kind,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_text ELSE b.customer_text END AS customer_text,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_starred ELSE b.customer_starred END AS customer_starred,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_kind ELSE coalesce(b.agent_kind, 0) END AS agent_kind,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_text ELSE b.agent_text END AS agent_text,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_starred ELSE b.agent_starred END AS agent_starred
    FROM cv.shown_session s
    LEFT JOIN cv.shown_leg l ON l.session_id = s.id AND l.leg = 1
    LEFT JOIN cv.shown_leg b ON b.session_id = s.id AND b.leg = 2
    LEFT JOIN cv.process p ON p.id = s.process_id
    LEFT JOIN cv.campaign c ON c.id = s.campaign_id
    LEFT JOIN cv.agent a ON a.id = s.agent_id
    LEFT JOIN cv.did d ON d.id = s.proxy_did;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv FROM "cv_{db}_reader";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
