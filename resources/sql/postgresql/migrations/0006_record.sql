-- Reading the record of deeds. Whoever views it reads the entries of people whose processes are all among his own; the
-- newest number and hash of everybody's chain are for all, because every console remembers what it saw.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer", "cv_{db}_people";
CREATE INDEX deed_newest ON cv_audit.deed (at, actor_id, seq);
DROP INDEX cv_audit.deed_at;

SET LOCAL ROLE "cv_{db}_definer";

-- Null: everybody's. An entry of somebody who is no person can only be seen by whoever sees all.
CREATE FUNCTION cv_api.read_actors() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN cv_api.sees_all() THEN NULL
                ELSE ARRAY(SELECT p.id FROM cv.person p WHERE p.id = cv_api.me() OR cv_api.covers(p.id)) END
$$;

CREATE FUNCTION cv_api.deed_page(from_at bigint, to_at bigint, after_at bigint, after_actor bigint, after_seq bigint,
    of_actor bigint, of_action text, of_text text, row_limit integer)
RETURNS TABLE (actor_id bigint, seq bigint, action text, object text, before text, after text, reason text, at bigint,
    console text, previous bytea, hash bytea, signature bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actors bigint[] := cv_api.read_actors();
BEGIN
    IF cv_api.me() = 0 THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN QUERY
        SELECT d.* FROM cv_audit.deed d
        WHERE d.at >= from_at AND d.at < to_at AND (d.at, d.actor_id, d.seq) < (after_at, after_actor, after_seq)
          AND (actors IS NULL OR d.actor_id = ANY (actors))
          AND (of_actor = 0 OR d.actor_id = of_actor)
          AND (of_action = '' OR d.action = of_action OR starts_with(d.action, of_action || '.'))
          AND (of_text = '' OR position(lower(of_text) IN lower(concat_ws(chr(10), d.object, d.before, d.after, d.reason,
                                                                          d.console))) > 0)
        ORDER BY d.at DESC, d.actor_id DESC, d.seq DESC LIMIT row_limit;
END $$;

CREATE FUNCTION cv_api.deed_chain(of_actor bigint, after_seq bigint, row_limit integer)
RETURNS TABLE (actor_id bigint, seq bigint, action text, object text, before text, after text, reason text, at bigint,
    console text, previous bytea, hash bytea, signature bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actors bigint[] := cv_api.read_actors();
BEGIN
    IF cv_api.me() = 0 OR NOT (actors IS NULL OR of_actor = ANY (actors)) THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN QUERY SELECT d.* FROM cv_audit.deed d WHERE d.actor_id = of_actor AND d.seq > after_seq
        ORDER BY d.seq LIMIT row_limit;
END $$;

CREATE FUNCTION cv_api.deed_actors() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT a.actor_id
    FROM (SELECT d.actor_id FROM cv_audit.deed d UNION SELECT h.actor_id FROM cv_audit.deed_head h) a,
         (SELECT cv_api.read_actors() AS actors) r
    WHERE cv_api.me() <> 0 AND (r.actors IS NULL OR a.actor_id = ANY (r.actors))
$$;

CREATE FUNCTION cv_api.deed_heads() RETURNS TABLE (actor_id bigint, seq bigint, hash bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT h.actor_id, h.seq, h.hash FROM cv_audit.deed_head h WHERE cv_api.me() <> 0
$$;

CREATE FUNCTION cv_api.deed_holds(of_actor bigint, of_seq bigint, of_hash bytea) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM cv_audit.deed d
                   WHERE d.actor_id = of_actor AND d.seq = of_seq AND d.hash = of_hash AND cv_api.me() <> 0)
$$;

RESET ROLE;

-- A group more than before.
SET LOCAL ROLE "cv_{db}_people";
CREATE OR REPLACE FUNCTION cv_api.login_groups(login name, groups text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known CONSTANT text[] := ARRAY['processes', 'masking', 'import', 'calls', 'users', 'settings', 'audit'];
    entry text;
BEGIN
    IF NOT groups <@ known THEN
        RAISE invalid_parameter_value;
    END IF;
    PERFORM cv_api.login_note(login, 'groups');
    FOREACH entry IN ARRAY known LOOP
        IF entry = ANY (groups) AND NOT pg_has_role(session_user, 'cv_{db}_' || entry, 'member') THEN
            RAISE insufficient_privilege; -- nobody gives what he does not have
        ELSIF entry = ANY (groups) THEN
            EXECUTE format('GRANT %I TO %I', 'cv_{db}_' || entry, login);
        ELSIF pg_has_role(login, 'cv_{db}_' || entry, 'member') THEN
            EXECUTE format('REVOKE %I FROM %I', 'cv_{db}_' || entry, login);
        END IF;
    END LOOP;
END $$;
RESET ROLE;

REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer", "cv_{db}_people";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.deed_page(bigint, bigint, bigint, bigint, bigint, bigint, text, text, integer),
    cv_api.deed_chain(bigint, bigint, integer), cv_api.deed_actors() TO "cv_{db}_audit";
GRANT EXECUTE ON FUNCTION cv_api.deed_heads(), cv_api.deed_holds(bigint, bigint, bytea) TO "cv_{db}_person";

-- People who were there before get the group that their role's permission (8) brings.
DO $$
DECLARE
    person record;
BEGIN
    FOR person IN SELECT p.login FROM cv.person p JOIN cv.role_permission r ON r.role = p.role AND r.permission = 8 LOOP
        EXECUTE format('GRANT "cv_{db}_audit" TO %I', person.login);
    END LOOP;
END $$;
