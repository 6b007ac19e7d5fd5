-- The first schema. Times are milliseconds since 1970 in UTC, months are year * 100 + month, days are days since 1970.

CREATE TABLE schema_version (
    version         INTEGER PRIMARY KEY,
    title           TEXT NOT NULL,
    applied_at      INTEGER NOT NULL
);

-- Organisation, people and keys -------------------------------------------------------------------------------------

CREATE TABLE organisation (
    id              INTEGER PRIMARY KEY CHECK (id = 1),
    name            TEXT NOT NULL,
    root_key        BLOB NOT NULL,
    recovery_key    BLOB NOT NULL,
    recovery_certificate BLOB NOT NULL,
    demo            INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL
);

CREATE TABLE person (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL UNIQUE,
    login           TEXT NOT NULL UNIQUE,
    display_name    TEXT NOT NULL,
    role            INTEGER NOT NULL,
    state           INTEGER NOT NULL,
    all_processes   INTEGER NOT NULL DEFAULT 1,
    box_key         BLOB NOT NULL,
    sign_key        BLOB NOT NULL,
    certificate     BLOB NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      INTEGER NOT NULL
);

CREATE TABLE person_process (
    person_id       INTEGER NOT NULL REFERENCES person (id),
    process_id      INTEGER NOT NULL REFERENCES process (id),
    PRIMARY KEY (person_id, process_id)
) WITHOUT ROWID;

CREATE TABLE person_key (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id),
    kdf_operations  INTEGER NOT NULL,
    kdf_memory      INTEGER NOT NULL,
    blob            BLOB NOT NULL,
    changed_at      INTEGER NOT NULL
);

-- A seal opens something for one holder: a person, or 0 for the recovery key.
CREATE TABLE root_seal (
    holder          INTEGER PRIMARY KEY,
    sealed          BLOB NOT NULL
);

CREATE TABLE writer_seal (
    holder          INTEGER PRIMARY KEY,
    sealed          BLOB NOT NULL
);

CREATE TABLE role_permission (
    role            INTEGER NOT NULL,
    permission      INTEGER NOT NULL,
    PRIMARY KEY (role, permission)
) WITHOUT ROWID;

-- Who may see actual numbers; process_id 0 stands for all processes.
CREATE TABLE actual_grant (
    role            INTEGER NOT NULL,
    process_id      INTEGER NOT NULL,
    granted_by      INTEGER NOT NULL,
    granted_at      INTEGER NOT NULL,
    PRIMARY KEY (role, process_id)
) WITHOUT ROWID;

