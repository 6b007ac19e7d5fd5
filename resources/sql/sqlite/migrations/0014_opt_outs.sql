-- Who wants no calls over the numbers of a brand: a keyed hash of brand and party.
CREATE TABLE opt_out (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- a removed one's id is nobody else's
    key             BLOB NOT NULL,
    brand           TEXT NOT NULL COLLATE NOCASE, -- ASCII alone, as foldedBrand of domain/platform/opt_out.h
    source          INTEGER NOT NULL DEFAULT 0 CHECK (source BETWEEN 0 AND 2), -- a person, a text message, a program
    added_by        INTEGER NOT NULL DEFAULT 0,
    created_at      INTEGER NOT NULL,
    UNIQUE (key, brand)
);
CREATE INDEX opt_out_age ON opt_out (created_at, id);

-- Calls to numbers that lead nowhere any more: number, hour and calling code alone.
CREATE TABLE late_call (
    did_id          INTEGER NOT NULL,
    hour            INTEGER NOT NULL,
    calling_code    TEXT NOT NULL,
    calls           INTEGER NOT NULL,
    PRIMARY KEY (did_id, hour, calling_code)
) WITHOUT ROWID;
CREATE INDEX late_call_age ON late_call (hour);

-- They are counted for 90 days.
CREATE TRIGGER age_late_calls AFTER INSERT ON late_call BEGIN
    DELETE FROM late_call WHERE hour < NEW.hour - 2160;
END;
