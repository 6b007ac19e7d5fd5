-- Rules that hold whatever a client sends: triggers, and the functions that change the server's logins. Set-up works
-- with the owner's rights and is exempt.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer", "cv_{db}_people";
GRANT USAGE ON SCHEMA cv, cv_api TO "cv_{db}_people";
GRANT SELECT ON cv.person TO "cv_{db}_people";
GRANT INSERT ON cv.login_change TO "cv_{db}_people";
GRANT EXECUTE ON FUNCTION cv_api.me(), cv_api.now_ms(), cv_api.covers(bigint) TO "cv_{db}_people";

SET LOCAL ROLE "cv_{db}_definer";

CREATE FUNCTION cv_api.is_set_up() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_has_role(session_user, 'cv_{db}_owner', 'member')
$$;

-- A change of configuration without an entry in the same transaction is undone.
CREATE FUNCTION cv_api.require_deed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_set_up()
       AND NOT EXISTS (SELECT FROM cv_audit.deed_head h
                       WHERE h.actor_id = cv_api.me() AND h.written_in = pg_current_xact_id()) THEN
        RAISE EXCEPTION 'a change needs an entry in the record of deeds' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

-- Whoever manages users makes nobody wider than himself and leaves wider people and his own row alone; of that, the
-- end of a one-time password is all that changes.
CREATE FUNCTION cv_api.guard_person() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.is_set_up() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.created_by <> cv_api.me() OR NEW.login <> 'cvu_{db}.' || NEW.name
           OR (NEW.all_processes <> 0 AND NOT cv_api.sees_all()) THEN
            RAISE insufficient_privilege;
        END IF;
    ELSIF OLD.id = cv_api.me() THEN
        IF to_jsonb(NEW) - 'state' <> to_jsonb(OLD) - 'state' OR OLD.state <> 1 OR NEW.state <> 0 THEN
            RAISE insufficient_privilege;
        END IF;
    ELSIF NOT cv_api.covers(OLD.id) OR (NEW.all_processes <> 0 AND NOT cv_api.sees_all()) THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN NEW;
END $$;

-- Whether clear numbers are hidden is fixed at the sign-in, by the database: by the switch, except from whoever may
-- view actual numbers everywhere. A sign-in that ended stays so; when it was seen the database says.
CREATE FUNCTION cv_api.guard_sign_in() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.hide_clear := (
            EXISTS (SELECT FROM cv.setting t WHERE t.name = 'hide_clear_numbers' AND t.value = '1')
            AND NOT EXISTS (SELECT FROM cv.actual_grant g JOIN cv.person p ON p.role = g.role
                            WHERE p.id = NEW.person_id AND g.process_id = 0))::int;
        NEW.signed_in_at := cv_api.now_ms();
        NEW.last_seen_at := NEW.signed_in_at;
        NEW.ended_at := NULL;
        RETURN NEW;
    END IF;
    IF cv_api.is_set_up() THEN
        RETURN NEW;
    END IF;
    IF OLD.ended_at IS NOT NULL OR to_jsonb(NEW) - 'last_seen_at' - 'ended_at'
                                   <> to_jsonb(OLD) - 'last_seen_at' - 'ended_at' THEN
        RAISE insufficient_privilege;
    END IF;
    NEW.last_seen_at := cv_api.now_ms();
    IF NEW.ended_at IS NOT NULL THEN
        NEW.ended_at := NEW.last_seen_at;
    END IF;
    RETURN NEW;
END $$;

-- Revisions are only ever added by the person himself, in order, not into the past; a waiting one can be cancelled.
CREATE FUNCTION cv_api.guard_revision() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- An import holds the same lock while it publishes: it sees the new revision, or is done before there is one.
    PERFORM FROM cv.process p WHERE p.id = NEW.process_id FOR NO KEY UPDATE;
    IF cv_api.is_set_up() THEN
        RETURN NEW;
    END IF;
    -- Whoever makes processes gives them their first policy; to change it is for whoever configures masking.
    IF NOT NEW.process_id = ANY (cv_api.my_processes())
       OR (NEW.revision > 1 AND NOT pg_has_role(session_user, 'cv_{db}_masking', 'member')) THEN
        RAISE insufficient_privilege;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.created_by <> cv_api.me() OR NEW.cancelled_at IS NOT NULL
           OR NEW.effective_at < cv_api.now_ms() - 60000 THEN
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

-- Vaults follow one another without a gap: a later generation than the newest would be the one that is written to.
CREATE FUNCTION cv_api.guard_vault() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.is_set_up() AND NEW.generation <> 1 + coalesce((SELECT max(v.generation) FROM cv.vault v
                                                                  WHERE v.process_id = NEW.process_id), 0) THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN NEW;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
