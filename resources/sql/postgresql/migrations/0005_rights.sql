-- Who may do what. People hold table rights through the groups of their permissions; row policies narrow them to the
-- person's own processes, and to nothing for whoever is disabled. What they ask is asked once in each statement.
-- Identifiers are the database's to give: INSERT names the columns.

GRANT EXECUTE ON FUNCTION cv_api.me(), cv_api.now_ms(), cv_api.sees_all(), cv_api.my_processes(),
    cv_api.hidden_agents(), cv_api.hides_clear(), cv_api.my_key(), cv_api.my_root_seal(), cv_api.my_writer_seal(),
    cv_api.signed_in(bigint), cv_api.key_store(bigint, integer, bigint, bytea), cv_api.person_state(smallint),
    cv_api.operation_claim(bytea, integer), cv_api.operation_forget(), cv_api.deed_head(),
    cv_api.deed_append(bigint, text, text, text, text, text, bigint, text, bytea, bytea, bytea) TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION cv_api.covers(bigint), cv_api.root_seal_add(bigint, bytea), cv_api.writer_seal_add(bigint, bytea) TO "cv_{db}_users";
GRANT EXECUTE ON FUNCTION cv_api.vault_seal_add(bigint, integer, bigint, bytea),
    cv_api.number_put(bigint, integer, bigint, bytea, bigint, bigint, integer, bytea, bytea),
    cv_api.agent_index_put(bytea, bigint) TO "cv_{db}_processes";
GRANT EXECUTE ON FUNCTION cv_api.agent_index_all() TO "cv_{db}_import";
GRANT EXECUTE ON FUNCTION cv_api.login_verifier(name, text) TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION cv_api.login_create(name, text, text[]), cv_api.login_groups(name, text[]),
    cv_api.login_enabled(name, boolean) TO "cv_{db}_users";

GRANT USAGE ON SCHEMA cv, cv_api TO "cv_{db}_person";
GRANT SELECT ON cv.organisation, cv.person, cv.person_process, cv.role_permission, cv.actual_grant, cv.setting,
    cv.sign_in, cv.process, cv.campaign, cv.did, cv.process_did, cv.agent, cv.shown_agent_process, cv.policy_revision,
    cv.revision_in_force, cv.shape_count, cv.vault, cv.call_day, cv.import_batch, cv.import_profile, cv.saved_view,
    cv.schema_version TO "cv_{db}_person";
GRANT INSERT (token) ON cv.operation TO "cv_{db}_person";
GRANT INSERT (person_id, console, signed_in_at, last_seen_at, hide_clear), UPDATE (last_seen_at, ended_at)
    ON cv.sign_in TO "cv_{db}_person";
GRANT INSERT (person_id, page, name, body), UPDATE (body), DELETE ON cv.saved_view TO "cv_{db}_person";
GRANT SELECT ON cv.shown_session, cv.shown_leg, cv.call_row TO "cv_{db}_calls";
GRANT INSERT (name, name_key, country, time_zone, account, project, default_caller_id, created_at),
    UPDATE (name, name_key, country, time_zone, account, project, default_caller_id, archived_at)
    ON cv.process TO "cv_{db}_processes";
GRANT INSERT (process_id, name, name_key, created_at), UPDATE (name, name_key, archived_at)
    ON cv.campaign TO "cv_{db}_processes";
GRANT INSERT (number, created_at) ON cv.did TO "cv_{db}_processes";
GRANT INSERT, DELETE ON cv.process_did TO "cv_{db}_processes";
GRANT INSERT (code, code_key, name, extension, created_at), UPDATE (name, extension, disabled_at)
    ON cv.agent TO "cv_{db}_processes";
GRANT INSERT, DELETE, SELECT (agent_id, process_id) ON cv.agent_process TO "cv_{db}_processes";
GRANT INSERT ON cv.vault TO "cv_{db}_processes";
GRANT INSERT (process_id, revision, kind, shown_leading, shown_trailing, note, created_by, created_at, effective_at)
    ON cv.policy_revision TO "cv_{db}_masking", "cv_{db}_processes";
GRANT UPDATE (cancelled_by, cancelled_at) ON cv.policy_revision TO "cv_{db}_masking";
GRANT INSERT (name, login, display_name, role, state, all_processes, box_key, sign_key, certificate, created_at,
    created_by), UPDATE (display_name, role, state, all_processes) ON cv.person TO "cv_{db}_users";
