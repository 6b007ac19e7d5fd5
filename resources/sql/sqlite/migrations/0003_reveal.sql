-- Revealing a number, and searching by number: who asked, what was answered. The entry in the record is committed with
-- the request, before anything is read.

-- kind: 0 reveal, 1 search. outcome: 0 granted, 1 not permitted, 2 over the limit, 3 the vault holds it no longer.
CREATE TABLE request (
    id              INTEGER PRIMARY KEY,
    person_id       INTEGER NOT NULL,
    kind            INTEGER NOT NULL,
    number_id       INTEGER NOT NULL,
    outcome         INTEGER NOT NULL,
    asked_at        INTEGER NOT NULL
);
CREATE INDEX request_person ON request (person_id, kind, asked_at);

CREATE INDEX call_leg_customer ON call_leg (customer_number, session_id) WHERE customer_number <> 0;
CREATE INDEX call_leg_agent ON call_leg (agent_number, session_id) WHERE agent_number <> 0;
