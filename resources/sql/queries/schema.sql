-- name: exists
-- engine: sqlite
SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'

-- name: exists
-- engine: postgresql
SELECT COUNT(*) FROM pg_catalog.pg_tables WHERE schemaname = 'cv' AND tablename = 'schema_version'

-- name: objects
-- engine: sqlite
SELECT COUNT(*) FROM sqlite_master

-- What an extension brings is nobody's data.
-- name: objects
-- engine: postgresql
SELECT COUNT(*) FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                  WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')

-- name: version
SELECT COALESCE(MAX(version), 0) FROM schema_version

-- name: record
INSERT INTO schema_version (version, title, applied_at) VALUES (:version, :title, :now)

-- name: server
-- engine: postgresql
SELECT current_setting('server_version_num'), current_setting('server_version'), current_setting('is_superuser')

-- name: engine
-- engine: sqlite
SELECT sqlite_version()

-- name: engine
-- engine: postgresql
SELECT current_setting('server_version')

-- name: roles_elsewhere
-- engine: postgresql
SELECT COUNT(*) FROM pg_catalog.pg_shdepend d JOIN pg_catalog.pg_roles r ON r.oid = d.refobjid
WHERE d.refclassid = 'pg_catalog.pg_authid'::regclass AND d.dbid <> 0
  AND r.rolname = 'cv_' || current_database() || '_owner'
  AND d.dbid <> (SELECT b.oid FROM pg_catalog.pg_database b WHERE b.datname = current_database())

-- name: lock_setup
-- engine: postgresql
SELECT 1 FROM pg_catalog.pg_advisory_lock(pg_catalog.hashtext('callveil set-up'))

-- name: empty_log
-- engine: sqlite
PRAGMA wal_checkpoint(TRUNCATE)
