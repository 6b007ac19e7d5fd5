-- How long real numbers are kept, legal holds, and what is held of one number. Numbers are shredded by deleting the sealed
-- keys of their epochs; what is then unreadable is swept away in small steps.

-- A process without a row keeps numbers for 90 days. A reason is a legal hold: while it stands, nothing is deleted.
CREATE TABLE retention (
    process_id      INTEGER PRIMARY KEY REFERENCES process (id),
    days            INTEGER NOT NULL CHECK (days BETWEEN 1 AND 3650),
    hold_reason     TEXT NOT NULL,
    changed_by      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL
);

-- What was deleted. month 0: numbers of one person, by hand.
CREATE TABLE shredding (
    id              INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL REFERENCES process (id),
    month           INTEGER NOT NULL,
    numbers         INTEGER NOT NULL,
    person_id       INTEGER NOT NULL,
    shredded_at     INTEGER NOT NULL,
    swept           INTEGER NOT NULL
);

-- Epochs whose key is gone, until their numbers are.
CREATE TABLE shredded_epoch (
    id              INTEGER PRIMARY KEY,
    process_id      INTEGER NOT NULL,
    month           INTEGER NOT NULL
);

CREATE VIEW retention_rule AS
    SELECT p.id AS process_id, coalesce(r.days, 90) AS days, coalesce(r.hold_reason, '') AS hold_reason
    FROM process p LEFT JOIN retention r ON r.process_id = p.id;

-- The months of which real numbers are kept, and when they are due: so many days after the month's last. Month 0 lives
-- with its owner.
CREATE VIEW kept_month AS
    SELECT k.process_id, k.month, k.ends_at, k.ends_at + r.days * 86400000 AS due_at, r.hold_reason
    FROM (SELECT DISTINCT e.process_id, e.month,
                 CAST(strftime('%s', printf('%04d-%02d-01', e.month / 100, e.month % 100), '+1 month') AS INTEGER) * 1000
                     AS ends_at
          FROM epoch e WHERE e.month <> 0) k
    JOIN retention_rule r ON r.process_id = k.process_id;
