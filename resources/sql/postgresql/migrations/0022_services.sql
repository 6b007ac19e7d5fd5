-- Services, which work without anybody signed in, and what they need to route calls: whoever binds seals both numbers
-- once more, to the service; the service alone opens these copies, and writes the routes. Routes are unlogged: a crash
-- and a backup leave none, and the service makes them anew.

GRANT SET ON PARAMETER log_statement, log_min_duration_statement, log_min_duration_sample, log_min_error_statement,
    log_transaction_sample_rate, track_activities TO "cv_{db}_people";

SET LOCAL ROLE "cv_{db}_owner";

-- The service's role (6): it manages bindings and writes calls, and never views a number.
INSERT INTO cv.role_permission (role, permission) VALUES (6, 2), (6, 5) ON CONFLICT DO NOTHING;
ALTER TABLE cv.actual_grant ADD CONSTRAINT of_people CHECK (role <> 6);

-- Which of the services that may run leads, and until when unless it says so again.
CREATE TABLE cv.service_lease (
    id              smallint PRIMARY KEY CHECK (id = 1),
    person_id       bigint NOT NULL,
    instance        bytea NOT NULL,
    host            text NOT NULL,
    version         text NOT NULL,
    since           bigint NOT NULL,
    seen_at         bigint NOT NULL,
    until           bigint NOT NULL
);

-- A number of a binding's side, or of a listed agent, sealed to one service.
CREATE TABLE cv_vault.route_copy (
    binding_id      bigint NOT NULL,
    side            smallint NOT NULL CHECK (side IN (0, 1)), -- customer, agent
    holder          bigint NOT NULL,
    sealed          bytea NOT NULL,
    PRIMARY KEY (binding_id, side, holder)
);
CREATE TABLE cv_vault.agent_copy (
    agent_id        bigint NOT NULL,
    holder          bigint NOT NULL,
    sealed          bytea NOT NULL,
    PRIMARY KEY (agent_id, holder)
);

-- Proxy numbers whose routes are to be made anew. A row for each change, so that nobody waits for anybody.
CREATE TABLE cv_route.due (
    seq             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    did_id          bigint NOT NULL
);

-- The numbers of active bindings, in the clear: what a switch is told.
CREATE UNLOGGED TABLE cv_route.route (
    did_id          bigint NOT NULL,
    caller          text NOT NULL, -- empty: any
    binding_id      bigint NOT NULL, -- 0: of a number that is one party's own
    side            smallint NOT NULL, -- who calls
    callee          text NOT NULL,
    callee_key      bytea NOT NULL, -- as of opt_out
    session         text NOT NULL,
    records         smallint NOT NULL,
    expires_at      bigint,
    PRIMARY KEY (did_id, caller)
);
CREATE INDEX route_binding ON cv_route.route (binding_id);
CREATE INDEX route_expiry ON cv_route.route (expires_at);

-- Empty after a crash: then the routes are gone too.
CREATE UNLOGGED TABLE cv_route.standing (
    id              smallint PRIMARY KEY CHECK (id = 1),
    built_at        bigint NOT NULL
);

RESET ROLE;
GRANT USAGE ON SCHEMA cv_route TO "cv_{db}_definer";
GRANT SELECT, INSERT, UPDATE, DELETE ON cv.service_lease, cv_vault.route_copy, cv_vault.agent_copy, cv_route.due,
    cv_route.route, cv_route.standing TO "cv_{db}_definer";
GRANT SELECT ON cv.service_lease TO "cv_{db}_person";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

CREATE FUNCTION cv_api.is_service() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM cv.person p WHERE p.id = cv_api.me() AND p.role = 6)
$$;

-- A person never becomes a service, nor a service a person; what services may do is fixed.
CREATE FUNCTION cv_api.guard_service() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_TABLE_NAME = 'person' THEN
        IF (OLD.role = 6) <> (NEW.role = 6) THEN
            RAISE insufficient_privilege;
        END IF;
    ELSIF NOT cv_api.is_set_up() AND 6 IN (OLD.role, NEW.role) THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