CREATE TABLE setting (
    name            TEXT PRIMARY KEY,
    value           TEXT NOT NULL,
    changed_by      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE sign_in (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    console         TEXT NOT NULL,
    signed_in_at    INTEGER NOT NULL,
    last_seen_at    INTEGER NOT NULL,
    ended_at        INTEGER,
    hide_clear      INTEGER NOT NULL
);

-- Processes ---------------------------------------------------------------------------------------------------------

CREATE TABLE process (
    id              INTEGER PRIMARY KEY,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL UNIQUE,
    country         TEXT NOT NULL,
    time_zone       TEXT NOT NULL,
    account         TEXT NOT NULL DEFAULT '',
    project         TEXT NOT NULL DEFAULT '',
    default_caller_id TEXT NOT NULL DEFAULT '',
    archived_at     INTEGER,
    created_at      INTEGER NOT NULL
);

CREATE TABLE campaign (
    id              INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL REFERENCES process (id),
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL,
    archived_at     INTEGER,
    created_at      INTEGER NOT NULL,
    UNIQUE (process_id, name_key)
);

-- Proxy numbers are not personal data: they stand in clear. Pools will own them; a process may use them.
CREATE TABLE did (
    id              INTEGER PRIMARY KEY,
    number          TEXT NOT NULL UNIQUE,
    created_at      INTEGER NOT NULL
);

CREATE TABLE process_did (
    process_id      INTEGER NOT NULL REFERENCES process (id),
    did_id          INTEGER NOT NULL REFERENCES did (id),
    PRIMARY KEY (process_id, did_id)
) WITHOUT ROWID;

CREATE TABLE agent (
    id              INTEGER PRIMARY KEY,
    code            TEXT NOT NULL,
    code_key        TEXT NOT NULL UNIQUE,
    name            TEXT NOT NULL,
    extension       TEXT NOT NULL DEFAULT '',
    disabled_at     INTEGER,
    created_at      INTEGER NOT NULL
);

CREATE TABLE agent_process (
    agent_id        INTEGER NOT NULL REFERENCES agent (id),
    process_id      INTEGER NOT NULL REFERENCES process (id),
    number_text     TEXT NOT NULL DEFAULT '',
    number_id       INTEGER,
    PRIMARY KEY (agent_id, process_id)
) WITHOUT ROWID;

-- Keyed hash of an agent's real number, by which an import recognises the agent's side.
CREATE TABLE agent_index (
    blind           BLOB PRIMARY KEY,
    agent_id        INTEGER NOT NULL REFERENCES agent (id)
) WITHOUT ROWID;

CREATE TABLE policy_revision (
    id              INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL REFERENCES process (id),
    revision        INTEGER NOT NULL,
    kind            INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),
    shown_leading  INTEGER NOT NULL CHECK (shown_leading >= 0),
    shown_trailing INTEGER NOT NULL CHECK (shown_trailing >= 0 AND shown_leading + shown_trailing <= 15),
    note            TEXT NOT NULL DEFAULT '',
    created_by      INTEGER NOT NULL REFERENCES person (id),
    created_at      INTEGER NOT NULL,
    effective_at    INTEGER NOT NULL,
    cancelled_by    INTEGER,
    cancelled_at    INTEGER,
    UNIQUE (process_id, revision)
);

-- The revision that is in force now; of several that took effect in one millisecond the newest.
CREATE VIEW revision_in_force AS
    SELECT r.*
    FROM policy_revision r
    WHERE r.id = (SELECT n.id FROM policy_revision n
                  WHERE n.process_id = r.process_id AND n.cancelled_at IS NULL
                    AND n.effective_at <= CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
                  ORDER BY n.effective_at DESC, n.revision DESC LIMIT 1);

-- Shapes of the numbers written, counted at writing, so that a preview never decrypts anything.
CREATE TABLE shape_count (
    process_id      INTEGER NOT NULL,
    country_code    INTEGER NOT NULL,
    digits          INTEGER NOT NULL,
    numbers         INTEGER NOT NULL,
    PRIMARY KEY (process_id, country_code, digits)
) WITHOUT ROWID;

-- Vault -------------------------------------------------------------------------------------------------------------

CREATE TABLE vault (
    process_id      INTEGER NOT NULL REFERENCES process (id),
    generation      INTEGER NOT NULL,
    box_key         BLOB NOT NULL,
    certificate     BLOB NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (process_id, generation)
) WITHOUT ROWID;

CREATE TABLE vault_seal (
    process_id      INTEGER NOT NULL,
    generation      INTEGER NOT NULL,
    holder          INTEGER NOT NULL,
    sealed          BLOB NOT NULL,
    PRIMARY KEY (process_id, generation, holder)
) WITHOUT ROWID;

CREATE TABLE epoch (
    id              INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL,
    generation      INTEGER NOT NULL,
    month           INTEGER NOT NULL,
    sealed_key      BLOB NOT NULL,
    created_by      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
);

CREATE TABLE number (
    id              INTEGER PRIMARY KEY,
    epoch_id        INTEGER NOT NULL,
    revision_id     INTEGER NOT NULL,
    cipher          BLOB NOT NULL
);

