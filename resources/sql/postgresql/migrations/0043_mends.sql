-- What a review found in rates and in the leak audit.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- Begins to rate a period of the caller's processes again, as before (0039_rates.sql); but first it waits for
-- publications under way. One that holds its process has perhaps asked for the rates before they changed: its legs are
-- there when the first page is read. One that comes later asks at its end, and finds the new ones; so each process is
-- waited for by itself, and none is held: what is undone lets its lock go.
CREATE OR REPLACE FUNCTION cv_api.rerate_begin(processes bigint[], from_at bigint, to_at bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10min' AS $$
#variable_conflict use_column
DECLARE
    begun bigint;
    waited bigint;
BEGIN
    IF NOT cv_api.may(1) OR processes IS NULL OR NOT processes <@ cv_api.my_processes() THEN
        RAISE insufficient_privilege;
    END IF;
    FOR waited IN SELECT p FROM unnest(rerate_begin.processes) AS p ORDER BY p LOOP
        BEGIN
            PERFORM FROM cv.process q WHERE q.id = waited FOR SHARE;
            RAISE SQLSTATE 'CVWTD';
        EXCEPTION WHEN SQLSTATE 'CVWTD' THEN
            NULL;
        END;
    END LOOP;
    INSERT INTO cv.rerating (person_id, processes, from_at, to_at, begun_at)
    VALUES (cv_api.me(), rerate_begin.processes, rerate_begin.from_at, rerate_begin.to_at, cv_api.now_ms())
    RETURNING id INTO begun;
    RETURN begun;
END $$;

-- As before (0040_leak_audit.sql, 0041_recordings.sql); but each row has an object of its own, so that whoever accepts
-- what stands in one hides no other. That is its number; where it has none, the moment when it was written: a text that
-- is changed is another one, and no hash of it is kept. What is written over and over is told by the first of its rows:
-- the console of a person, his reason, a tag, a task. An open finding that has an object of before is seen no more, and
-- so resolved by the next scan; one that was accepted stays as it is.
CREATE OR REPLACE FUNCTION cv_api.leak_texts()
RETURNS TABLE (place text, object_id bigint, process_id bigint, at_ms bigint, body text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    mine bigint[] := cv_api.leak_processes();
    all_texts boolean := cv_api.sees_all();
BEGIN
    RETURN QUERY
    WITH stored (place, object_id, process_id, at_ms, body) AS (
        SELECT 'agent.code', a.id, 0::bigint, a.created_at, a.code FROM cv.agent a
        UNION ALL SELECT 'agent.name', a.id, 0, a.created_at, a.name FROM cv.agent a
        UNION ALL SELECT 'api_key.name', k.id, 0, k.created_at, k.name FROM cv.api_key k
        UNION ALL SELECT 'campaign.name', c.id, c.process_id, c.created_at, c.name FROM cv.campaign c
        UNION ALL SELECT 'canary.name', c.id, 0, c.planted_at, c.name FROM cv_vault.canary c
        UNION ALL SELECT 'gateway.name', g.id, 0, 0, g.name FROM cv.gateway g
        UNION ALL SELECT 'import_profile.body', i.changed_at, 0, i.changed_at, i.body FROM cv.import_profile i
        UNION ALL SELECT 'import_profile.name', i.changed_at, 0, i.changed_at, i.name FROM cv.import_profile i
        UNION ALL SELECT 'leak_finding.reason', f.id, f.process_id, coalesce(f.settled_at, 0), f.reason
            FROM cv.leak_finding f
        UNION ALL SELECT 'opt_out.brand', o.id, 0, o.created_at, o.brand FROM cv_vault.opt_out o
        UNION ALL SELECT 'organisation.name', o.id, 0, o.created_at, o.name FROM cv.organisation o
        UNION ALL SELECT 'person.display_name', p.id, 0, p.created_at, p.display_name FROM cv.person p
        UNION ALL SELECT 'person.name', p.id, 0, p.created_at, p.name FROM cv.person p
        UNION ALL SELECT 'policy_revision.note', r.id, r.process_id, r.created_at, r.note FROM cv.policy_revision r
        UNION ALL SELECT 'pool.brand', p.id, 0, p.created_at, p.brand FROM cv.pool p
        UNION ALL SELECT 'pool.name', p.id, 0, p.created_at, p.name FROM cv.pool p
        UNION ALL SELECT 'process.account', p.id, p.id, p.created_at, p.account FROM cv.process p
        UNION ALL SELECT 'process.name', p.id, p.id, p.created_at, p.name FROM cv.process p
        UNION ALL SELECT 'process.project', p.id, p.id, p.created_at, p.project FROM cv.process p
        UNION ALL SELECT 'request.reason', min(q.id), 0, min(q.asked_at), q.reason FROM cv_vault.request q
            GROUP BY q.person_id, q.reason
        UNION ALL SELECT 'retention.hold_reason', t.process_id, t.process_id, t.changed_at, t.hold_reason
            FROM cv.retention t
        UNION ALL SELECT 'saved_view.body', v.id, 0, 0, v.body FROM cv.saved_view v
        UNION ALL SELECT 'saved_view.name', v.id, 0, 0, v.name FROM cv.saved_view v
        UNION ALL SELECT 'service_lease.host', l.id, 0, l.since, l.host FROM cv.service_lease l
        UNION ALL SELECT 'session_tag.tag', min(t.created_at), t.process_id, min(t.created_at), min(t.tag)
            FROM cv.session_tag t GROUP BY t.process_id, t.tag_key
        UNION ALL SELECT 'setting.value', s.changed_at, 0, s.changed_at, s.value FROM cv.setting s
        UNION ALL SELECT 'sign_in.console', min(s.id), 0, min(s.signed_in_at), s.console FROM cv.sign_in s
            GROUP BY s.person_id, s.console
        UNION ALL SELECT 'task_event.task', min(e.seq), 0, min(e.at), e.task FROM cv_route.task_event e
            GROUP BY e.task_key, e.task)
    SELECT s.place, s.object_id, s.process_id, s.at_ms, s.body FROM stored s
    WHERE (s.process_id = ANY (mine) OR (s.process_id = 0 AND all_texts))
      AND (s.body ~ '([0-9][^0-9]*){7}' OR s.body ~ '[^ -~]');
END $$;

-- Legs without a rate of one list, as before (0039_rates.sql); but of chosen processes, as far as they are the caller's,
-- and as many groups as are asked for, so that the caller can tell that there are more.
DROP FUNCTION cv_api.unrated_legs(integer, bigint, bigint);
CREATE FUNCTION cv_api.unrated_legs(list integer, from_at bigint, to_at bigint, processes bigint[], most integer)
RETURNS TABLE (process_id bigint, rate_zone text, medium integer, legs bigint, billable_seconds bigint, first_at bigint,
    last_at bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    own bigint[] := ARRAY(SELECT p FROM unnest(cv_api.my_processes()) p WHERE p = ANY (processes));
BEGIN
    IF NOT (cv_api.may(7) OR cv_api.may(1)) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT s.process_id, l.rate_zone, l.medium::integer, count(*), sum(l.billable_seconds)::bigint, min(l.started_at),
           max(l.started_at)
    FROM cv.call_session s JOIN cv.call_leg l ON l.session_id = s.id
    WHERE s.process_id = ANY (own) AND s.started_at >= from_at AND s.started_at < to_at
      AND CASE WHEN list = 0 THEN s.rated_legs < s.legs AND l.cost_micros IS NULL ELSE l.recharge_micros IS NULL END
    GROUP BY s.process_id, l.rate_zone, l.medium
    ORDER BY count(*) DESC, s.process_id, l.rate_zone, l.medium LIMIT least(most, 10000);
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.unrated_legs(integer, bigint, bigint, bigint[], integer) TO "cv_{db}_person";
