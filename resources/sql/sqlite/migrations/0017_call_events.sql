-- Events of running calls and of tasks of a predictive dialler, as programs report them over the HTTP API. What is kept of
-- a call's name is a keyed hash. State, fault: CallState, TaskState, RecordFault of domain/platform. Kept for a week.

CREATE TABLE call_event (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at     INTEGER NOT NULL,
    call_key        BLOB NOT NULL, -- as of the call's record
    state           INTEGER NOT NULL,
    did_id          INTEGER NOT NULL, -- 0: none of ours
    binding_id      INTEGER NOT NULL, -- 0: nobody knows of which
    process_id      INTEGER NOT NULL, -- 0: nobody knows of which
    at              INTEGER NOT NULL,
    fault           INTEGER, -- why it is reported to nobody
    UNIQUE (call_key, state)
);
CREATE INDEX call_event_age ON call_event (received_at);

CREATE TABLE task_event (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    received_at     INTEGER NOT NULL,
    task_key        BLOB NOT NULL, -- of who reported it and how he names the task
    task            TEXT NOT NULL,
    state           INTEGER NOT NULL,
    counts          TEXT NOT NULL, -- an object of JSON: names of a fixed list, whole numbers
    at              INTEGER NOT NULL,
    fault           INTEGER,
    UNIQUE (task_key, state, at)
);
CREATE INDEX task_event_age ON task_event (received_at);

-- Somebody talks over a binding, or did: it is kept, unless it has ended.
CREATE TRIGGER note_event AFTER INSERT ON call_event WHEN NEW.binding_id <> 0 AND NEW.state IN (2, 3) BEGIN
    UPDATE binding SET last_call_at = min(NEW.at, NEW.received_at), idle_since = max(idle_since, min(NEW.at, NEW.received_at))
    WHERE id = NEW.binding_id AND idle_ms IS NOT NULL AND ended_at IS NULL AND expires_at > NEW.received_at
      AND min(NEW.at, NEW.received_at) > coalesce(last_call_at, 0);
END;
