-- Using the recovery kit: what is sealed to it is read, handed on to people who are entitled, and sealed anew to the key
-- of a new kit. Whoever only claims to hold the kit cannot put something else in its place: he must name what the kit
-- alone yields.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
ALTER TABLE cv.organisation ADD COLUMN recovery_proof bytea; -- SHA-256 of the proof; null until a kit was used

GRANT UPDATE ON cv.organisation TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

CREATE FUNCTION cv_api.recovers() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT cv_api.is_set_up() OR (cv_api.may(9) AND cv_api.sees_all())
$$;

-- What is sealed to the kit. Kinds as in pending_seals: 0 vault, 1 writer key, 2 root.
CREATE FUNCTION cv_api.recovery_seals()
RETURNS TABLE (kind integer, process_id bigint, generation integer, sealed bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT 0, s.process_id, s.generation, s.sealed FROM cv_vault.vault_seal s WHERE s.holder = 0 AND cv_api.recovers()
    UNION ALL SELECT 1, 0, 0, s.sealed FROM cv_vault.writer_seal s WHERE s.holder = 0 AND cv_api.recovers()
    UNION ALL SELECT 2, 0, 0, s.sealed FROM cv_vault.root_seal s WHERE s.holder = 0 AND cv_api.recovers()
$$;

-- Replaces one seal of the kit (holder 0), or gives one to somebody who is entitled to it.
CREATE FUNCTION cv_api.recovery_seal_put(kind integer, process bigint, of_generation integer, for_holder bigint,
    new_seal bytea, proof bytea) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    kept bytea := (SELECT o.recovery_proof FROM cv.organisation o);
BEGIN
    IF NOT cv_api.recovers() OR (kept IS NOT NULL AND kept IS DISTINCT FROM sha256(proof)) THEN
        RAISE insufficient_privilege;
    END IF;
    IF for_holder = 0 THEN
        IF kind = 0 THEN
            UPDATE cv_vault.vault_seal s SET sealed = new_seal
            WHERE s.process_id = process AND s.generation = of_generation AND s.holder = 0;
        ELSIF kind = 1 THEN
            UPDATE cv_vault.writer_seal s SET sealed = new_seal WHERE s.holder = 0;
        ELSE
            UPDATE cv_vault.root_seal s SET sealed = new_seal WHERE s.holder = 0;
        END IF;
        IF NOT FOUND THEN
            RAISE serialization_failure;
        END IF;
    ELSIF kind = 0 AND cv_api.may_view(for_holder, process)
          AND EXISTS (SELECT FROM cv.vault v WHERE v.process_id = process AND v.generation = of_generation) THEN
        INSERT INTO cv_vault.vault_seal VALUES (process, of_generation, for_holder, new_seal) ON CONFLICT DO NOTHING;
    ELSIF kind = 1 AND cv_api.may_write(for_holder) THEN
        INSERT INTO cv_vault.writer_seal VALUES (for_holder, new_seal) ON CONFLICT DO NOTHING;
    ELSIF kind = 2 AND cv_api.may_certify(for_holder) THEN
        INSERT INTO cv_vault.root_seal VALUES (for_holder, new_seal) ON CONFLICT DO NOTHING;
    ELSE
        RAISE insufficient_privilege;
    END IF;
END $$;

-- The last step: the new kit's key and the hash of its proof.
CREATE FUNCTION cv_api.recovery_replace(key bytea, key_certificate bytea, proof bytea, new_proof_hash bytea)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.recovers() THEN
        RAISE insufficient_privilege;
    END IF;
    UPDATE cv.organisation o SET recovery_key = key, recovery_certificate = key_certificate,
           recovery_proof = new_proof_hash
    WHERE o.recovery_proof IS NULL OR o.recovery_proof = sha256(proof);
    IF NOT FOUND THEN
        RAISE insufficient_privilege;
    END IF;
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
CREATE CONSTRAINT TRIGGER need_deed AFTER UPDATE ON cv.organisation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.recovery_seals(), cv_api.recovery_seal_put(integer, bigint, integer, bigint, bytea, bytea),
    cv_api.recovery_replace(bytea, bytea, bytea, bytea) TO "cv_{db}_users";
