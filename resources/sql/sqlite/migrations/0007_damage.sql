-- Numbers that a rotation found damaged: they stay under the old key, and the vault stays due for a new one.
ALTER TABLE vault_rotation ADD COLUMN damaged INTEGER NOT NULL DEFAULT 0;