GRANT EXECUTE ON FUNCTION cv_api.is_set_up() TO "cv_{db}_people";

-- The functions that make and change logins belong to the one role that may. A login is a person of this database, by
-- its form and by his row: logins belong to the whole server. Names, verifiers and groups are checked by pattern and
-- list: this is the only dynamic SQL.
SET LOCAL ROLE "cv_{db}_people";

-- Refuses any login that the caller may not change, and notes what is done to it.
CREATE FUNCTION cv_api.login_note(login name, what text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    person bigint := (SELECT p.id FROM cv.person p WHERE p.login = login_note.login::text);
BEGIN
    IF login::text !~ '^cvu_{db}\.[a-z0-9][a-z0-9._-]{0,23}$' OR person IS NULL THEN
        RAISE invalid_parameter_value;
    END IF;
    -- A person may change his own password, and nothing else of himself.
    IF NOT cv_api.is_set_up() AND NOT (login = session_user AND what = 'verifier')
       AND (login = session_user OR NOT pg_has_role(session_user, 'cv_{db}_users', 'member')
            OR NOT cv_api.covers(person)) THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv.login_change (login, change, changed_by, changed_at)
    VALUES (login, what, cv_api.me(), cv_api.now_ms());
END $$;

CREATE FUNCTION cv_api.login_groups(login name, groups text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    entry text;
BEGIN
    IF NOT groups <@ ARRAY['processes', 'masking', 'import', 'calls', 'users', 'settings'] THEN
        RAISE invalid_parameter_value;
    END IF;
    PERFORM cv_api.login_note(login, 'groups');
    FOREACH entry IN ARRAY ARRAY['processes', 'masking', 'import', 'calls', 'users', 'settings'] LOOP
        IF entry = ANY (groups) AND NOT pg_has_role(session_user, 'cv_{db}_' || entry, 'member') THEN
            RAISE insufficient_privilege; -- nobody gives what he does not have
        ELSIF entry = ANY (groups) THEN
            EXECUTE format('GRANT %I TO %I', 'cv_{db}_' || entry, login);
        ELSIF pg_has_role(login, 'cv_{db}_' || entry, 'member') THEN
            EXECUTE format('REVOKE %I FROM %I', 'cv_{db}_' || entry, login);
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION cv_api.login_create(login name, verifier text, groups text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
        RAISE invalid_parameter_value;
    END IF;
    PERFORM cv_api.login_note(login, 'create');
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE "cv_{db}_person"', login, verifier);
    PERFORM cv_api.login_groups(login, groups);
END $$;

CREATE FUNCTION cv_api.login_verifier(login name, verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/=]{16,64}\$[A-Za-z0-9+/=]{44}:[A-Za-z0-9+/=]{44}$' THEN
        RAISE invalid_parameter_value;
    END IF;
    PERFORM cv_api.login_note(login, 'verifier');
    EXECUTE format('ALTER ROLE %I PASSWORD %L', login, verifier);
END $$;

CREATE FUNCTION cv_api.login_enabled(login name, enabled boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.login_note(login, CASE WHEN enabled THEN 'enable' ELSE 'disable' END);
    EXECUTE format('ALTER ROLE %I %s', login, CASE WHEN enabled THEN 'LOGIN' ELSE 'NOLOGIN' END);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_people";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON cv.person FOR EACH ROW EXECUTE FUNCTION cv_api.guard_person();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON cv.sign_in FOR EACH ROW EXECUTE FUNCTION cv_api.guard_sign_in();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON cv.policy_revision
    FOR EACH ROW EXECUTE FUNCTION cv_api.guard_revision();
CREATE TRIGGER guard BEFORE INSERT ON cv.vault FOR EACH ROW EXECUTE FUNCTION cv_api.guard_vault();
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['cv.person', 'cv.person_process', 'cv.role_permission', 'cv.actual_grant', 'cv.setting',
        'cv.process', 'cv.campaign', 'cv.did', 'cv.process_did', 'cv.agent', 'cv.agent_process', 'cv.policy_revision',
        'cv.vault', 'cv.import_batch', 'cv.import_profile', 'cv.login_change', 'cv_vault.person_key',
        'cv_vault.root_seal', 'cv_vault.writer_seal', 'cv_vault.vault_seal', 'cv_vault.agent_index']
    LOOP
        EXECUTE format('CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON %s
            DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed()', name);
    END LOOP;
END $$;