CREATE TABLE number_index (
    process_id      INTEGER NOT NULL, -- a key of another process finds nothing
    blind           BLOB NOT NULL,
    month           INTEGER NOT NULL,
    number_id       INTEGER NOT NULL,
    PRIMARY KEY (process_id, blind, month)
) WITHOUT ROWID;

-- Calls -------------------------------------------------------------------------------------------------------------

CREATE TABLE import_batch (
    id              INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL REFERENCES process (id),
    revision_id     INTEGER NOT NULL,
    format          TEXT NOT NULL,
    person_id       INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    records         INTEGER NOT NULL,
    sessions        INTEGER NOT NULL,
    legs            INTEGER NOT NULL,
    duplicates      INTEGER NOT NULL,
    rejected        INTEGER NOT NULL
);

CREATE TABLE call_session (
    id              INTEGER PRIMARY KEY,
    public_id       BLOB NOT NULL,
    process_id      INTEGER NOT NULL,
    campaign_id     INTEGER NOT NULL DEFAULT 0,
    direction       INTEGER NOT NULL,
    agent_id        INTEGER NOT NULL DEFAULT 0,
    proxy_did       INTEGER NOT NULL DEFAULT 0,
    case_ref        TEXT,
    started_at      INTEGER NOT NULL,
    ended_at        INTEGER,
    local_day       INTEGER NOT NULL,
    legs            INTEGER NOT NULL,
    talk_seconds    INTEGER NOT NULL,
    billable_seconds INTEGER NOT NULL,
    disposition     INTEGER NOT NULL,
    recording_id    TEXT,
    cost_micros     INTEGER,
    currency        TEXT,
    batch_id        INTEGER NOT NULL
);
CREATE INDEX call_session_started ON call_session (started_at, id);
CREATE INDEX call_session_process ON call_session (process_id, started_at, id);
CREATE INDEX call_session_proxy ON call_session (proxy_did, started_at, id) WHERE proxy_did <> 0;
CREATE INDEX call_session_agent ON call_session (agent_id, started_at, id) WHERE agent_id <> 0;
-- 128 random bits need no unique constraint, and the first column of unique keys is kept for distribution.
CREATE INDEX call_session_public ON call_session (public_id);

CREATE TABLE call_leg (
    session_id      INTEGER NOT NULL,
    leg             INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    medium          INTEGER NOT NULL,
    direction       INTEGER NOT NULL,
    agent_id        INTEGER NOT NULL DEFAULT 0,
    proxy_did       INTEGER NOT NULL DEFAULT 0,
    presented       TEXT,
    country         TEXT,
    area            TEXT,
    account         TEXT,
    started_at      INTEGER NOT NULL,
    answered_at     INTEGER,
    ended_at        INTEGER,
    billable_seconds INTEGER NOT NULL,
    disposition     INTEGER NOT NULL,
    customer_kind   INTEGER NOT NULL,
    customer_text   TEXT NOT NULL,
    customer_starred TEXT,
    customer_number INTEGER NOT NULL DEFAULT 0,
    agent_kind      INTEGER NOT NULL,
    agent_text      TEXT NOT NULL,
    agent_starred   TEXT,
    agent_number    INTEGER NOT NULL DEFAULT 0,
    process_id      INTEGER NOT NULL,
    revision_id     INTEGER NOT NULL,
    recording_id    TEXT,
    consent         INTEGER NOT NULL DEFAULT 0,
    rate_zone       TEXT,
    cost_micros     INTEGER,
    currency        TEXT,
    batch_id        INTEGER NOT NULL,
    PRIMARY KEY (session_id, leg)
) WITHOUT ROWID;

-- What was imported already: keyed hash of the row and how often.
CREATE TABLE import_row (
    process_id      INTEGER NOT NULL,
    row_key         BLOB NOT NULL,
    occurrence      INTEGER NOT NULL,
    PRIMARY KEY (process_id, row_key, occurrence)
) WITHOUT ROWID;

