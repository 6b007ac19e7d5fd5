-- What is counted and checked is what is dumped: one snapshot for both, held for as long as the dump takes. It takes no
-- lock that a writer waits for.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL idle_in_transaction_session_timeout TO 0;
