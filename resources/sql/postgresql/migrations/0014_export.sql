-- Exporting calls with their actual numbers: for whoever may export and view the numbers. What is asked for is named
-- before, part by part, and recorded with its count; after that just these numbers are handed out.

GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";
SET LOCAL ROLE "cv_{db}_definer";

CREATE FUNCTION cv_api.export_request(of_processes bigint[], of_parts bytea[], of_sizes integer[], why text)
RETURNS TABLE (outcome integer, token bytea)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF cv_api.me() = 0 OR btrim(why) = '' OR cardinality(of_parts) <> cardinality(of_sizes)
       OR EXISTS (SELECT FROM unnest(of_sizes) AS s (size) WHERE s.size IS NULL OR NOT s.size BETWEEN 1 AND 5000) THEN
        RAISE insufficient_privilege;
    END IF;
    outcome := CASE WHEN cv_api.may(6) AND NOT EXISTS (SELECT FROM unnest(of_processes) AS p (id)
                                                       WHERE NOT cv_api.may_view(cv_api.me(), p.id)) THEN 0 ELSE 1 END;
    INSERT INTO cv_vault.request AS r (person_id, kind, number_id, process_id, outcome, reason, subject, token, asked_at,
                                       asked_in, most, named_processes, parts, sizes)
    VALUES (cv_api.me(), 4, 0, 0, outcome, why, '', uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
            cv_api.now_ms(), pg_current_xact_id(), (SELECT coalesce(sum(s.size), 0) FROM unnest(of_sizes) AS s (size)),
            of_processes, of_parts, of_sizes)
    RETURNING r.token INTO token;
    RETURN NEXT;
END $$;

-- One part of a granted request that was committed within the last hour.
CREATE FUNCTION cv_api.export_fetch(request_token bytea, ids bigint[])
RETURNS TABLE (number_id bigint, cipher bytea, epoch_id bigint, sealed_key bytea, process_id bigint, generation integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    asked record;
BEGIN
    SELECT r.named_processes AS processes, r.parts, r.sizes INTO asked FROM cv_vault.request r
    WHERE r.token = request_token AND r.kind = 4 AND r.person_id = cv_api.me() AND r.outcome = 0
      AND r.asked_at > cv_api.now_ms() - 3600000 AND pg_xact_status(r.asked_in) = 'committed';
    IF NOT FOUND OR NOT cv_api.may(6) OR current_setting('transaction_isolation') <> 'read committed' OR cardinality(ids)
                    IS DISTINCT FROM asked.sizes[array_position(asked.parts, cv_api.part_hash(ids))] THEN
        RAISE insufficient_privilege;
    END IF;
    RETURN QUERY SELECT n.id, n.cipher, e.id, e.sealed_key, e.process_id, e.generation
        FROM cv_vault.number n JOIN cv_vault.epoch e ON e.id = n.epoch_id
        WHERE n.id = ANY (ids) AND e.process_id = ANY (asked.processes)
          AND cv_api.may_view(cv_api.me(), e.process_id);
END $$;

CREATE FUNCTION cv_api.part_hash(ids bigint[]) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT sha256(convert_to(ids::text, 'UTF8'))
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA cv_api FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cv_api.export_request(bigint[], bytea[], integer[], text),
    cv_api.export_fetch(bytea, bigint[]) TO "cv_{db}_person";
