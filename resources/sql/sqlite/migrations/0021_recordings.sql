-- Recordings and consent: a recording is found by its whole id, and sessions carry words that people give them.
CREATE INDEX call_leg_recording ON call_leg (recording_id) WHERE recording_id IS NOT NULL;

-- All calls of a session have its tags. One word is one tag, however it is written.
CREATE TABLE session_tag (
    public_id       BLOB NOT NULL,
    process_id      INTEGER NOT NULL,
    tag             TEXT NOT NULL CHECK (length(tag) BETWEEN 1 AND 40),
    tag_key         TEXT NOT NULL,
    created_by      INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (public_id, process_id, tag_key)
) WITHOUT ROWID;
CREATE INDEX session_tag_word ON session_tag (tag_key, process_id);
