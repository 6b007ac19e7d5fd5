-- What asks for somebody's attention, of the processes that he sees. The rest is read where it is kept.

-- name: findings
SELECT COUNT(*), COUNT(CASE WHEN f.severity >= 2 THEN 1 END),
       COALESCE(MAX(CASE WHEN f.state = 3 THEN COALESCE(f.settled_at, f.first_seen) ELSE f.first_seen END), 0)
FROM leak_finding f
WHERE f.state IN (0, 3)
  AND (CAST(:all_processes AS integer) = 1
       OR f.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person)
       OR (f.process_id = 0
           AND f.pool_id IN (SELECT q.id FROM pool q
                             WHERE q.all_processes = 1
                                OR EXISTS (SELECT 1 FROM pool_process t JOIN person_process u
                                               ON u.process_id = t.process_id
                                           WHERE t.pool_id = q.id AND u.person_id = :person))))

-- name: policies
SELECT r.process_id, q.name, r.id, p.display_name, r.created_at
FROM policy_revision r JOIN person p ON p.id = r.created_by JOIN process q ON q.id = r.process_id
WHERE r.created_at >= :since AND r.revision > 1 AND r.created_by <> :person AND r.cancelled_at IS NULL
  AND (CAST(:all_processes AS integer) = 1
       OR r.process_id IN (SELECT process_id FROM person_process WHERE person_id = :person))
ORDER BY r.id
