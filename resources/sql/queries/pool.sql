-- name: list
SELECT id, revision, name, brand, country, area, sharing, area_match, number_type, voice, sms, expiry_minutes,
    cool_down_minutes, low_water, records, asks_consent, late_answer, late_target, all_processes,
    idle_minutes
FROM pool WHERE (removed_at IS NOT NULL) = (CAST(:removed AS integer) <> 0) ORDER BY name_key

-- name: processes
SELECT pool_id, process_id FROM pool_process ORDER BY pool_id, process_id

-- name: fallbacks
SELECT pool_id, fallback_id FROM pool_fallback ORDER BY pool_id, place

-- name: counts
SELECT pool_id, state, COUNT(*) FROM did WHERE pool_id IS NOT NULL GROUP BY pool_id, state

-- name: numbers
SELECT id, number, area, state, changed_at, free_at FROM did WHERE pool_id = :pool ORDER BY number

-- name: number_of
SELECT d.id, d.pool_id, d.state FROM did d WHERE d.number = :number

-- name: insert
-- engine: sqlite
INSERT INTO pool (revision, name, name_key, brand, country, area, sharing, area_match, number_type, voice, sms,
    expiry_minutes, cool_down_minutes, low_water, records, asks_consent, late_answer, late_target, all_processes,
    created_by, created_at)
VALUES (1, :name, :name_key, :brand, :country, :area, :sharing, :area_match, :number_type, :voice, :sms,
    :expiry_minutes, :cool_down_minutes, :low_water, :records, :asks_consent, :late_answer, :late_target,
    :all_processes, :person, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
RETURNING id

-- name: insert
-- engine: postgresql
SELECT cv_api.pool_put(0, 0, :name, :name_key, :brand, :country, :area, :sharing, :area_match, :number_type, :voice,
    :sms, :expiry_minutes, :cool_down_minutes, :low_water, :records, :asks_consent, :late_answer, :late_target,
    :all_processes) WHERE CAST(:person AS bigint) = cv_api.me()

-- name: update
-- engine: sqlite
UPDATE pool SET revision = revision + 1, name = :name, name_key = :name_key, brand = :brand, country = :country,
    area = :area, sharing = :sharing, area_match = :area_match, number_type = :number_type, voice = :voice, sms = :sms,
    expiry_minutes = :expiry_minutes, cool_down_minutes = :cool_down_minutes, low_water = :low_water,
    records = :records, asks_consent = :asks_consent, late_answer = :late_answer, late_target = :late_target,
    all_processes = :all_processes
WHERE id = :pool AND revision = :seen
RETURNING id

-- name: update
-- engine: postgresql
SELECT cv_api.pool_put(:pool, :seen, :name, :name_key, :brand, :country, :area, :sharing, :area_match, :number_type,
    :voice, :sms, :expiry_minutes, :cool_down_minutes, :low_water, :records, :asks_consent, :late_answer, :late_target,
    :all_processes)

-- name: set_idle
-- engine: sqlite
UPDATE pool SET idle_minutes = :minutes WHERE id = :pool

-- name: set_idle
-- engine: postgresql
SELECT cv_api.pool_idle(:pool, :minutes)

-- name: serve
-- engine: sqlite
INSERT OR IGNORE INTO pool_process (pool_id, process_id) VALUES (:pool, :process)

-- name: serve
-- engine: postgresql
SELECT cv_api.pool_serve(:pool, :process, 1)

-- name: leave
-- engine: sqlite
DELETE FROM pool_process WHERE pool_id = :pool AND process_id = :process

-- name: leave
-- engine: postgresql
SELECT cv_api.pool_serve(:pool, :process, 0)

-- name: end_fallbacks
-- engine: sqlite
DELETE FROM pool_fallback WHERE pool_id = :pool AND place >= :place

-- name: end_fallbacks
-- engine: postgresql
SELECT cv_api.pool_fall_back(:pool, :place, 0)

-- name: fall_back
-- engine: sqlite
INSERT INTO pool_fallback (pool_id, place, fallback_id) VALUES (:pool, :place, :other)

-- name: fall_back
-- engine: postgresql
SELECT cv_api.pool_fall_back(:pool, :place, :other)

-- name: add_did
-- engine: sqlite
INSERT INTO did (number, created_at, pool_id, area, changed_at)
VALUES (:number, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER), :pool, :area,
    CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
ON CONFLICT (number) DO UPDATE SET pool_id = excluded.pool_id, area = excluded.area, state = 0,
    changed_at = excluded.changed_at
    WHERE (did.pool_id IS NULL
           OR EXISTS (SELECT 1 FROM pool r WHERE r.id = did.pool_id AND r.removed_at IS NOT NULL))
      AND ((SELECT p.all_processes FROM person p WHERE p.id = :person) = 1
           OR NOT EXISTS (SELECT 1 FROM process_did o
                          WHERE o.did_id = did.id AND o.process_id NOT IN (SELECT m.process_id FROM person_process m
                                                                           WHERE m.person_id = :person)))
RETURNING 1

-- name: add_did
-- engine: postgresql
SELECT 1 WHERE CAST(:person AS bigint) = cv_api.me() AND cv_api.pool_add_did(:pool, :number, :area)

-- name: change_did
-- engine: sqlite
UPDATE did SET pool_id = :to_pool, state = :to_state,
    changed_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
WHERE id = :did AND pool_id = :seen_pool AND state = :seen_state
RETURNING 1

-- name: change_did
-- engine: postgresql
SELECT 1 WHERE cv_api.did_change(:did, :seen_pool, :seen_state, :to_pool, :to_state)

-- name: kept_by
-- engine: sqlite
SELECT (SELECT COUNT(*) FROM did d WHERE d.pool_id = :pool AND d.state <> 3),
       (SELECT COUNT(*) FROM binding b WHERE (b.pool_id = :pool OR b.asked_pool_id = :pool)
            AND b.free_at > CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)),
       (SELECT COUNT(*) FROM pool_fallback f WHERE f.fallback_id = :pool)

-- name: kept_by
-- engine: postgresql
SELECT numbers, bindings, fallbacks FROM cv_api.pool_kept_by(:pool)

-- name: remove
-- engine: sqlite
UPDATE pool SET revision = revision + 1, removed_at = CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER),
    name_key = name_key || char(10) || id
WHERE id = :pool AND revision = :seen AND removed_at IS NULL
RETURNING 1

-- name: remove
-- engine: postgresql
SELECT 1 WHERE cv_api.pool_remove(:pool, :seen)
