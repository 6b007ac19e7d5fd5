-- How full each pool was, every five minutes. Counts alone: nothing here tells who was bound.

SET LOCAL ROLE "cv_{db}_owner";

CREATE TABLE cv.pool_sample (
    pool_id         bigint NOT NULL REFERENCES cv.pool (id),
    at              bigint NOT NULL, -- a multiple of five minutes: whoever comes first notes it
    numbers         integer NOT NULL, -- that are not retired
    bound           integer NOT NULL,
    cooling         integer NOT NULL,
    free            integer NOT NULL,
    busiest         integer NOT NULL,
    PRIMARY KEY (pool_id, at)
);
CREATE INDEX pool_sample_newest ON cv.pool_sample (at);

RESET ROLE;
GRANT SELECT, INSERT, DELETE ON cv.pool_sample TO "cv_{db}_definer";
GRANT SELECT ON cv.pool_sample TO "cv_{db}_person";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- Notes how full the caller's pools are now, unless somebody did so for these five minutes; how many pools. With the
-- first of a day, what is older than 35 days is thinned: of each hour stay the moments when most was taken; and what is
-- older than two years goes.
CREATE FUNCTION cv_api.pool_sample() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moment bigint := cv_api.now_ms() / 300000 * 300000;
    newest bigint := coalesce((SELECT max(s.at) FROM cv.pool_sample s), 0);
    noted bigint;
BEGIN
    IF newest < moment / 86400000 * 86400000 THEN
        -- What lies before was thinned when the newest one was noted, or earlier.
        DELETE FROM cv.pool_sample s
        WHERE s.at < moment - 35 * 86400000::bigint AND s.at >= newest - 36 * 86400000::bigint
          AND EXISTS (SELECT FROM cv.pool_sample o
                      WHERE o.pool_id = s.pool_id AND o.at >= s.at / 3600000 * 3600000
                        AND o.at < s.at / 3600000 * 3600000 + 3600000 AND (o.free, o.at) < (s.free, s.at))
          AND EXISTS (SELECT FROM cv.pool_sample o
                      WHERE o.pool_id = s.pool_id AND o.at >= s.at / 3600000 * 3600000
                        AND o.at < s.at / 3600000 * 3600000 + 3600000 AND (-o.busiest, o.at) < (-s.busiest, s.at));
        DELETE FROM cv.pool_sample s WHERE s.at < moment - 730 * 86400000::bigint;
    END IF;
    INSERT INTO cv.pool_sample (pool_id, at, numbers, bound, cooling, free, busiest)
    SELECT u.pool_id, moment,
           (SELECT count(*) FROM cv.did d WHERE d.pool_id = u.pool_id AND d.state <> 3), u.bound, u.cooling, u.free,
           u.busiest
    FROM cv_api.pool_use() u
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS noted = ROW_COUNT;
    RETURN noted;
END $$;

-- How many live bindings the numbers of a pool have, by how many whole hours ago they were made.
CREATE FUNCTION cv_api.binding_ages(pool bigint) RETURNS TABLE (hours bigint, bindings bigint)
LANGUAGE sql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (m.at_ms - b.created_at) / 3600000, count(*)
    FROM (SELECT cv_api.now_ms() AS at_ms) m CROSS JOIN cv.did d
    JOIN cv.binding b ON b.did_id = d.id AND b.free_at > m.at_ms
    WHERE d.pool_id = pool AND pool IN (SELECT p FROM cv_api.my_pools() p) AND b.ended_at IS NULL
      AND (b.expires_at IS NULL OR b.expires_at > m.at_ms)
    GROUP BY 1 ORDER BY 1
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.pool_sample(), cv_api.binding_ages(bigint) TO "cv_{db}_person";

ALTER TABLE cv.pool_sample ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.pool_sample TO "cv_{db}_definer" USING (true);
CREATE POLICY own_pools ON cv.pool_sample FOR SELECT TO "cv_{db}_person"
    USING (pool_id IN (SELECT p FROM cv_api.my_pools() p));
