-- Who may do what. People hold table rights through the groups of their permissions; the vault and the record are
-- reached through functions only. Every function has a fixed search path and no right for PUBLIC.

ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

GRANT USAGE ON SCHEMA cv, cv_vault, cv_audit, cv_stage, cv_api TO "cv_{db}_definer";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA cv, cv_vault, cv_audit, cv_stage TO "cv_{db}_definer";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA cv TO "cv_{db}_definer";
GRANT CREATE ON SCHEMA cv, cv_api, cv_audit TO "cv_{db}_definer", "cv_{db}_people";
GRANT USAGE ON SCHEMA cv, cv_api TO "cv_{db}_people", "cv_{db}_person";
GRANT SELECT ON cv.person TO "cv_{db}_people";

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

-- The processes that the person may see; all of them for whoever belongs to all.
CREATE FUNCTION cv_api.my_processes() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(array_agg(pr.id), '{}') FROM cv.process pr, cv.person p
    WHERE p.id = cv_api.me()
      AND (p.all_processes = 1
           OR pr.id IN (SELECT pp.process_id FROM cv.person_process pp WHERE pp.person_id = p.id))
$$;

-- True when the organisation switch hides clear numbers from this person: as it stood at his sign-in, and whenever the
-- session names no sign-in of his.
CREATE FUNCTION cv_api.hides_clear() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce((SELECT s.hide_clear = 1 FROM cv.sign_in s
                     WHERE s.id = nullif(current_setting('callveil.sign_in', true), '')::bigint
                       AND s.person_id = cv_api.me() AND s.ended_at IS NULL),
                    EXISTS (SELECT FROM cv.setting t WHERE t.name = 'hide_clear_numbers' AND t.value = '1'))
$$;

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
    ELSIF pg_has_role(session_user, 'cv_{db}_users', 'member') THEN
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
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO cv_vault.vault_seal VALUES (process, generation, holder, sealed)
$$;

CREATE FUNCTION cv_api.agent_index_put(blind_index bytea, agent bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    DELETE FROM cv_vault.agent_index i WHERE i.agent_id = agent AND i.blind <> blind_index;
    INSERT INTO cv_vault.agent_index VALUES (blind_index, agent)
    ON CONFLICT (blind) DO UPDATE SET agent_id = excluded.agent_id
$$;

CREATE FUNCTION cv_api.agent_index_all() RETURNS TABLE (blind bytea, agent_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.blind, i.agent_id FROM cv_vault.agent_index i
$$;

-- Stores one sealed number (an agent's; imports publish many at once). Answers the id under which the number is kept:
-- the one it has already, when it is known.
CREATE FUNCTION cv_api.number_put(process bigint, generation integer, epoch bigint, sealed bytea, number bigint,
    revision bigint, month_of integer, blind_index bytea, cipher_text bytea) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept bigint;
BEGIN
    INSERT INTO cv_vault.number_index VALUES (blind_index, month_of, number) ON CONFLICT DO NOTHING;
    SELECT i.number_id INTO kept FROM cv_vault.number_index i WHERE i.blind = blind_index AND i.month = month_of;
    IF kept = number THEN
        INSERT INTO cv_vault.epoch VALUES (epoch, process, generation, month_of, sealed, cv_api.me(), cv_api.now_ms())
        ON CONFLICT DO NOTHING;
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

-- A change of configuration without an entry in the same transaction is undone. The owner (init) is exempt.
CREATE FUNCTION cv_api.require_deed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT pg_has_role(session_user, 'cv_{db}_owner', 'member')
       AND NOT EXISTS (SELECT FROM cv_audit.deed_head h
                       WHERE h.actor_id = cv_api.me() AND h.written_in = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'a change needs an entry in the record of deeds' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

-- Whether clear numbers are hidden is fixed at the sign-in, by the database: by the switch, except from whoever may
-- view actual numbers everywhere.
CREATE FUNCTION cv_api.guard_sign_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.hide_clear := (
        EXISTS (SELECT FROM cv.setting t WHERE t.name = 'hide_clear_numbers' AND t.value = '1')
        AND NOT EXISTS (SELECT FROM cv.actual_grant g JOIN cv.person p ON p.role = g.role
                        WHERE p.id = NEW.person_id AND g.process_id = 0))::int;
    RETURN NEW;
END $$;

-- Revisions are only ever added by the person himself, in order, not into the past; a waiting one can be cancelled.
CREATE FUNCTION cv_api.guard_revision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pg_has_role(session_user, 'cv_{db}_owner', 'member') THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.created_by <> cv_api.me() OR NEW.cancelled_at IS NOT NULL OR NEW.effective_at < cv_api.now_ms() - 600000 THEN
            RAISE insufficient_privilege;
        END IF;
        IF NEW.revision <> 1 + coalesce((SELECT max(r.revision) FROM cv.policy_revision r
                                         WHERE r.process_id = NEW.process_id), 0) THEN
            RAISE unique_violation; -- somebody else was faster: the unique constraint would say the same
        END IF;
        RETURN NEW;
    END IF;
    IF (to_jsonb(NEW) - 'cancelled_by' - 'cancelled_at') <> (to_jsonb(OLD) - 'cancelled_by' - 'cancelled_at')
       OR OLD.cancelled_at IS NOT NULL OR OLD.effective_at <= cv_api.now_ms()
       OR NEW.cancelled_by IS DISTINCT FROM cv_api.me() THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN NEW;
END $$;

RESET ROLE;

-- People read calls through views of a role of its own. Row policies show it the person's own processes only; a policy
-- is judged before any condition that the person writes, and lets the planner use every index. The views replace clear
-- numbers by starred ones while the switch is on.
GRANT SELECT ON cv.call_session, cv.call_leg, cv.process, cv.campaign, cv.agent, cv.did,
    cv.agent_process TO "cv_{db}_reader";
GRANT USAGE ON SCHEMA cv, cv_api TO "cv_{db}_reader";
GRANT CREATE ON SCHEMA cv TO "cv_{db}_reader";
GRANT EXECUTE ON FUNCTION cv_api.my_processes(), cv_api.hides_clear() TO "cv_{db}_reader";
ALTER TABLE cv.call_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE cv.call_leg ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_processes ON cv.call_session TO "cv_{db}_reader"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]));
CREATE POLICY own_processes ON cv.call_leg TO "cv_{db}_reader"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]));
CREATE POLICY functions ON cv.call_session TO "cv_{db}_definer" USING (true) WITH CHECK (true);
CREATE POLICY functions ON cv.call_leg TO "cv_{db}_definer" USING (true) WITH CHECK (true);

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
    SELECT a.agent_id, a.process_id, a.number_text, a.number_id FROM cv.agent_process a
    WHERE a.process_id = ANY ((SELECT cv_api.my_processes())::bigint[]);

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

