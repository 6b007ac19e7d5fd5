-- Reports: sums of calls and of money by day, for everything together and for each account, country and agent, so that a
-- report reads days and no calls. One function brings calls into the sums and takes them out of them; whatever changes a
-- call takes it out before and brings it in after.

SET LOCAL ROLE "cv_{db}_owner";

DROP TABLE cv.call_day;

-- By process, campaign and the process's own calendar day, those of the call. sort: 0 everything (member ''), 1 the leg's
-- account, 2 its country, 3 its agent's id, or the call's when the leg has none. A call counts once in each member that
-- has a leg of it.
CREATE TABLE cv.call_day (
    process_id      bigint NOT NULL,
    local_day       integer NOT NULL,
    campaign_id     bigint NOT NULL,
    sort            smallint NOT NULL CHECK (sort BETWEEN 0 AND 3),
    member          text COLLATE "C" NOT NULL DEFAULT '',
    sessions        bigint NOT NULL,
    answered        bigint NOT NULL,
    masked          bigint NOT NULL, -- one of its legs was written under a policy that masks
    legs            bigint NOT NULL,
    talk_seconds    bigint NOT NULL,
    billable_seconds bigint NOT NULL,
    PRIMARY KEY (process_id, sort, local_day, campaign_id, member)
);

-- The same of money: legs that have a cost (list 0) or a recharge (list 1).
CREATE TABLE cv.charge_day (
    process_id      bigint NOT NULL,
    local_day       integer NOT NULL,
    campaign_id     bigint NOT NULL,
    sort            smallint NOT NULL CHECK (sort BETWEEN 0 AND 3),
    member          text COLLATE "C" NOT NULL DEFAULT '',
    list            smallint NOT NULL CHECK (list IN (0, 1)),
    currency        text COLLATE "C" NOT NULL,
    legs            bigint NOT NULL,
    micros          bigint NOT NULL,
    PRIMARY KEY (process_id, sort, local_day, campaign_id, member, list, currency)
);

RESET ROLE;
GRANT SELECT, INSERT, UPDATE ON cv.call_day, cv.charge_day TO "cv_{db}_definer";
GRANT SELECT ON cv.call_day, cv.charge_day TO "cv_{db}_person";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";

SET LOCAL ROLE "cv_{db}_definer";
CREATE FUNCTION cv_api.sees_reports() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN cv_api.may(7);
END $$;
RESET ROLE;
GRANT EXECUTE ON FUNCTION cv_api.sees_reports() TO "cv_{db}_person";

ALTER TABLE cv.call_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE cv.charge_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.call_day TO "cv_{db}_definer" USING (true);
CREATE POLICY functions ON cv.charge_day TO "cv_{db}_definer" USING (true);
-- How many calls there are by day is what the call log tells everybody of his processes; the rest is for reports.
CREATE POLICY own_processes ON cv.call_day TO "cv_{db}_person"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]) AND (sort = 0 OR (SELECT cv_api.sees_reports())));
CREATE POLICY own_processes ON cv.charge_day TO "cv_{db}_person"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]) AND (SELECT cv_api.sees_reports()));

SET LOCAL ROLE "cv_{db}_definer";

