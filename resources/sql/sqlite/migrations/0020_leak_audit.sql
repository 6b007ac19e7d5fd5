-- The leak audit: where a number shows, or somebody is reached past the masking. A finding holds ids and counts, never a
-- number. Values: LeakKind, LeakSeverity, LeakState of domain/leaks.

-- Findings of one key are the same one. process_id 0: of no single process; object_id: as LeakKey::object. counted: its
-- rows stay as they are, so that only more of them reopen it. sample: ids of the newest calls. settled_by 0: a scan.
CREATE TABLE leak_finding (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    kind            INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 11),
    severity        INTEGER NOT NULL CHECK (severity BETWEEN 0 AND 3),
    process_id      INTEGER NOT NULL,
    pool_id         INTEGER NOT NULL,
    did_id          INTEGER NOT NULL,
    object_id       INTEGER NOT NULL,
    place           TEXT NOT NULL,
    counted         INTEGER NOT NULL CHECK (counted IN (0, 1)),
    row_count       INTEGER NOT NULL,
    sample          TEXT NOT NULL,
    oldest_at       INTEGER NOT NULL,
    newest_at       INTEGER NOT NULL,
    first_seen      INTEGER NOT NULL,
    last_seen       INTEGER NOT NULL,
    state           INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
    settled_by      INTEGER NOT NULL DEFAULT 0,
    settled_at      INTEGER,
    settled_rows    INTEGER NOT NULL DEFAULT 0,
    reason          TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, process_id, pool_id, did_id, object_id, place)
);
CREATE INDEX leak_finding_order ON leak_finding (severity, id);

-- Up to where the last scan looked: the sessions and the changes below that were there. scans: how many were kept, so
-- that of two at once one is. whole: what is kept goes further than the mark, because somebody scanned who could not
-- look for planted numbers in texts, so that the next scan looks at everything.
CREATE TABLE leak_mark (
    process_id      INTEGER PRIMARY KEY,
    upto            INTEGER NOT NULL,
    changes         INTEGER NOT NULL,
    scanned_at      INTEGER NOT NULL,
    scans           INTEGER NOT NULL DEFAULT 0,
    whole           INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1))
);

-- Up to which entry of each person the record was looked at.
CREATE TABLE leak_deed_mark (
    actor_id        INTEGER PRIMARY KEY,
    seq             INTEGER NOT NULL
);

-- Sessions that were there and got more legs. Kept for 60 days: a scan after a longer time looks at everything.
CREATE TABLE leak_change (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- a mark is never reached again
    process_id      INTEGER NOT NULL,
    session_id      INTEGER NOT NULL,
    from_leg        INTEGER NOT NULL,
    to_leg          INTEGER NOT NULL,
    at              INTEGER NOT NULL
);
CREATE INDEX leak_change_age ON leak_change (at);

CREATE TRIGGER note_grown_session AFTER UPDATE OF legs ON call_session WHEN NEW.legs > OLD.legs BEGIN
    INSERT INTO leak_change (process_id, session_id, from_leg, to_leg, at)
    VALUES (NEW.process_id, NEW.id, OLD.legs + 1, NEW.legs, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER));
END;
CREATE TRIGGER age_leak_changes AFTER INSERT ON leak_change WHEN NEW.id % 500 = 0 BEGIN
    DELETE FROM leak_change WHERE at < NEW.at - 5184000000;
END;

-- Numbers that were planted. party: a keyed hash, as of agents; sealed: the number under the writer key. Both are empty
-- once it was removed.
CREATE TABLE canary (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- a removed one's id is nobody else's
    name            TEXT NOT NULL,
    country         TEXT NOT NULL,
    party           BLOB NOT NULL,
    sealed          BLOB NOT NULL,
    planted_by      INTEGER NOT NULL,
    planted_at      INTEGER NOT NULL,
    removed_at      INTEGER
);
CREATE UNIQUE INDEX canary_party ON canary (party) WHERE removed_at IS NULL;

-- Its blind index under each revision, one alone: nobody tries several numbers with it.
CREATE TABLE canary_place (
    canary_id       INTEGER NOT NULL REFERENCES canary (id),
    process_id      INTEGER NOT NULL,
    revision_id     INTEGER NOT NULL,
    blind           BLOB NOT NULL,
    PRIMARY KEY (canary_id, revision_id)
) WITHOUT ROWID;
