-- Recordings and consent: a leg says whether its party agreed to be recorded, a recording is found by its whole id, and
-- sessions carry words that people give them.

SET LOCAL ROLE "cv_{db}_owner";

ALTER TABLE cv_stage.leg ADD COLUMN consent smallint NOT NULL DEFAULT 0 CHECK (consent BETWEEN 0 AND 2);
CREATE INDEX call_leg_recording ON cv.call_leg (recording_id) WHERE recording_id IS NOT NULL;

-- All calls of a session have its tags. One word is one tag, however it is written.
CREATE TABLE cv.session_tag (
    public_id       bytea NOT NULL,
    process_id      bigint NOT NULL,
    tag             text NOT NULL CHECK (char_length(tag) BETWEEN 1 AND 40),
    tag_key         text NOT NULL,
    created_by      bigint NOT NULL,
    created_at      bigint NOT NULL,
    PRIMARY KEY (public_id, process_id, tag_key)
);
CREATE INDEX session_tag_word ON cv.session_tag (tag_key, process_id);

RESET ROLE;
GRANT SELECT ON cv.session_tag TO "cv_{db}_definer";
GRANT SELECT, INSERT, DELETE ON cv.session_tag TO "cv_{db}_calls";

CREATE CONSTRAINT TRIGGER need_deed AFTER INSERT OR UPDATE OR DELETE ON cv.session_tag
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cv_api.require_deed();

ALTER TABLE cv.session_tag ENABLE ROW LEVEL SECURITY;
CREATE POLICY functions ON cv.session_tag TO "cv_{db}_definer" USING (true);
CREATE POLICY own_processes ON cv.session_tag FOR SELECT TO "cv_{db}_calls"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]));
-- Whoever sees a session gives it tags, in his own name.
CREATE POLICY given ON cv.session_tag FOR INSERT TO "cv_{db}_calls"
    WITH CHECK (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]) AND created_by = (SELECT cv_api.me())
                AND EXISTS (SELECT FROM cv.shown_session s
                            WHERE s.public_id = session_tag.public_id AND s.process_id = session_tag.process_id));
-- He takes back his own; whoever manages processes takes away anybody's.
CREATE POLICY own_taken ON cv.session_tag FOR DELETE TO "cv_{db}_calls"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]) AND created_by = (SELECT cv_api.me()));
CREATE POLICY taken ON cv.session_tag FOR DELETE TO "cv_{db}_processes"
    USING (process_id = ANY ((SELECT cv_api.my_processes())::bigint[]));

-- An import brings consent in; the rest of the function is as it was.
DO $$
DECLARE
    before text := pg_get_functiondef('cv_api.import_publish(bytea, bigint, bigint, text, bigint, bigint)'::regprocedure);
    named text := replace(before, 'INSERT INTO cv.call_leg (session_id, leg, kind,',
                          'INSERT INTO cv.call_leg (session_id, leg, consent, kind,');
    after text := replace(named, 'coalesce(b.legs, 0) + f.place, l.kind,',
                          'coalesce(b.legs, 0) + f.place, l.consent, l.kind,');
BEGIN
    IF named = before OR after = named THEN
        RAISE EXCEPTION 'import_publish is not the one that is expected';
    END IF;
    EXECUTE after;
END $$;

-- The leak audit looks into tags too.
DO $$
DECLARE
    before text := pg_get_functiondef('cv_api.leak_texts()'::regprocedure);
    after text := replace(before, 'UNION ALL SELECT ''setting.value'',',
                          'UNION ALL SELECT ''session_tag.tag'', 0, t.process_id, t.created_at, t.tag '
                          'FROM cv.session_tag t '
                          'UNION ALL SELECT ''setting.value'',');
BEGIN
    IF after = before THEN
        RAISE EXCEPTION 'leak_texts is not the one that is expected';
    END IF;
    EXECUTE after;
END $$;