-- Adds these sessions to the sums of their days (sign 1), or takes them away (sign -1): as they are in this moment. No
-- session stands in the list twice. Most sessions have one account, country, agent and currency: these are summed at
-- once, and only the others are looked at leg by leg.
CREATE FUNCTION cv_api.roll_sessions(of_sessions bigint[], sign integer) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET work_mem = '128MB' SET plan_cache_mode = 'force_custom_plan' SET jit = off AS $$
#variable_conflict use_column
BEGIN
    WITH part AS MATERIALIZED (
        SELECT f.process_id, f.local_day, f.campaign_id, f.own, f.account, f.country,
               CASE f.own WHEN 0 THEN f.agent ELSE f.session_agent END AS agent, f.currency, f.recharge_currency,
               count(*) AS sessions, sum(f.answered) AS answered, sum(f.leg_answered) AS leg_answered,
               sum(f.masked) AS masked, sum(f.legs) AS legs, sum(f.talk) AS talk, sum(f.leg_talk) AS leg_talk,
               sum(f.billable) AS billable, sum(f.costs) AS costs, sum(f.cost) AS cost, sum(f.recharges) AS recharges,
               sum(f.recharge) AS recharge
        FROM (SELECT s.process_id, s.local_day, s.campaign_id,
                     CASE WHEN min(coalesce(l.account, '') COLLATE "C") = max(coalesce(l.account, '') COLLATE "C")
                           AND min(coalesce(l.country, '') COLLATE "C") = max(coalesce(l.country, '') COLLATE "C")
                           AND min(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END)
                             = max(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END)
                           AND coalesce(min(l.currency COLLATE "C") = max(l.currency COLLATE "C"), true)
                           AND coalesce(min(l.recharge_currency COLLATE "C") = max(l.recharge_currency COLLATE "C"), true)
                          THEN 0 ELSE s.id END AS own,
                     min(coalesce(l.account, '') COLLATE "C") AS account,
                     min(coalesce(l.country, '') COLLATE "C") AS country, s.agent_id AS session_agent,
                     min(CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END) AS agent,
                     min(l.currency COLLATE "C") AS currency, min(l.recharge_currency COLLATE "C") AS recharge_currency,
                     (s.disposition = 1)::integer AS answered, max((l.disposition = 1)::integer) AS leg_answered,
                     max((coalesce(r.kind, 0) <> 0)::integer) AS masked, count(*) AS legs, s.talk_seconds AS talk,
                     max(l.billable_seconds) AS leg_talk, sum(l.billable_seconds)::bigint AS billable,
                     count(l.cost_micros) AS costs, sum(l.cost_micros)::bigint AS cost,
                     count(l.recharge_micros) AS recharges, sum(l.recharge_micros)::bigint AS recharge
              FROM unnest(of_sessions) w (id)
              JOIN cv.call_session s ON s.id = w.id
              JOIN cv.call_leg l ON l.session_id = s.id
              LEFT JOIN cv.policy_revision r ON r.id = l.revision_id
              GROUP BY s.id) f
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ), days AS (
        INSERT INTO cv.call_day AS d (process_id, local_day, campaign_id, sort, member, sessions, answered, masked, legs,
            talk_seconds, billable_seconds)
        SELECT u.process_id, u.local_day, u.campaign_id, u.sort, u.member, sign * sum(u.sessions), sign * sum(u.answered),
               sign * sum(u.masked), sign * sum(u.legs), sign * sum(u.talk), sign * sum(u.billable)
        FROM (SELECT p.process_id, p.local_day, p.campaign_id, k.sort,
                     CASE k.sort WHEN 1 THEN p.account WHEN 2 THEN p.country WHEN 3 THEN p.agent::text ELSE '' END AS member,
                     p.sessions, CASE k.sort WHEN 0 THEN p.answered ELSE p.leg_answered END AS answered, p.masked, p.legs,
                     CASE k.sort WHEN 0 THEN p.talk ELSE p.leg_talk END AS talk, p.billable
              FROM part p CROSS JOIN generate_series(0, 3) k (sort)
              WHERE p.own = 0 OR k.sort = 0
              UNION ALL
              SELECT p.process_id, p.local_day, p.campaign_id, k.sort, v.member, 1, max((l.disposition = 1)::integer),
                     max((coalesce(r.kind, 0) <> 0)::integer), count(*), max(l.billable_seconds), sum(l.billable_seconds)
              FROM part p
              JOIN cv.call_leg l ON l.session_id = p.own
              LEFT JOIN cv.policy_revision r ON r.id = l.revision_id
              CROSS JOIN generate_series(1, 3) k (sort)
              CROSS JOIN LATERAL (SELECT CASE k.sort WHEN 1 THEN coalesce(l.account, '') WHEN 2 THEN coalesce(l.country, '')
                                         ELSE (CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE p.agent END)::text END
                                         COLLATE "C" AS member) v
              WHERE p.own <> 0
              GROUP BY p.process_id, p.local_day, p.campaign_id, p.own, k.sort, v.member) u
        GROUP BY u.process_id, u.sort, u.local_day, u.campaign_id, u.member
        ON CONFLICT (process_id, sort, local_day, campaign_id, member) DO UPDATE SET
            sessions = d.sessions + excluded.sessions, answered = d.answered + excluded.answered,
            masked = d.masked + excluded.masked, legs = d.legs + excluded.legs,
            talk_seconds = d.talk_seconds + excluded.talk_seconds,
            billable_seconds = d.billable_seconds + excluded.billable_seconds
    )
    INSERT INTO cv.charge_day AS c (process_id, local_day, campaign_id, sort, member, list, currency, legs, micros)
    SELECT u.process_id, u.local_day, u.campaign_id, u.sort, u.member, u.list, u.currency, sign * sum(u.legs),
           sign * sum(u.micros)
    FROM (SELECT p.process_id, p.local_day, p.campaign_id, k.sort,
                 CASE k.sort WHEN 1 THEN p.account WHEN 2 THEN p.country WHEN 3 THEN p.agent::text ELSE '' END AS member,
                 n.list, CASE n.list WHEN 0 THEN p.currency ELSE p.recharge_currency END AS currency,
                 CASE n.list WHEN 0 THEN p.costs ELSE p.recharges END AS legs,
                 CASE n.list WHEN 0 THEN p.cost ELSE p.recharge END AS micros
          FROM part p CROSS JOIN generate_series(0, 3) k (sort) CROSS JOIN generate_series(0, 1) n (list)
          WHERE p.own = 0
          UNION ALL
          SELECT p.process_id, p.local_day, p.campaign_id, k.sort,
                 CASE k.sort WHEN 1 THEN coalesce(l.account, '') WHEN 2 THEN coalesce(l.country, '')
                             WHEN 3 THEN (CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE p.agent END)::text
                             ELSE '' END COLLATE "C",
                 n.list, CASE n.list WHEN 0 THEN l.currency ELSE l.recharge_currency END,
                 CASE WHEN CASE n.list WHEN 0 THEN l.cost_micros ELSE l.recharge_micros END IS NULL THEN 0 ELSE 1 END,
                 CASE n.list WHEN 0 THEN l.cost_micros ELSE l.recharge_micros END
          FROM part p
          JOIN cv.call_leg l ON l.session_id = p.own
          CROSS JOIN generate_series(0, 3) k (sort) CROSS JOIN generate_series(0, 1) n (list)
          WHERE p.own <> 0) u
    WHERE u.legs > 0
    GROUP BY u.process_id, u.sort, u.local_day, u.campaign_id, u.member, u.list, u.currency
    ON CONFLICT (process_id, sort, local_day, campaign_id, member, list, currency) DO UPDATE SET
        legs = c.legs + excluded.legs, micros = c.micros + excluded.micros;