-- 1 when this instance of a service leads: nobody did, or its time was over.
CREATE FUNCTION cv_api.service_lead(of_instance bytea, of_host text, of_version text) RETURNS integer
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    at_ms bigint := cv_api.now_ms();
BEGIN
    IF NOT cv_api.is_service() OR octet_length(of_instance) <> 16 OR length(of_host) > 255 OR length(of_version) > 40 THEN
        RAISE insufficient_privilege;
    END IF;
    INSERT INTO cv.service_lease AS l VALUES (1, cv_api.me(), of_instance, of_host, of_version, at_ms, at_ms, at_ms + 6000)
    ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, instance = excluded.instance, host = excluded.host,
        version = excluded.version, seen_at = excluded.seen_at, until = excluded.until,
        since = CASE WHEN l.instance = excluded.instance AND l.until >= at_ms THEN l.since ELSE excluded.since END
        WHERE l.instance = excluded.instance OR l.until < at_ms;
    RETURN FOUND::integer;
END $$;

-- Whoever stops says so, and the next one leads at once.
CREATE FUNCTION cv_api.service_leave(of_instance bytea) RETURNS void
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE cv.service_lease l SET until = least(l.until, cv_api.now_ms() - 1)
    WHERE l.instance = of_instance AND l.person_id = cv_api.me() AND cv_api.is_service()
$$;

