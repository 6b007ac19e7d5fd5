-- What trials of the access rules found.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

-- Whoever seals a new key to the recovery kit, and whoever replaces the kit, wait for each other: a key that was sealed
-- to the kit before would be missed by its replacement. Holds until the end of the transaction; to be called before the
-- kit's key, or what is sealed to it, is read.
CREATE FUNCTION cv_api.kit_hold(replacing boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF replacing AND cv_api.recovers() THEN
        PERFORM FROM cv.organisation FOR NO KEY UPDATE;
    ELSIF NOT replacing AND (cv_api.may(1) OR cv_api.may(11)) THEN
        PERFORM FROM cv.organisation FOR SHARE;
    ELSE
        RAISE insufficient_privilege;
    END IF;
END $$;

-- As before; whether the caller may is asked once, not of each of a million rows.
CREATE OR REPLACE FUNCTION cv_api.rotation_numbers(process bigint, epoch bigint)
RETURNS TABLE (number_id bigint, cipher bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.rotates(process) THEN
        RETURN QUERY SELECT n.id, n.cipher FROM cv_vault.number n JOIN cv_vault.epoch e ON e.id = n.epoch_id
                     JOIN cv.vault_rotation r ON r.process_id = e.process_id AND e.generation <= r.generation
                     WHERE e.id = epoch AND e.process_id = process ORDER BY n.id;
    END IF;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.kit_hold(boolean) TO "cv_{db}_users", "cv_{db}_processes", "cv_{db}_settings";
