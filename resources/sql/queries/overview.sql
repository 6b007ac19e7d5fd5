-- What stands on the Overview, of the processes that a person sees.

-- name: bindings
SELECT (SELECT COUNT(*) FROM binding b
        WHERE b.keeps_numbers = 1 AND COALESCE(b.ended_at, b.expires_at) > :now AND b.ended_at IS NULL
          AND (CAST(:all_processes AS integer) = 1
               OR b.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)))
     + (SELECT COUNT(*) FROM binding b
        WHERE b.keeps_numbers = 1 AND COALESCE(b.ended_at, b.expires_at) IS NULL
          AND (CAST(:all_processes AS integer) = 1
               OR b.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)))

-- name: previous_sign_in
SELECT signed_in_at FROM sign_in WHERE person_id = :person AND id < :sign_in ORDER BY id DESC LIMIT 1

-- name: calls_since
SELECT COUNT(*)
FROM (SELECT s.id FROM shown_session s
      WHERE s.started_at >= :since
        AND (CAST(:all_processes AS integer) = 1
             OR s.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
      LIMIT :most) r

-- name: imports_since
SELECT COUNT(*)
FROM (SELECT b.at, b.format FROM import_batch b
      WHERE CAST(:all_processes AS integer) = 1
         OR b.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
      ORDER BY b.id DESC LIMIT :most) r
WHERE r.at >= :since AND r.format <> 'switch'

-- name: policies_since
SELECT COUNT(*) FROM policy_revision r
WHERE r.created_at >= :since AND r.revision > 1
  AND (CAST(:all_processes AS integer) = 1
       OR r.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))

-- name: deeds_since
-- engine: sqlite
SELECT action, MIN(COUNT(*), :most) FROM deed
WHERE at >= :since AND action IN ('access.grant', 'access.revoke', 'number.reveal')
GROUP BY action

-- name: deeds_since
-- engine: postgresql
SELECT d.action, COUNT(*)
FROM unnest(ARRAY['access.grant', 'access.revoke', 'number.reveal']) a
CROSS JOIN LATERAL cv_api.deed_page(:since, 9223372036854775807, 9223372036854775807, 9223372036854775807,
    9223372036854775807, 0, a, '', :most) d
GROUP BY d.action

-- name: findings_since
SELECT COUNT(*) FROM leak_finding f
WHERE f.first_seen >= :since AND f.state IN (0, 3)
  AND (CAST(:all_processes AS integer) = 1
       OR f.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
       OR (f.process_id = 0
           AND f.pool_id IN (SELECT q.id FROM pool q
                             WHERE q.all_processes = 1
                                OR EXISTS (SELECT 1 FROM pool_process t JOIN person_process u
                                               ON u.process_id = t.process_id
                                           WHERE t.pool_id = q.id AND u.person_id = :person))))
