-- Who may see actual numbers, and whose keys follow from that.

-- Keys that a person signed with before they were replaced: his old entries in the record are judged by them.
CREATE TABLE person_past_key (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    box_key         BLOB NOT NULL,
    sign_key        BLOB NOT NULL,
    certificate     BLOB NOT NULL,
    replaced_at     INTEGER NOT NULL
);

-- Vaults whose key, of this or an older generation, somebody opened who may do so no longer.
CREATE TABLE vault_rotation (
    process_id      INTEGER PRIMARY KEY REFERENCES process (id),
    generation      INTEGER NOT NULL,
    due_since       INTEGER NOT NULL
);

CREATE INDEX epoch_generation ON epoch (process_id, generation);

-- Who is entitled to a key: views that the statements of access.sql ask. A process's actual numbers:
CREATE VIEW may_view AS
    SELECT p.id AS person_id, pr.id AS process_id
    FROM person p JOIN process pr
    WHERE p.state < 2
      AND (p.all_processes = 1
           OR EXISTS (SELECT 1 FROM person_process o WHERE o.person_id = p.id AND o.process_id = pr.id))
      AND EXISTS (SELECT 1 FROM actual_grant g WHERE g.role = p.role AND g.process_id IN (0, pr.id));

-- Permissions that write or look for numbers (1, 2, 4, 5) bring the writer key; those that certify (1, 9) the root.
CREATE VIEW may_write AS
    SELECT DISTINCT p.id AS person_id FROM person p JOIN role_permission r ON r.role = p.role
    WHERE p.state < 2 AND r.permission IN (1, 2, 4, 5);
CREATE VIEW may_certify AS
    SELECT DISTINCT p.id AS person_id FROM person p JOIN role_permission r ON r.role = p.role
    WHERE p.state < 2 AND r.permission IN (1, 9);

-- Whoever is entitled and has no seal. Kinds: 0 vault, 1 writer key, 2 root.
CREATE VIEW pending_seal AS
    SELECT 0 AS kind, v.process_id, v.generation, m.person_id
    FROM vault v JOIN may_view m ON m.process_id = v.process_id
    WHERE (v.generation = (SELECT max(n.generation) FROM vault n WHERE n.process_id = v.process_id)
           OR EXISTS (SELECT 1 FROM epoch e WHERE e.process_id = v.process_id AND e.generation = v.generation))
      AND NOT EXISTS (SELECT 1 FROM vault_seal s WHERE s.process_id = v.process_id AND s.generation = v.generation
                        AND s.holder = m.person_id)
    UNION ALL
    SELECT 1, 0, 0, w.person_id FROM may_write w
    WHERE NOT EXISTS (SELECT 1 FROM writer_seal s WHERE s.holder = w.person_id)
    UNION ALL
    SELECT 2, 0, 0, c.person_id FROM may_certify c
    WHERE NOT EXISTS (SELECT 1 FROM root_seal s WHERE s.holder = c.person_id);

-- What takes an entitlement away takes the seals with it.
CREATE TRIGGER settle_person AFTER UPDATE OF role, state, all_processes ON person BEGIN
    INSERT INTO vault_rotation (process_id, generation, due_since)
    SELECT s.process_id, max(s.generation), CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
    FROM vault_seal s
    WHERE s.holder = NEW.id AND s.process_id NOT IN (SELECT process_id FROM may_view WHERE person_id = NEW.id)
    GROUP BY s.process_id
    ON CONFLICT (process_id) DO UPDATE SET generation = max(generation, excluded.generation);
    DELETE FROM vault_seal
    WHERE holder = NEW.id AND process_id NOT IN (SELECT process_id FROM may_view WHERE person_id = NEW.id);
    DELETE FROM writer_seal WHERE holder = NEW.id AND NEW.id NOT IN (SELECT person_id FROM may_write);
    DELETE FROM root_seal WHERE holder = NEW.id AND NEW.id NOT IN (SELECT person_id FROM may_certify);
END;
CREATE TRIGGER settle_process AFTER DELETE ON person_process BEGIN
    UPDATE person SET all_processes = all_processes WHERE id = OLD.person_id;
END;
-- A revocation that would leave a vault to the recovery kit alone is refused.
CREATE TRIGGER settle_grant AFTER DELETE ON actual_grant BEGIN
    UPDATE person SET all_processes = all_processes WHERE role = OLD.role;
    SELECT raise(ABORT, 'last holder') WHERE EXISTS (
        SELECT 1 FROM vault v
        WHERE (OLD.process_id = 0 OR v.process_id = OLD.process_id)
          AND NOT EXISTS (SELECT 1 FROM vault_seal s WHERE s.process_id = v.process_id AND s.holder <> 0));
END;
CREATE TRIGGER settle_permission AFTER DELETE ON role_permission BEGIN
    UPDATE person SET all_processes = all_processes WHERE role = OLD.role;
END;
-- Administrators keep what they need to give everything else back: users (9) and security (11).
CREATE TRIGGER guard_permission BEFORE DELETE ON role_permission WHEN OLD.role = 0 AND OLD.permission IN (9, 11) BEGIN
    SELECT raise(ABORT, 'administrators keep this');
END;
