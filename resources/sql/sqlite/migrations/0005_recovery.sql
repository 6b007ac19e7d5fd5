-- SHA-256 of what the recovery kit alone yields; null until a kit was used.
ALTER TABLE organisation ADD COLUMN recovery_proof BLOB;
