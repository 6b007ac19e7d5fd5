-- What the table of rights (resources/help/rights.md) and its test brought to light.

GRANT CREATE ON SCHEMA cv TO "cv_{db}_reader";
GRANT CREATE ON SCHEMA cv_api TO "cv_{db}_definer";

-- As before, but names are looked up for the sessions that are shown. A joined table is read before the sessions are
-- when a condition speaks of its names alone, and an error of that condition would tell names of other processes.
SET LOCAL ROLE "cv_{db}_reader";
CREATE OR REPLACE VIEW cv.call_row AS
    SELECT s.id, s.public_id, s.process_id, s.campaign_id, s.agent_id, s.proxy_did, s.started_at, s.ended_at,
           s.direction, s.disposition, s.legs, s.talk_seconds, s.billable_seconds, s.cost_micros, s.currency,
           s.recording_id, s.case_ref, (SELECT p.name FROM cv.process p WHERE p.id = s.process_id) AS process,
           (SELECT c.name FROM cv.campaign c WHERE c.id = s.campaign_id) AS campaign,
           (SELECT a.code FROM cv.agent a WHERE a.id = s.agent_id) AS agent_code,
           (SELECT a.name FROM cv.agent a WHERE a.id = s.agent_id) AS agent_name,
           (SELECT d.number FROM cv.did d WHERE d.id = s.proxy_did) AS proxy,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_kind ELSE coalesce(b.customer_kind, 0) END AS customer_kind,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_text ELSE b.customer_text END AS customer_text,
           CASE WHEN l.customer_kind <> 0 THEN l.customer_starred ELSE b.customer_starred END AS customer_starred,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_kind ELSE coalesce(b.agent_kind, 0) END AS agent_kind,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_text ELSE b.agent_text END AS agent_text,
           CASE WHEN l.agent_kind <> 0 THEN l.agent_starred ELSE b.agent_starred END AS agent_starred
    FROM cv.shown_session s
    LEFT JOIN cv.shown_leg l ON l.session_id = s.id AND l.leg = 1
    LEFT JOIN cv.shown_leg b ON b.session_id = s.id AND b.leg = 2;
RESET ROLE;

-- The transaction in which a vault last lost a holder. A row's own xmin does not say: it is another one after a
-- savepoint.
ALTER TABLE cv.vault_rotation ADD COLUMN lost_in xid8;

SET LOCAL ROLE "cv_{db}_definer";

CREATE OR REPLACE FUNCTION cv_api.settle_seals() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    WITH gone AS (
        DELETE FROM cv_vault.vault_seal s WHERE s.holder <> 0 AND NOT cv_api.may_view(s.holder, s.process_id)
        RETURNING s.process_id, s.generation
    )
    INSERT INTO cv.vault_rotation AS r (process_id, generation, due_since, lost_in)
    SELECT g.process_id, max(g.generation), cv_api.now_ms(), pg_current_xact_id() FROM gone g GROUP BY g.process_id
    ON CONFLICT (process_id) DO UPDATE SET generation = greatest(r.generation, excluded.generation),
        lost_in = excluded.lost_in;
    DELETE FROM cv_vault.writer_seal s WHERE s.holder <> 0 AND NOT cv_api.may_write(s.holder);
    DELETE FROM cv_vault.root_seal s WHERE s.holder <> 0 AND NOT cv_api.may_certify(s.holder);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION cv_api.guard_revocation() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- Those that lost a seal in this transaction: what was open to nobody before stays so.
    IF EXISTS (SELECT FROM cv.vault_rotation r
               WHERE r.lost_in = pg_current_xact_id()
                 AND NOT EXISTS (SELECT FROM cv_vault.vault_seal s
                                 WHERE s.process_id = r.process_id AND s.holder <> 0)) THEN
        RAISE restrict_violation;
    END IF;
    RETURN NULL;
END $$;

-- As before, but not for a transaction that sees the database as it was: its rights would be those of that time.
CREATE OR REPLACE FUNCTION cv_api.request_stands(of_kind integer, request_token bytea) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT current_setting('transaction_isolation') = 'read committed'
       AND EXISTS (SELECT FROM cv_vault.request r
                   WHERE r.token = request_token AND r.kind = of_kind AND r.person_id = cv_api.me() AND r.outcome = 0
                     AND r.asked_at > cv_api.now_ms() - 60000 AND pg_xact_status(r.asked_in) = 'committed')
$$;

CREATE OR REPLACE FUNCTION cv_api.rotates(process bigint) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    -- CASE: the state of a transaction is not asked of runs that a restored backup brought from another server.
    SELECT current_setting('transaction_isolation') = 'read committed'
       AND cv_api.may(11) AND cv_api.may_view(cv_api.me(), process)
       AND EXISTS (SELECT FROM cv_vault.rotation_run r
                   WHERE r.process_id = process AND r.person_id = cv_api.me()
                     AND CASE WHEN r.begun_at > cv_api.now_ms() - 86400000
                              THEN pg_xact_status(r.begun_in) = 'committed' ELSE false END)
$$;

RESET ROLE;
REVOKE CREATE ON SCHEMA cv FROM "cv_{db}_reader";
REVOKE CREATE ON SCHEMA cv_api FROM "cv_{db}_definer";

-- Grants of processes that somebody does not see are not his to read.
ALTER POLICY people ON cv.actual_grant
    USING ((SELECT cv_api.me()) <> 0
           AND (process_id = 0 OR process_id = ANY ((SELECT cv_api.my_processes())::bigint[])));

-- A server lets everybody make large objects: nobody keeps anything here outside the tables.
REVOKE EXECUTE ON FUNCTION pg_catalog.lo_creat(integer), pg_catalog.lo_create(oid),
    pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;