CREATE TABLE session_link (
    process_id      INTEGER NOT NULL,
    link_key        BLOB NOT NULL,
    session_id      INTEGER NOT NULL,
    PRIMARY KEY (process_id, link_key)
) WITHOUT ROWID;

-- Roll-up of sessions by process, campaign and the process's own calendar day.
CREATE TABLE call_day (
    process_id      INTEGER NOT NULL,
    local_day       INTEGER NOT NULL,
    campaign_id     INTEGER NOT NULL,
    sessions        INTEGER NOT NULL,
    legs            INTEGER NOT NULL,
    answered        INTEGER NOT NULL,
    talk_seconds    INTEGER NOT NULL,
    billable_seconds INTEGER NOT NULL,
    PRIMARY KEY (process_id, local_day, campaign_id)
) WITHOUT ROWID;

-- The parties stand in this view, so that on a shared server the organisation switch is applied by the database.
CREATE VIEW shown_leg AS SELECT * FROM call_leg;
CREATE VIEW shown_session AS SELECT * FROM call_session;
CREATE VIEW shown_agent_process AS SELECT * FROM agent_process;

-- One line of the call log: a session with its names and parties. A platform's first leg knows the customer, its
-- second one the agent; a PBX writes both into one.
CREATE VIEW call_row AS
    SELECT s.id, s.public_id, s.process_id, s.campaign_id, s.agent_id, s.proxy_did, s.started_at, s.ended_at,
           s.direction, s.disposition, s.legs, s.talk_seconds, s.billable_seconds, s.cost_micros, s.currency,
           s.recording_id, s.case_ref, p.name AS process, c.name AS campaign, a.code AS agent_code,
           a.name AS agent_name, d.number AS proxy,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_kind ELSE coalesce(b.customer_kind, 0) END AS customer_kind,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_text ELSE b.customer_text END AS customer_text,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_starred ELSE b.customer_starred END AS customer_starred,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_kind ELSE coalesce(b.agent_kind, 0) END AS agent_kind,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_text ELSE b.agent_text END AS agent_text,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_starred ELSE b.agent_starred END AS agent_starred
    FROM shown_session s
    LEFT JOIN shown_leg l ON l.session_id = s.id AND l.leg = 1
    LEFT JOIN shown_leg b ON b.session_id = s.id AND b.leg = 2
    LEFT JOIN process p ON p.id = s.process_id
    LEFT JOIN campaign c ON c.id = s.campaign_id
    LEFT JOIN agent a ON a.id = s.agent_id
    LEFT JOIN did d ON d.id = s.proxy_did;

-- Personal and shared forms -----------------------------------------------------------------------------------------

CREATE TABLE import_profile (
    name_key        TEXT PRIMARY KEY,
    name            TEXT NOT NULL,
    body            TEXT NOT NULL,
    changed_by      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE saved_view (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL REFERENCES person (id),
    page            TEXT NOT NULL,
    name            TEXT NOT NULL,
    body            TEXT NOT NULL,
    UNIQUE (person_id, page, name)
);

-- Record of deeds ---------------------------------------------------------------------------------------------------

CREATE TABLE deed (
    actor_id        INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    action          TEXT NOT NULL,
    object          TEXT NOT NULL,
    before          TEXT NOT NULL,
    after           TEXT NOT NULL,
    reason          TEXT NOT NULL,
    at              INTEGER NOT NULL,
    console         TEXT NOT NULL,
    previous        BLOB NOT NULL,
    hash            BLOB NOT NULL,
    signature       BLOB NOT NULL,
    PRIMARY KEY (actor_id, seq)
) WITHOUT ROWID;
CREATE INDEX deed_at ON deed (at);

CREATE TABLE deed_head (
    actor_id        INTEGER PRIMARY KEY,
    seq             INTEGER NOT NULL,
    hash            BLOB NOT NULL
);
