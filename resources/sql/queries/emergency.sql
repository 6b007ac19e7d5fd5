-- The numbers that people of a country dial in an emergency.

-- name: list
SELECT e.country, e.digits, e.added_by, COALESCE(p.display_name, ''), e.added_at
FROM emergency_number e LEFT JOIN person p ON p.id = e.added_by
ORDER BY e.country, length(e.digits), e.digits

-- name: count
SELECT COUNT(*) FROM emergency_number WHERE country = :country

-- name: missing
SELECT country FROM process UNION SELECT country FROM pool WHERE removed_at IS NULL
EXCEPT SELECT country FROM emergency_number ORDER BY 1

-- name: prefill
-- engine: sqlite
INSERT OR IGNORE INTO emergency_number (country, digits, added_by, added_at)
SELECT :country, n.value, 0, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)
FROM json_each(:numbers) n WHERE NOT EXISTS (SELECT 1 FROM emergency_number e WHERE e.country = :country)
RETURNING 1

-- name: prefill
-- engine: postgresql
SELECT cv_api.emergency_prefill(:country, ARRAY(SELECT json_array_elements_text(CAST(:numbers AS json))))

-- name: add
INSERT INTO emergency_number (country, digits, added_by, added_at) VALUES (:country, :digits, :person, :now)

-- name: remove
DELETE FROM emergency_number WHERE country = :country AND digits = :digits
