-- Keys of the service's HTTP API: which program may ask for what, and how often.

-- `hash` is a plain hash: a secret of 160 random bits can neither be guessed nor listed, so that neither salt nor a
-- slow hash would add anything, and it is looked for at each request. A revoked key stays, for the names of the record;
-- the service, which believes what it asked for some seconds, refuses it within 5 s.
CREATE TABLE api_key (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL,
    hash            BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    scopes          INTEGER NOT NULL CHECK (scopes > 0), -- one bit each
    per_minute      INTEGER NOT NULL CHECK (per_minute BETWEEN 1 AND 6000),
    created_by      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    revoked_at      INTEGER,
    last_used_at    INTEGER
);
CREATE UNIQUE INDEX api_key_name ON api_key (name_key) WHERE revoked_at IS NULL;