GRANT INSERT, DELETE ON cv.person_process TO "cv_{db}_users";
GRANT INSERT, UPDATE ON cv.setting TO "cv_{db}_settings";
GRANT INSERT, UPDATE, DELETE ON cv.import_profile TO "cv_{db}_import";
GRANT USAGE ON SCHEMA cv_stage TO "cv_{db}_import";
GRANT INSERT (batch) ON cv_stage.batch TO "cv_{db}_import";
GRANT INSERT ON cv_stage.leg, cv_stage.number, cv_stage.epoch TO "cv_{db}_import";

-- Row policies. The functions see everything and check for themselves.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['organisation', 'person', 'person_process', 'role_permission', 'actual_grant', 'setting',
        'sign_in', 'process', 'campaign', 'did', 'process_did', 'agent', 'agent_process', 'policy_revision', 'shape_count',
        'vault', 'call_session', 'call_leg', 'call_day', 'import_batch', 'import_profile', 'saved_view']
    LOOP
        EXECUTE format('ALTER TABLE cv.%I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY functions ON cv.%I TO "cv_{db}_definer" USING (true)', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['organisation', 'person', 'role_permission', 'actual_grant', 'setting', 'did',
        'import_profile']
    LOOP
        EXECUTE format('CREATE POLICY people ON cv.%I TO "cv_{db}_person" USING ((SELECT cv_api.me()) <> 0)', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['campaign', 'process_did', 'policy_revision', 'shape_count', 'vault', 'call_day',
        'import_batch']
    LOOP
        EXECUTE format('CREATE POLICY own_processes ON cv.%I TO "cv_{db}_person"
            USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]))', name);
    END LOOP;
    -- The reader's views begin with sessions, legs and agents' processes; what they join to these is shown with them.
    FOREACH name IN ARRAY ARRAY['call_session', 'call_leg', 'agent_process'] LOOP
        EXECUTE format('CREATE POLICY own_processes ON cv.%I TO "cv_{db}_reader"
            USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]))', name);
    END LOOP;
    FOREACH name IN ARRAY ARRAY['process', 'campaign', 'agent', 'did'] LOOP
        EXECUTE format('CREATE POLICY joined ON cv.%I TO "cv_{db}_reader" USING (true)', name);
    END LOOP;
END $$;

-- A new process belongs to whoever belongs to all.
CREATE POLICY own_processes ON cv.process TO "cv_{db}_person"
    USING ((SELECT cv_api.sees_all()) OR id = ANY ((SELECT cv_api.my_processes())::bigint[]));
CREATE POLICY own_processes ON cv.agent TO "cv_{db}_person"
    USING ((SELECT cv_api.me()) <> 0 AND id NOT IN (SELECT h FROM cv_api.hidden_agents() h));
CREATE POLICY visible_agents ON cv.agent_process TO "cv_{db}_person"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]))
    WITH CHECK (process_id = ANY ((SELECT cv_api.my_processes())::bigint[])
                AND agent_id NOT IN (SELECT h FROM cv_api.hidden_agents() h));
CREATE POLICY own ON cv.saved_view TO "cv_{db}_person" USING (person_id = (SELECT cv_api.me()));
CREATE POLICY own ON cv.sign_in TO "cv_{db}_person" USING (person_id = (SELECT cv_api.me()));
CREATE POLICY everybodys ON cv.sign_in FOR SELECT TO "cv_{db}_users" USING ((SELECT cv_api.me()) <> 0);
CREATE POLICY own ON cv.person_process FOR SELECT TO "cv_{db}_person" USING (person_id = (SELECT cv_api.me()));
CREATE POLICY everybodys ON cv.person_process FOR SELECT TO "cv_{db}_users" USING ((SELECT cv_api.me()) <> 0);
CREATE POLICY given ON cv.person_process FOR INSERT TO "cv_{db}_users"
    WITH CHECK (((SELECT cv_api.sees_all()) OR process_id = ANY ((SELECT cv_api.my_processes())::bigint[]))
                AND person_id <> (SELECT cv_api.me()) AND cv_api.covers(person_id));
CREATE POLICY taken ON cv.person_process FOR DELETE TO "cv_{db}_users"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]) AND person_id <> (SELECT cv_api.me())
           AND cv_api.covers(person_id));
CREATE POLICY logins ON cv.person FOR SELECT TO "cv_{db}_people" USING (true);
