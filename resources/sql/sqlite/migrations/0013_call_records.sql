-- Call records that the HTTP API of the service took in: they wait here until the service makes legs of them. What is
-- kept of a call's name is a keyed hash.

CREATE TABLE cdr_spool (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at     INTEGER NOT NULL,
    call_key        BLOB NOT NULL, -- of who handed it in and how he names the call
    leg             INTEGER NOT NULL, -- 0: with the customer, 1: with the agent
    did_id          INTEGER NOT NULL, -- 0: none of ours
    binding_id      INTEGER NOT NULL, -- 0: of none
    process_id      INTEGER NOT NULL, -- 0: nobody knows of which
    agent_number    INTEGER NOT NULL, -- of the binding when the record came in; -1: the call was another agent's
    caller_side     INTEGER, -- who called, as leg
    calling_code    TEXT NOT NULL, -- of a caller without a binding
    started_at      INTEGER NOT NULL,
    answered_at     INTEGER,
    ended_at        INTEGER,
    billable_seconds INTEGER NOT NULL,
    disposition     INTEGER NOT NULL,
    fault           INTEGER, -- why it becomes no leg
    UNIQUE (call_key, leg)
);
CREATE INDEX cdr_spool_waiting ON cdr_spool (seq) WHERE fault IS NULL;
CREATE INDEX cdr_spool_refused ON cdr_spool (received_at) WHERE fault IS NOT NULL;

-- Which records came in of late, for a week: one that is sent again in that time, after it became a leg, is no second
-- leg. One that is sent again later is found among the rows of the call log, unless its process is another one by then.
CREATE TABLE cdr_known (
    call_key        BLOB NOT NULL,
    leg             INTEGER NOT NULL,
    received_at     INTEGER NOT NULL,
    answered        INTEGER NOT NULL,
    PRIMARY KEY (call_key, leg)
) WITHOUT ROWID;
CREATE INDEX cdr_known_age ON cdr_known (received_at);

CREATE INDEX binding_of_did ON binding (did_id, id);
-- Since when a binding is its agent's, where it was another's before: calls of before are not his.
ALTER TABLE binding ADD COLUMN agent_since INTEGER NOT NULL DEFAULT 0;
CREATE TRIGGER note_agent_since AFTER UPDATE OF agent_number ON binding
WHEN NEW.agent_number NOT IN (OLD.agent_number, 0) BEGIN
    UPDATE binding SET agent_since = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) WHERE id = NEW.id;
END;
