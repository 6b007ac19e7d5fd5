-- Bindings: a proxy number between a customer and an agent, for one engagement.
-- What is taken is judged when it is read: a side of a number, and the number itself, while their free_at lies ahead.
-- A binding that is made sets it to its expiry and the pool's cool-down after it, one that is released to now and the
-- cool-down. Nothing has to be tidied before it is right; tidying only takes numbers out of the vault.

-- free_at: the latest of the number's sides.
ALTER TABLE did ADD COLUMN free_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE did ADD COLUMN last_used_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX did_by_use ON did (pool_id, state, last_used_at, id);

CREATE TABLE binding (
    id              INTEGER PRIMARY KEY,
    revision        INTEGER NOT NULL,
    token           BLOB NOT NULL UNIQUE, -- of the operation: a second try finds what the first one made
    public_id       BLOB NOT NULL UNIQUE, -- of its session
    pool_id         INTEGER NOT NULL REFERENCES pool (id), -- that the number was taken from
    asked_pool_id   INTEGER NOT NULL REFERENCES pool (id),
    did_id          INTEGER NOT NULL REFERENCES did (id),
    process_id      INTEGER NOT NULL REFERENCES process (id),
    model           INTEGER NOT NULL CHECK (model BETWEEN 0 AND 3),
    agent_id        INTEGER NOT NULL, -- 0: a line that is no listed agent's
    case_ref        TEXT NOT NULL,
    customer_text   TEXT NOT NULL,
    agent_text      TEXT NOT NULL,
    customer_number INTEGER NOT NULL,
    agent_number    INTEGER NOT NULL,
    keeps_numbers   INTEGER NOT NULL DEFAULT 1, -- 0: they were taken out of the vault
    recording       INTEGER NOT NULL CHECK (recording BETWEEN 0 AND 2),
    matched         INTEGER NOT NULL CHECK (matched BETWEEN 0 AND 5), -- why this number
    free_seen       INTEGER NOT NULL,
    all_seen        INTEGER NOT NULL,
    created_by      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    expires_at      INTEGER,
    ended_at        INTEGER,
    end_cause       INTEGER CHECK (end_cause BETWEEN 0 AND 2),
    free_at         INTEGER NOT NULL
);
CREATE INDEX binding_newest ON binding (created_at, id);
CREATE INDEX binding_did ON binding (did_id, free_at);
CREATE INDEX binding_case ON binding (case_ref) WHERE case_ref <> '';
CREATE INDEX binding_kept ON binding (coalesce(ended_at, expires_at)) WHERE keeps_numbers = 1;

-- Which binding is newest for a pair in a pool: a keyed hash.
CREATE TABLE binding_key (
    process_id      INTEGER NOT NULL, -- a key of another process finds nothing
    key             BLOB NOT NULL,
    binding_id      INTEGER NOT NULL,
    PRIMARY KEY (process_id, key)
) WITHOUT ROWID;
CREATE INDEX binding_key_binding ON binding_key (binding_id);

-- The parties of a number: keyed hashes of number and party. No party stands twice on a number while free_at lies ahead.
CREATE TABLE binding_side (
    did_id          INTEGER NOT NULL,
    party           BLOB NOT NULL,
    binding_id      INTEGER NOT NULL, -- negative: of an agent whom that binding had before
    side            INTEGER NOT NULL CHECK (side IN (0, 1)), -- customer, agent
    owner           BLOB NOT NULL, -- keyed hash of a party whose number this is alone; empty for a pair's side
    free_at         INTEGER NOT NULL,
    PRIMARY KEY (did_id, party)
) WITHOUT ROWID;
CREATE INDEX binding_side_owner ON binding_side (owner) WHERE owner <> x'';
CREATE INDEX binding_side_binding ON binding_side (binding_id);

-- The customer's part of a pair's key, from which the next one is made when the agent changes.
CREATE TABLE binding_party (
    binding_id      INTEGER PRIMARY KEY,
    customer        BLOB NOT NULL
);

-- Numbers that a binding no longer needs, as long as a legal hold keeps them.
CREATE TABLE left_number (
    id              INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL,
    number_id       INTEGER NOT NULL
);

-- How many bindings keep a number in the vault.
CREATE TABLE bound_number (
    number_id       INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL,
    blind           BLOB NOT NULL,
    uses            INTEGER NOT NULL
);
CREATE INDEX number_index_owner ON number_index (number_id) WHERE month = 0;
