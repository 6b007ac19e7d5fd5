-- Which instance of the service leads. The lease lasts six seconds, as the server's own function has it.

-- name: lead
-- engine: postgresql
SELECT cv_api.service_lead(:instance, :host, :version) WHERE CAST(:person AS bigint) > 0

-- name: lead
-- engine: sqlite
WITH moment AS (SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) AS at_ms)
INSERT INTO service_lease (id, person_id, instance, host, version, since, seen_at, until)
SELECT 1, :person, :instance, :host, :version, m.at_ms, m.at_ms, m.at_ms + 6000 FROM moment m WHERE true
ON CONFLICT (id) DO UPDATE SET person_id = excluded.person_id, instance = excluded.instance, host = excluded.host,
    version = excluded.version, seen_at = excluded.seen_at, until = excluded.until,
    since = CASE WHEN service_lease.instance = excluded.instance AND service_lease.until >= excluded.seen_at
                 THEN service_lease.since ELSE excluded.since END
WHERE service_lease.instance = excluded.instance OR service_lease.until < excluded.seen_at
RETURNING 1

-- name: leave
-- engine: postgresql
SELECT cv_api.service_leave(:instance)

-- name: leave
-- engine: sqlite
UPDATE service_lease SET until = MIN(until, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) - 1)
WHERE instance = :instance

-- name: quiet
-- engine: postgresql
SELECT cv_api.login_quiet(:login)

-- name: state
SELECT host, version, since, seen_at, until FROM service_lease

-- name: list
SELECT p.id, p.name, p.state, p.created_at, coalesce(b.display_name, ''), coalesce(s.seen_at, 0),
       coalesce(s.open_at, 0), coalesce(l.host, ''), coalesce(l.seen_at, 0), coalesce(l.until, 0)
FROM person p
LEFT JOIN person b ON b.id = p.created_by
LEFT JOIN service_lease l ON l.person_id = p.id
LEFT JOIN (
    SELECT i.person_id, max(i.last_seen_at) AS seen_at,
           max(CASE WHEN i.ended_at IS NULL THEN i.last_seen_at END) AS open_at
    FROM sign_in i WHERE i.person_id IN (SELECT x.id FROM person x WHERE x.role = 6)
    GROUP BY i.person_id) s ON s.person_id = p.id
WHERE p.role = 6 ORDER BY p.name
