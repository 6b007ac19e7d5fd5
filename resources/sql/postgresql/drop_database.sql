-- Takes back a database whose restoring failed; run in the maintenance database.
DROP DATABASE IF EXISTS "{name}" WITH (FORCE)