-- The four functions that make and change logins belong to the one role that may. Names, verifiers and groups are
-- checked by pattern and list: this is the only dynamic SQL.
SET LOCAL ROLE "cv_{db}_people";

CREATE FUNCTION cv_api.login_groups(login name, groups text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entry text;
BEGIN
    IF login::text !~ '^cvu_{db}_[a-z0-9][a-z0-9._-]{0,23}$'
       OR NOT groups <@ ARRAY['processes', 'masking', 'import', 'calls', 'users', 'settings'] THEN
        RAISE invalid_parameter_value;
    END IF;
    FOREACH entry IN ARRAY ARRAY['processes', 'masking', 'import', 'calls', 'users', 'settings'] LOOP
        IF entry = ANY (groups) THEN
            EXECUTE format('GRANT %I TO %I', 'cv_{db}_' || entry, login);
        ELSIF pg_has_role(login, 'cv_{db}_' || entry, 'member') THEN
            EXECUTE format('REVOKE %I FROM %I', 'cv_{db}_' || entry, login);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION cv_api.login_create(login name, verifier text, groups text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF login::text !~ '^cvu_{db}_[a-z0-9][a-z0-9._-]{0,23}$'
       OR verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
        RAISE invalid_parameter_value;
    END IF;
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE "cv_{db}_person"', login, verifier);
    PERFORM cv_api.login_groups(login, groups);
END $$;

CREATE FUNCTION cv_api.login_verifier(login name, verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF login::text !~ '^cvu_{db}_[a-z0-9][a-z0-9._-]{0,23}$'
       OR verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
        RAISE invalid_parameter_value;
    END IF;
    -- Anybody may change his own; another's only who manages users.
    IF login <> session_user AND NOT pg_has_role(session_user, 'cv_{db}_users', 'member') THEN
        RAISE insufficient_privilege;
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L', login, verifier);
END $$;

CREATE FUNCTION cv_api.login_enabled(login name, enabled boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF login::text !~ '^cvu_{db}_[a-z0-9][a-z0-9._-]{0,23}$' THEN
        RAISE invalid_parameter_value;
    END IF;
    EXECUTE format('ALTER ROLE %I %s', login, CASE WHEN enabled THEN 'LOGIN' ELSE 'NOLOGIN' END);
END $$;

RESET ROLE;

REVOKE CREATE ON SCHEMA cv, cv_api, cv_audit FROM "cv_{db}_definer", "cv_{db}_people";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;

CREATE TRIGGER guard BEFORE INSERT ON cv.sign_in FOR EACH ROW EXECUTE FUNCTION cv_api.guard_sign_in();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON cv.policy_revision
    FOR EACH ROW EXECUTE FUNCTION cv_api.guard_revision();
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['person', 'person_process', 'role_permission', 'actual_grant', 'setting', 'process',
        'campaign', 'process_did', 'agent', 'agent_process', 'policy_revision', 'import_batch', 'import_profile']
    LOOP
        EXECUTE format('CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv.%I
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed()', name);
    END LOOP;
END $$;

GRANT EXECUTE ON FUNCTION cv_api.me(), cv_api.now_ms(), cv_api.my_processes(), cv_api.hides_clear(), cv_api.my_key(),
    cv_api.my_root_seal(), cv_api.my_writer_seal(), cv_api.key_store(bigint, integer, bigint, bytea),
    cv_api.person_state(smallint), cv_api.operation_forget(), cv_api.deed_head(),
    cv_api.deed_append(bigint, text, text, text, text, text, bigint, text, bytea, bytea, bytea),
    cv_api.login_verifier(name, text) TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION cv_api.root_seal_add(bigint, bytea), cv_api.writer_seal_add(bigint, bytea),
    cv_api.login_create(name, text, text[]), cv_api.login_groups(name, text[]),
    cv_api.login_enabled(name, boolean) TO "cv_{db}_users";
GRANT EXECUTE ON FUNCTION cv_api.vault_seal_add(bigint, integer, bigint, bytea),
    cv_api.number_put(bigint, integer, bigint, bytea, bigint, bigint, integer, bytea, bytea),
    cv_api.agent_index_put(bytea, bigint) TO "cv_{db}_processes";
GRANT EXECUTE ON FUNCTION cv_api.agent_index_all() TO "cv_{db}_import";

GRANT SELECT ON cv.organisation, cv.person, cv.person_process, cv.role_permission, cv.actual_grant, cv.setting,
    cv.sign_in, cv.process, cv.campaign, cv.did, cv.process_did, cv.agent, cv.shown_agent_process, cv.policy_revision,
    cv.shape_count, cv.vault, cv.call_day, cv.import_batch, cv.import_profile, cv.saved_view, cv.schema_version
    TO "cv_{db}_person";
GRANT SELECT, INSERT ON cv.operation TO "cv_{db}_person";
GRANT INSERT ON cv.sign_in TO "cv_{db}_person";
GRANT UPDATE (last_seen_at, ended_at) ON cv.sign_in TO "cv_{db}_person";
GRANT INSERT, UPDATE, DELETE ON cv.saved_view TO "cv_{db}_person";
GRANT SELECT ON cv.shown_session, cv.shown_leg, cv.call_row TO "cv_{db}_calls";
GRANT INSERT, UPDATE ON cv.process, cv.campaign, cv.agent, cv.agent_process, cv.did TO "cv_{db}_processes";
GRANT INSERT, DELETE ON cv.process_did TO "cv_{db}_processes";
GRANT DELETE, SELECT (agent_id, process_id) ON cv.agent_process TO "cv_{db}_processes";
GRANT INSERT ON cv.vault TO "cv_{db}_processes";
GRANT INSERT, UPDATE (cancelled_by, cancelled_at) ON cv.policy_revision TO "cv_{db}_masking", "cv_{db}_processes";
GRANT INSERT, UPDATE (display_name, role, state, all_processes) ON cv.person TO "cv_{db}_users";
GRANT INSERT, DELETE ON cv.person_process TO "cv_{db}_users";
GRANT INSERT, UPDATE ON cv.setting TO "cv_{db}_settings";
GRANT INSERT, UPDATE, DELETE ON cv.import_profile TO "cv_{db}_import";
GRANT USAGE ON SCHEMA cv_stage TO "cv_{db}_import";
GRANT INSERT ON cv_stage.batch, cv_stage.leg, cv_stage.number, cv_stage.epoch TO "cv_{db}_import";

-- Everybody's rows of personal things are his own.
ALTER TABLE cv.saved_view ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON cv.saved_view USING (person_id = (SELECT cv_api.me())) WITH CHECK (person_id = (SELECT cv_api.me()));
ALTER TABLE cv.sign_in ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON cv.sign_in FOR SELECT USING (true);
CREATE POLICY made ON cv.sign_in FOR INSERT WITH CHECK (person_id = (SELECT cv_api.me()));
CREATE POLICY changed ON cv.sign_in FOR UPDATE USING (person_id = (SELECT cv_api.me()));
CREATE POLICY definer_all ON cv.sign_in TO "cv_{db}_definer" USING (true);
