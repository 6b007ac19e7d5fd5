-- name: has_database
-- engine: postgresql
SELECT COUNT(*) FROM pg_catalog.pg_database WHERE datname = :name
