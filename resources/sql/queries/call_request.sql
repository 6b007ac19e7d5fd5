-- Calls that people and programs ask for: a server's alone. What judges them stands in 0033_call_requests.sql.

-- name: make
-- engine: postgresql
SELECT outcome, request, brand FROM cv_api.call_request_make(:op, :id, :binding, :first)

-- name: find
-- engine: postgresql
SELECT public_id, binding_id, session, first_side, state, cause, switch, made_at, state_at
FROM cv_api.call_request_find(:id)

-- name: cancel
-- engine: postgresql
SELECT CAST(cv_api.call_request_cancel(:id) AS integer)

-- name: thin
-- engine: postgresql
SELECT cv_api.call_requests_thin(:most)
