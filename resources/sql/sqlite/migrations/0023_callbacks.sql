-- Events that are sent to the organisation's own systems: where to, and which wait. They are written in the transaction
-- that they tell of, and hold no number: what is sent is made of the calls and events themselves when it is sent. Kind,
-- type, state: CallbackKind, CallbackType, CallbackState of domain/callbacks; failure: why there is no status, as
-- CallbackFailure. The secret is sealed under a key of the organisation's writer key.

CREATE TABLE callback_endpoint (
    kind            INTEGER PRIMARY KEY CHECK (kind BETWEEN 1 AND 3),
    url             TEXT NOT NULL DEFAULT '' CHECK (length(url) <= 2000),
    secret          BLOB,
    old_secret      BLOB,
    old_until       INTEGER,
    with_imports    INTEGER NOT NULL DEFAULT 0 CHECK (with_imports IN (0, 1)),
    paused_at       INTEGER,
    disabled_at     INTEGER,
    changed_by      INTEGER NOT NULL DEFAULT 0,
    changed_at      INTEGER NOT NULL DEFAULT 0,
    replayed_at     INTEGER,
    delivered_at    INTEGER,
    failing_since   INTEGER,
    CHECK (url = '' OR secret IS NOT NULL)
);
INSERT INTO callback_endpoint (kind) VALUES (1), (2), (3);

-- Events of one subject (a session, a call, a task) are sent one after the other. Delivered ones are kept for a week,
-- failed ones for 30 days.
CREATE TABLE callback_event (
    seq             INTEGER PRIMARY KEY AUTOINCREMENT,
    public_id       BLOB NOT NULL DEFAULT (randomblob(16)),
    kind            INTEGER NOT NULL,
    type            INTEGER NOT NULL,
    subject         BLOB NOT NULL,
    process_id      INTEGER NOT NULL,
    ref             INTEGER NOT NULL,
    leg             INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL,
    state           INTEGER NOT NULL DEFAULT 0,
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_at         INTEGER NOT NULL,
    last_at         INTEGER,
    last_status     INTEGER,
    last_failure    INTEGER,
    took_ms         INTEGER
);
CREATE INDEX callback_event_due ON callback_event (kind, next_at, seq) WHERE state = 0;
CREATE INDEX callback_event_order ON callback_event (kind, subject, seq) WHERE state = 0;
CREATE INDEX callback_event_delivered ON callback_event (last_at) WHERE state = 1;
CREATE INDEX callback_event_failed ON callback_event (seq) WHERE state = 2;
CREATE INDEX callback_event_ref ON callback_event (ref) WHERE kind <> 1;

CREATE TRIGGER callback_note_call AFTER INSERT ON call_event WHEN NEW.fault IS NULL BEGIN
    INSERT INTO callback_event (kind, type, subject, process_id, ref, created_at, next_at)
    SELECT 2, 3, NEW.call_key, NEW.process_id, NEW.seq, NEW.received_at, NEW.received_at
    FROM callback_endpoint e WHERE e.kind = 2 AND e.url <> '' AND e.disabled_at IS NULL;
END;
CREATE TRIGGER callback_note_task AFTER INSERT ON task_event WHEN NEW.fault IS NULL BEGIN
    INSERT INTO callback_event (kind, type, subject, process_id, ref, created_at, next_at)
    SELECT 3, 4, NEW.task_key, 0, NEW.seq, NEW.received_at, NEW.received_at
    FROM callback_endpoint e WHERE e.kind = 3 AND e.url <> '' AND e.disabled_at IS NULL;
END;