END $$;

-- What there is already.
DO $$
DECLARE
    past bigint := 0;
    next bigint[];
BEGIN
    LOOP
        next := ARRAY(SELECT s.id FROM cv.call_session s WHERE s.id > past ORDER BY s.id LIMIT 200000);
        EXIT WHEN cardinality(next) = 0;
        PERFORM cv_api.roll_sessions(next, 1);
        past := next[cardinality(next)];
    END LOOP;
END $$;

-- Imports and call records: sessions that are known already leave the sums before they change; the rest of the function
-- is as it was.
DO $do$
DECLARE
    before text := pg_get_functiondef('cv_api.import_publish(bytea, bigint, bigint, text, bigint, bigint)'::regprocedure);
    without text := replace(before, $old$    INSERT INTO cv.call_day AS d (process_id, local_day, campaign_id, sessions, legs, answered, talk_seconds, billable_seconds)
    SELECT s.process_id, s.local_day, s.campaign_id, -count(*), -sum(s.legs), -sum((s.disposition = 1)::int),
           -sum(s.talk_seconds), -sum(s.billable_seconds)
    FROM cv.call_session s JOIN pg_temp.fresh_session f ON f.session_id = s.id AND f.known
    GROUP BY s.process_id, s.local_day, s.campaign_id
    ON CONFLICT (process_id, local_day, campaign_id) DO UPDATE SET sessions = d.sessions + excluded.sessions,
        legs = d.legs + excluded.legs, answered = d.answered + excluded.answered,
        talk_seconds = d.talk_seconds + excluded.talk_seconds,
        billable_seconds = d.billable_seconds + excluded.billable_seconds;
$old$,
        $new$    PERFORM cv_api.roll_sessions(ARRAY(SELECT f.session_id FROM pg_temp.fresh_session f WHERE f.known), -1);
$new$);
    after text := replace(without, $old$    INSERT INTO cv.call_day AS d (process_id, local_day, campaign_id, sessions, legs, answered, talk_seconds, billable_seconds)
    SELECT s.process_id, s.local_day, s.campaign_id, count(*), sum(s.legs), sum((s.disposition = 1)::int),
           sum(s.talk_seconds), sum(s.billable_seconds)
    FROM cv.call_session s JOIN pg_temp.fresh_session f ON f.session_id = s.id
    GROUP BY s.process_id, s.local_day, s.campaign_id
    ON CONFLICT (process_id, local_day, campaign_id) DO UPDATE SET sessions = d.sessions + excluded.sessions,
        legs = d.legs + excluded.legs, answered = d.answered + excluded.answered,
        talk_seconds = d.talk_seconds + excluded.talk_seconds,
        billable_seconds = d.billable_seconds + excluded.billable_seconds;
$old$,
        $new$    PERFORM cv_api.roll_sessions(ARRAY(SELECT f.session_id FROM pg_temp.fresh_session f), 1);
$new$);
BEGIN
    IF without = before OR after = without THEN
        RAISE EXCEPTION 'import_publish is not the one that is expected';
    END IF;
    EXECUTE after;
