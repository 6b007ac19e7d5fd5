-- Numbers that a rotation found damaged: they stay under the old key, and the vault stays due for a new one.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
ALTER TABLE cv.vault_rotation ADD COLUMN damaged bigint NOT NULL DEFAULT 0;
SET LOCAL ROLE "cv_{db}_definer";

-- As before; `left_behind` numbers of the epoch are damaged and stay in it.
DROP FUNCTION cv_api.rotation_move(bigint, integer, bigint, bigint, bytea, bigint[], bytea[]);
CREATE FUNCTION cv_api.rotation_move(process bigint, of_generation integer, epoch bigint, new_epoch bigint,
    new_seal bytea, ids bigint[], ciphers bytea[], left_behind bigint) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    moved bigint;
    newest integer;
    old record;
BEGIN
    IF NOT cv_api.rotates(process) THEN
        RAISE insufficient_privilege;
    END IF;
    PERFORM FROM cv.process p WHERE p.id = process FOR SHARE;
    newest := (SELECT max(v.generation) FROM cv.vault v WHERE v.process_id = process);
    IF of_generation IS DISTINCT FROM newest THEN
        RAISE serialization_failure;
    END IF;
    SELECT e.* INTO old FROM cv_vault.epoch e WHERE e.id = epoch AND e.process_id = process FOR UPDATE;
    IF NOT FOUND OR old.generation >= newest THEN
        RETURN false;
    END IF;
    INSERT INTO cv_vault.epoch VALUES (new_epoch, process, newest, old.month, new_seal, cv_api.me(), cv_api.now_ms());
    UPDATE cv_vault.number n SET cipher = w.cipher, epoch_id = new_epoch
    FROM unnest(ids, ciphers) AS w (id, cipher) WHERE n.id = w.id AND n.epoch_id = epoch;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> cardinality(ids)
       OR left_behind <> (SELECT count(*) FROM cv_vault.number n WHERE n.epoch_id = epoch) THEN
        RAISE serialization_failure; -- numbers came or went meanwhile: the next look takes all
    END IF;
    IF left_behind = 0 THEN
        DELETE FROM cv_vault.epoch e WHERE e.id = epoch;
    END IF;
    RETURN true;
END $$;

-- The end of a rotation that cannot be completed: how many numbers it leaves under the old key.
CREATE FUNCTION cv_api.rotation_leave(process bigint, numbers bigint) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT cv_api.rotates(process) THEN
        RAISE insufficient_privilege;
    END IF;
    UPDATE cv.vault_rotation r SET damaged = numbers WHERE r.process_id = process;
    DELETE FROM cv_vault.rotation_run r WHERE r.process_id = process AND r.person_id = cv_api.me();
END $$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.rotation_move(bigint, integer, bigint, bigint, bytea, bigint[], bytea[], bigint),
    cv_api.rotation_leave(bigint, bigint) TO "cv_{db}_settings";
