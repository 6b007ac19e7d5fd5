-- How full each pool was, every five minutes. Counts alone: nothing here tells who was bound.

CREATE TABLE pool_sample (
    pool_id         INTEGER NOT NULL REFERENCES pool (id),
    at              INTEGER NOT NULL, -- a multiple of five minutes: whoever comes first notes it
    numbers         INTEGER NOT NULL, -- that are not retired
    bound           INTEGER NOT NULL,
    cooling         INTEGER NOT NULL,
    free            INTEGER NOT NULL,
    busiest         INTEGER NOT NULL,
    PRIMARY KEY (pool_id, at)
) WITHOUT ROWID;
CREATE INDEX pool_sample_newest ON pool_sample (at);