END $do$;

-- Legs that are rated again; so, too.
DO $do$
DECLARE
    before text := pg_get_functiondef(
        'cv_api.rerate_put(bigint, bigint, bigint[], integer[], bigint[], text[], bigint[], text[])'::regprocedure);
    within text := $new$ARRAY(SELECT DISTINCT n FROM unnest(sessions) n
                                       JOIN cv.call_session s ON s.id = n AND s.process_id = process)$new$;
    out_first text := replace(before, $old$    UPDATE cv.call_leg l SET cost_micros = n.cost, currency = n.c,$old$,
        '    PERFORM cv_api.roll_sessions(' || within || $new$, -1);
    UPDATE cv.call_leg l SET cost_micros = n.cost, currency = n.c,$new$);
    after text := replace(out_first, $old$    RETURN changed;$old$,
        '    PERFORM cv_api.roll_sessions(' || within || $new$, 1);
    RETURN changed;$new$);
BEGIN
    IF out_first = before OR after = out_first THEN
        RAISE EXCEPTION 'rerate_put is not the one that is expected';
    END IF;
    EXECUTE after;
END $do$;

-- Whether the sums are those of the calls: the days of a process, from one to another, that are not, and how many rows of
-- both tables were compared (the one row without a day).
CREATE FUNCTION cv_api.report_check(process bigint, from_day integer, to_day integer)
RETURNS TABLE (local_day integer, sort integer, member text, differing bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT cv_api.may(7) OR process IS NULL OR NOT process = ANY (cv_api.my_processes()) THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN QUERY
    WITH leg AS (
        SELECT s.id, s.local_day, s.campaign_id, k.sort::integer AS sort,
               CASE k.sort WHEN 1 THEN coalesce(l.account, '') WHEN 2 THEN coalesce(l.country, '')
                           WHEN 3 THEN (CASE WHEN l.agent_id <> 0 THEN l.agent_id ELSE s.agent_id END)::text
                           ELSE '' END COLLATE "C" AS member,
               l.disposition, coalesce(r.kind, 0) AS kind, l.billable_seconds, l.cost_micros, l.currency,
               l.recharge_micros, l.recharge_currency
        FROM cv.call_session s JOIN cv.call_leg l ON l.session_id = s.id
        LEFT JOIN cv.policy_revision r ON r.id = l.revision_id
        CROSS JOIN generate_series(0, 3) k (sort)
        WHERE s.process_id = process AND s.local_day BETWEEN from_day AND to_day
    ), counted AS (
        SELECT c.local_day, c.campaign_id, c.sort, c.member, -1 AS list, '' AS currency, count(*)::bigint AS sessions,
               sum(c.answered)::bigint AS answered, sum(c.masked)::bigint AS masked, sum(c.legs)::bigint AS legs,
               sum(c.talk)::bigint AS talk, sum(c.billable)::bigint AS billable
        FROM (SELECT l.id, l.local_day, l.campaign_id, l.sort, l.member, max((l.disposition = 1)::integer) AS answered,
                     max((l.kind <> 0)::integer) AS masked, count(*) AS legs, max(l.billable_seconds) AS talk,
                     sum(l.billable_seconds) AS billable
              FROM leg l GROUP BY l.id, l.local_day, l.campaign_id, l.sort, l.member) c
        GROUP BY c.local_day, c.campaign_id, c.sort, c.member
        UNION ALL
        SELECT l.local_day, l.campaign_id, l.sort, l.member, n.list, v.currency, 0, 0, 0, count(*), sum(v.micros)::bigint, 0
        FROM leg l CROSS JOIN generate_series(0, 1) n (list)
        CROSS JOIN LATERAL (SELECT CASE n.list WHEN 0 THEN l.currency ELSE l.recharge_currency END COLLATE "C" AS currency,
                                   CASE n.list WHEN 0 THEN l.cost_micros ELSE l.recharge_micros END AS micros) v
        WHERE v.micros IS NOT NULL GROUP BY l.local_day, l.campaign_id, l.sort, l.member, n.list, v.currency
    ), rolled AS (
        SELECT d.local_day, d.campaign_id, d.sort::integer AS sort, d.member, -1 AS list, '' AS currency, d.sessions,
               d.answered, d.masked, d.legs, d.talk_seconds AS talk, d.billable_seconds AS billable
        FROM cv.call_day d
        WHERE d.process_id = process AND d.local_day BETWEEN from_day AND to_day
          AND (d.sessions, d.answered, d.masked, d.legs, d.talk_seconds, d.billable_seconds) <> (0, 0, 0, 0, 0, 0)
        UNION ALL
        SELECT d.local_day, d.campaign_id, d.sort::integer, d.member, d.list::integer, d.currency, 0, 0, 0, d.legs,
               d.micros, 0
        FROM cv.charge_day d
        WHERE d.process_id = process AND d.local_day BETWEEN from_day AND to_day AND (d.legs, d.micros) <> (0, 0)
    ), odd AS (
        (SELECT * FROM counted EXCEPT ALL SELECT * FROM rolled)
        UNION ALL (SELECT * FROM rolled EXCEPT ALL SELECT * FROM counted)
    )
    SELECT NULL::integer, 0, '', (SELECT count(*) FROM rolled)
    UNION ALL
    (SELECT o.local_day, o.sort, o.member, count(*) FROM odd o GROUP BY o.local_day, o.sort, o.member
     ORDER BY o.local_day, o.sort, o.member LIMIT 1000);
END $$;

-- Calls to numbers that lead nowhere any more, by day (UTC) and pool.
CREATE FUNCTION cv_api.late_days(from_day integer, to_day integer)
RETURNS TABLE (day integer, pool_id bigint, calls bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT cv_api.may(7) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT (l.hour / 24)::integer, d.pool_id, sum(l.calls)::bigint
    FROM cv.late_tally l JOIN cv.did d ON d.id = l.did_id
    WHERE l.hour >= from_day * 24::bigint AND l.hour < (to_day + 1) * 24::bigint
      AND d.pool_id IN (SELECT m FROM cv_api.my_pools() m)
    GROUP BY 1, 2 ORDER BY 1, 2;
END $$;

-- Opt-outs that stand, by the day (UTC) on which they were noted and the brand.
CREATE FUNCTION cv_api.opt_out_days(from_day integer, to_day integer)
RETURNS TABLE (day integer, brand text, noted bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
    IF NOT cv_api.may(7) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT (o.created_at / 86400000)::integer, min(o.brand), count(*)
    FROM cv_vault.opt_out o
    WHERE o.created_at >= from_day * 86400000::bigint AND o.created_at < (to_day + 1) * 86400000::bigint
      AND (cv_api.sees_all()
           OR lower(o.brand COLLATE "C") IN (SELECT lower(cv_api.brand_of(p.brand, p.id) COLLATE "C") FROM cv.pool p
                                             WHERE p.id IN (SELECT m FROM cv_api.my_pools() m)))
    GROUP BY 1, lower(o.brand COLLATE "C") ORDER BY 1, 2;
END $$;

-- Requests for actual numbers, by day (UTC) and by who asked: revealed one by one, or exported with calls. For whoever
-- reads the record of deeds, of those whose entries he reads.
CREATE FUNCTION cv_api.reveal_days(from_day integer, to_day integer)
RETURNS TABLE (day integer, person_id bigint, granted bigint, denied bigint, numbers bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    actors bigint[] := cv_api.read_actors();
BEGIN
    IF NOT (cv_api.may(7) AND cv_api.may(8)) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT (d.at / 86400000)::integer, d.actor_id, count(*) FILTER (WHERE starts_with(d.after, 'granted')),
           count(*) FILTER (WHERE starts_with(d.after, 'refused')),
           coalesce(sum(CASE WHEN d.action = 'number.reveal' THEN 1
                             ELSE substring(d.after FROM '; numbers ([0-9]{1,12})')::bigint END)
                    FILTER (WHERE starts_with(d.after, 'granted')), 0)::bigint
    FROM cv_audit.deed d
    WHERE d.at >= from_day * 86400000::bigint AND d.at < (to_day + 1) * 86400000::bigint
      AND (actors IS NULL OR d.actor_id = ANY (actors))
      AND (d.action = 'number.reveal' OR d.action = 'call.export')
      AND (starts_with(d.after, 'granted') OR starts_with(d.after, 'refused'))
    GROUP BY 1, 2 ORDER BY 1, 2;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.report_check(bigint, integer, integer), cv_api.late_days(integer, integer),
    cv_api.opt_out_days(integer, integer), cv_api.reveal_days(integer, integer) TO "cv_{db}_person";
