-- Services, which work without anybody signed in, and what they need to route calls: whoever binds seals both numbers
-- once more, to the service, which alone opens these copies.

-- The service's role (6): it manages bindings and writes calls, and never views a number.
INSERT OR IGNORE INTO role_permission (role, permission) VALUES (6, 2), (6, 5);
CREATE TRIGGER guard_service_grant BEFORE INSERT ON actual_grant WHEN NEW.role = 6 BEGIN
    SELECT raise(ABORT, 'a service views no numbers');
END;
CREATE TRIGGER guard_service_role BEFORE UPDATE OF role ON person WHEN (OLD.role = 6) <> (NEW.role = 6) BEGIN
    SELECT raise(ABORT, 'a service is no person');
END;

-- Which of the services that may run leads, and until when unless it says so again.
CREATE TABLE service_lease (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    person_id       INTEGER NOT NULL,
    instance        BLOB NOT NULL,
    host            TEXT NOT NULL,
    version         TEXT NOT NULL,
    since           INTEGER NOT NULL,
    seen_at         INTEGER NOT NULL,
    until           INTEGER NOT NULL
);

-- A number of a binding's side, or of a listed agent, sealed to one service.
CREATE TABLE route_copy (
    binding_id      INTEGER NOT NULL,
    side            INTEGER NOT NULL CHECK (side IN (0, 1)), -- customer, agent
    holder          INTEGER NOT NULL,
    sealed          BLOB NOT NULL,
    PRIMARY KEY (binding_id, side, holder)
) WITHOUT ROWID;
CREATE TABLE agent_copy (
    agent_id        INTEGER NOT NULL,
    holder          INTEGER NOT NULL,
    sealed          BLOB NOT NULL,
    PRIMARY KEY (agent_id, holder)
) WITHOUT ROWID;

-- A binding that is over, an agent whose line changes or goes, and a service that is disabled leave no copies.
CREATE TRIGGER follow_binding AFTER UPDATE ON binding
WHEN (NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL) OR (NEW.keeps_numbers = 0 AND OLD.keeps_numbers = 1) BEGIN
    DELETE FROM route_copy WHERE binding_id = NEW.id;
END;
CREATE TRIGGER follow_reassignment AFTER UPDATE ON binding
WHEN NEW.agent_id <> OLD.agent_id OR NEW.agent_number <> OLD.agent_number BEGIN
    DELETE FROM route_copy WHERE binding_id = NEW.id AND side = 1;
END;
CREATE TRIGGER follow_agent AFTER DELETE ON agent_index BEGIN
    DELETE FROM agent_copy WHERE agent_id = OLD.agent_id;
END;
CREATE TRIGGER follow_takeover AFTER UPDATE OF agent_id ON agent_index WHEN NEW.agent_id <> OLD.agent_id BEGIN
    DELETE FROM agent_copy WHERE agent_id = OLD.agent_id;
END;
CREATE TRIGGER follow_line AFTER DELETE ON agent_process
WHEN OLD.number_id IS NOT NULL
     AND NOT EXISTS (SELECT 1 FROM agent_process g WHERE g.agent_id = OLD.agent_id AND g.number_id IS NOT NULL) BEGIN
    DELETE FROM agent_copy WHERE agent_id = OLD.agent_id;
END;
CREATE TRIGGER follow_service AFTER UPDATE OF state, box_key ON person
WHEN NEW.role = 6 AND (NEW.state >= 2 OR NEW.box_key <> OLD.box_key) BEGIN
    DELETE FROM route_copy WHERE holder = NEW.id;
    DELETE FROM agent_copy WHERE holder = NEW.id;
    UPDATE service_lease SET until = 0 WHERE person_id = NEW.id;
END;
