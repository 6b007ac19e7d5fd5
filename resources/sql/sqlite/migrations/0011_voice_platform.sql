-- What the voice platform is told: its carriers, and the numbers that people of a country dial in an emergency.

CREATE TABLE gateway (
    id              INTEGER PRIMARY KEY AUTOINCREMENT, -- a removed one's id is nobody else's
    revision        INTEGER NOT NULL,
    name            TEXT NOT NULL,
    name_key        TEXT NOT NULL UNIQUE,
    target          TEXT NOT NULL,
    prefixes        TEXT NOT NULL,
    priority        INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 99),
    channels        INTEGER NOT NULL CHECK (channels BETWEEN 0 AND 100000),
    enabled         INTEGER NOT NULL CHECK (enabled IN (0, 1))
);

-- Whoever added a number is 0 for those that are known of the country.
CREATE TABLE emergency_number (
    country         TEXT NOT NULL,
    digits          TEXT NOT NULL CHECK (length(digits) BETWEEN 2 AND 6 AND digits NOT GLOB '*[^0-9]*'),
    added_by        INTEGER NOT NULL,
    added_at        INTEGER NOT NULL,
    PRIMARY KEY (country, digits)
) WITHOUT ROWID;
