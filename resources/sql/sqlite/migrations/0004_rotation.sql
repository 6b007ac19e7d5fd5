-- Giving a process's vault a new key, epoch by epoch.
CREATE INDEX number_epoch ON number (epoch_id);