-- Whether somebody is a service that works: copies are sealed to nobody else. He stays one until the caller commits.
CREATE FUNCTION cv_api.holds_copies(holder bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM cv.person p WHERE p.id = holder AND p.role = 6 AND p.state < 2 FOR SHARE;
    RETURN FOUND;
END $$;

-- Keeps a side's number for a service; false when the binding is over or the service is none any more. One that is there
-- stays: it goes with the number. Whether a copy is the binding's, the service sees by keyed hashes.
CREATE FUNCTION cv_api.route_copy_put(binding bigint, of_side integer, of_holder bigint, copy bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b cv.binding;
BEGIN
    SELECT * INTO b FROM cv.binding x WHERE x.id = binding FOR UPDATE;
    IF cv_api.binds_in(b.process_id) IS NOT TRUE OR octet_length(copy) NOT BETWEEN 48 AND 200 THEN
        RAISE insufficient_privilege;
    END IF;
    IF NOT cv_api.is_live(b.ended_at, b.expires_at) OR b.keeps_numbers = 0 OR NOT cv_api.holds_copies(of_holder) THEN
        RETURN false;
    END IF;
    INSERT INTO cv_vault.route_copy VALUES (binding, of_side, of_holder, copy) ON CONFLICT DO NOTHING;
    INSERT INTO cv_route.due (did_id) VALUES (b.did_id);
    RETURN true;
END $$;

-- The same for a listed agent; the numbers that he is bound on follow.
CREATE FUNCTION cv_api.agent_copy_put(agent bigint, of_holder bigint, copy bytea) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (cv_api.may(1) OR cv_api.may(2)) OR agent IN (SELECT h FROM cv_api.hidden_agents() h)
       OR octet_length(copy) NOT BETWEEN 48 AND 200 THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv_vault.agent_index i WHERE i.agent_id = agent FOR SHARE;
    IF NOT FOUND OR NOT cv_api.holds_copies(of_holder) THEN
        RETURN false;
    END IF;
    INSERT INTO cv_vault.agent_copy VALUES (agent, of_holder, copy) ON CONFLICT DO NOTHING;
    INSERT INTO cv_route.due (did_id)
    SELECT DISTINCT b.did_id FROM cv.binding b WHERE b.agent_id = agent AND b.ended_at IS NULL;
    RETURN true;
END $$;

-- Live bindings and listed agents of the caller's processes for which a service has no copy: their calls reach nobody.
CREATE FUNCTION cv_api.route_gaps(most integer)
RETURNS TABLE (binding_id bigint, side integer, agent_id bigint, holder bigint, process_id bigint, number_id bigint)
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH live AS MATERIALIZED (
        SELECT b.id, b.process_id, b.agent_id, b.customer_number, b.agent_number
        FROM (SELECT cv_api.now_ms() AS at_ms) m CROSS JOIN cv.binding b
        WHERE b.ended_at IS NULL AND b.keeps_numbers = 1 AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)
          AND b.process_id = ANY ((SELECT cv_api.binding_processes())::bigint[])),
    services AS (SELECT p.id FROM cv.person p WHERE p.role = 6 AND p.state < 2)
    SELECT l.id, 0, 0::bigint, s.id, l.process_id, l.customer_number FROM live l CROSS JOIN services s
    WHERE NOT EXISTS (SELECT FROM cv_vault.route_copy c WHERE c.binding_id = l.id AND c.side = 0 AND c.holder = s.id)
    UNION ALL
    SELECT l.id, 1, 0, s.id, l.process_id, l.agent_number FROM live l CROSS JOIN services s
    WHERE l.agent_id = 0
      AND NOT EXISTS (SELECT FROM cv_vault.route_copy c WHERE c.binding_id = l.id AND c.side = 1 AND c.holder = s.id)
    UNION ALL
    SELECT * FROM (SELECT DISTINCT ON (l.agent_id, s.id) 0::bigint, 1, l.agent_id, s.id, l.process_id, g.number_id
                   FROM live l CROSS JOIN services s
                   JOIN cv.agent_process g ON g.number_id IS NOT NULL -- his line of now, whatever he was bound with
                   WHERE l.agent_id <> 0 AND g.agent_id = l.agent_id AND g.process_id = l.process_id
                     AND NOT EXISTS (SELECT FROM cv_vault.agent_copy c WHERE c.agent_id = l.agent_id AND c.holder = s.id)
                   ORDER BY l.agent_id, s.id, l.id) a
    LIMIT least(most, 10000)
$$;

-- What follows for routes when a binding changes.
CREATE FUNCTION cv_api.follow_binding() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    was_over boolean := OLD.ended_at IS NOT NULL OR OLD.keeps_numbers = 0;
    is_over boolean := NEW.ended_at IS NOT NULL OR NEW.keeps_numbers = 0;
BEGIN
    IF was_over AND is_over THEN
        RETURN NULL;
    END IF;
    IF is_over OR (NEW.agent_id, NEW.agent_number) <> (OLD.agent_id, OLD.agent_number) THEN
        DELETE FROM cv_vault.route_copy c WHERE c.binding_id = NEW.id AND (is_over OR c.side = 1);
        DELETE FROM cv_route.route r WHERE r.binding_id = NEW.id;
    ELSE
        UPDATE cv_route.route r SET expires_at = NEW.expires_at, records = NEW.recording WHERE r.binding_id = NEW.id;
    END IF;
    -- Anybody's way over a number that is one party's own lasts as long as the longest of its bindings.
    IF NEW.model IN (2, 3) THEN
        DELETE FROM cv_route.route r
        WHERE r.did_id = NEW.did_id AND r.caller = ''
          AND NOT EXISTS (SELECT FROM cv.binding b WHERE b.did_id = NEW.did_id AND b.keeps_numbers = 1
                            AND cv_api.is_live(b.ended_at, b.expires_at));
        UPDATE cv_route.route r
        SET expires_at = (SELECT CASE WHEN bool_and(b.expires_at IS NOT NULL) THEN max(b.expires_at) END
                          FROM cv.binding b
                          WHERE b.did_id = NEW.did_id AND b.ended_at IS NULL AND b.keeps_numbers = 1)
        WHERE r.did_id = NEW.did_id AND r.caller = '';
    END IF;
    INSERT INTO cv_route.due (did_id)
    SELECT NEW.did_id WHERE EXISTS (SELECT FROM cv.person p WHERE p.role = 6 AND p.state < 2);
    RETURN NULL;
END $$;

-- No copy of an agent's old line stays, and no route to it.
CREATE FUNCTION cv_api.forget_line(agent bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM cv_vault.agent_copy c WHERE c.agent_id = agent;
    WITH his AS (SELECT r.did_id, r.caller FROM cv_route.route r JOIN cv.binding b ON b.did_id = r.did_id
                 WHERE b.agent_id = agent AND b.ended_at IS NULL
                   AND (r.binding_id = b.id OR (r.caller = '' AND b.model = 2))
                 ORDER BY r.did_id, r.caller FOR UPDATE OF r)
    DELETE FROM cv_route.route r USING his WHERE r.did_id = his.did_id AND r.caller = his.caller;
    INSERT INTO cv_route.due (did_id)
    SELECT DISTINCT b.did_id FROM cv.binding b WHERE b.agent_id = agent AND b.ended_at IS NULL;
END $$;
CREATE FUNCTION cv_api.follow_agent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.agent_id <> OLD.agent_id THEN
        PERFORM cv_api.forget_line(OLD.agent_id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION cv_api.follow_line() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cv.agent_process g WHERE g.agent_id = OLD.agent_id AND g.number_id IS NOT NULL) THEN
        PERFORM cv_api.forget_line(OLD.agent_id);
    END IF;
    RETURN NULL;
END $$;

-- The keys of opt-outs have the brand in them.
CREATE FUNCTION cv_api.follow_pool() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO cv_route.due (did_id)
    SELECT DISTINCT d.id FROM cv.did d JOIN cv.binding b ON b.did_id = d.id AND b.ended_at IS NULL
    WHERE d.pool_id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION cv_api.follow_did() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO cv_route.due (did_id)
    SELECT NEW.id WHERE EXISTS (SELECT FROM cv.binding b WHERE b.did_id = NEW.id AND b.ended_at IS NULL);
    RETURN NULL;
END $$;

-- A service that is disabled, or whose keys are replaced, has no copies, and what it wrote is believed no longer:
-- another one makes all routes anew.
CREATE FUNCTION cv_api.follow_service() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.role = 6 AND ((NEW.state >= 2 AND OLD.state < 2) OR NEW.box_key <> OLD.box_key) THEN
        DELETE FROM cv_vault.route_copy c WHERE c.holder = NEW.id;
        DELETE FROM cv_vault.agent_copy c WHERE c.holder = NEW.id;
        DELETE FROM cv_route.standing;
        DELETE FROM cv_route.route;
        UPDATE cv.service_lease l SET until = least(l.until, cv_api.now_ms() - 1) WHERE l.person_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";

-- What a service sends holds real numbers: the server writes none of it into its log, and shows it to nobody.
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_people";
SET LOCAL ROLE "cv_{db}_people";
CREATE FUNCTION cv_api.login_hush(login name) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    EXECUTE format('ALTER ROLE %I SET log_statement TO ''none''', login);
    EXECUTE format('ALTER ROLE %I SET log_min_duration_statement TO -1', login);
    EXECUTE format('ALTER ROLE %I SET log_min_duration_sample TO -1', login);
    EXECUTE format('ALTER ROLE %I SET log_min_error_statement TO ''panic''', login);
    EXECUTE format('ALTER ROLE %I SET log_transaction_sample_rate TO 0', login);
    EXECUTE format('ALTER ROLE %I SET track_activities TO off', login);
END $$;

CREATE FUNCTION cv_api.login_quiet(login name) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM cv_api.login_note(login, 'quiet');
    IF NOT EXISTS (SELECT FROM cv.person p WHERE p.login = login_quiet.login::text AND p.role = 6) THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM cv_api.login_hush(login);
END $$;
RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_people";

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.service_lead(bytea, text, text), cv_api.service_leave(bytea),
    cv_api.route_copy_put(bigint, integer, bigint, bytea), cv_api.agent_copy_put(bigint, bigint, bytea),
    cv_api.route_gaps(integer) TO "cv_{db}_person";
GRANT EXECUTE ON FUNCTION cv_api.login_quiet(name) TO "cv_{db}_users";

CREATE TRIGGER guard_service BEFORE UPDATE OF role ON cv.person FOR EACH ROW EXECUTE FUNCTION cv_api.guard_service();
CREATE TRIGGER guard_service BEFORE INSERT OR UPDATE OR DELETE ON cv.role_permission
    FOR EACH ROW EXECUTE FUNCTION cv_api.guard_service();
CREATE TRIGGER follow_binding AFTER UPDATE OF ended_at, keeps_numbers, agent_id, agent_number, expires_at, recording
    ON cv.binding FOR EACH ROW EXECUTE FUNCTION cv_api.follow_binding();
CREATE TRIGGER follow_agent AFTER DELETE OR UPDATE OF agent_id ON cv_vault.agent_index
    FOR EACH ROW EXECUTE FUNCTION cv_api.follow_agent();
CREATE TRIGGER follow_line AFTER DELETE ON cv.agent_process
    FOR EACH ROW WHEN (OLD.number_id IS NOT NULL) EXECUTE FUNCTION cv_api.follow_line();
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE ON cv_vault.route_copy
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE ON cv_vault.agent_copy
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
CREATE TRIGGER follow_pool AFTER UPDATE OF brand ON cv.pool FOR EACH ROW
    WHEN (OLD.brand <> NEW.brand) EXECUTE FUNCTION cv_api.follow_pool();
CREATE TRIGGER follow_did AFTER UPDATE OF pool_id ON cv.did FOR EACH ROW
    WHEN (OLD.pool_id IS DISTINCT FROM NEW.pool_id) EXECUTE FUNCTION cv_api.follow_did();
CREATE TRIGGER follow_service AFTER UPDATE OF state, box_key ON cv.person
    FOR EACH ROW EXECUTE FUNCTION cv_api.follow_service();

ALTER TABLE cv.service_lease ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.service_lease TO "cv_{db}_definer" USING (true);
CREATE POLICY people ON cv.service_lease FOR SELECT TO "cv_{db}_person" USING ((SELECT cv_api.me()) <> 0);
