-- Pools: proxy numbers managed together, the processes that they serve, and where a pool falls back to.

CREATE TABLE pool (
    id              INTEGER PRIMARY KEY,
    revision        INTEGER NOT NULL,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL UNIQUE,
    brand           TEXT NOT NULL,
    country         TEXT NOT NULL,
    area            TEXT NOT NULL,
    sharing         INTEGER NOT NULL CHECK (sharing IN (0, 1)),
    area_match      INTEGER NOT NULL CHECK (area_match BETWEEN 0 AND 2),
    number_type     INTEGER NOT NULL CHECK (number_type BETWEEN 0 AND 2),
    voice           INTEGER NOT NULL CHECK (voice IN (0, 1)),
    sms             INTEGER NOT NULL CHECK (sms IN (0, 1)),
    expiry_minutes  INTEGER CHECK (expiry_minutes > 0),
    cool_down_minutes INTEGER NOT NULL CHECK (cool_down_minutes >= 0),
    low_water       INTEGER NOT NULL CHECK (low_water BETWEEN 0 AND 100),
    records         INTEGER NOT NULL CHECK (records IN (0, 1)),
    asks_consent    INTEGER NOT NULL CHECK (asks_consent IN (0, 1)),
    late_answer     INTEGER NOT NULL CHECK (late_answer IN (0, 1)),
    late_target     TEXT NOT NULL,
    all_processes   INTEGER NOT NULL CHECK (all_processes IN (0, 1)),
    created_by      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL
);

CREATE TABLE pool_process (
    pool_id         INTEGER NOT NULL REFERENCES pool (id),
    process_id      INTEGER NOT NULL REFERENCES process (id),
    PRIMARY KEY (pool_id, process_id)
) WITHOUT ROWID;

CREATE TABLE pool_fallback (
    pool_id         INTEGER NOT NULL REFERENCES pool (id),
    place           INTEGER NOT NULL,
    fallback_id     INTEGER NOT NULL REFERENCES pool (id) CHECK (fallback_id <> pool_id),
    PRIMARY KEY (pool_id, place),
    UNIQUE (pool_id, fallback_id)
) WITHOUT ROWID;

-- A number belongs to one pool at most; one without a pool is a process's own.
ALTER TABLE did ADD COLUMN pool_id INTEGER REFERENCES pool (id);
ALTER TABLE did ADD COLUMN area TEXT NOT NULL DEFAULT '';
ALTER TABLE did ADD COLUMN state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3);
ALTER TABLE did ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX did_of_pool ON did (pool_id, number);
