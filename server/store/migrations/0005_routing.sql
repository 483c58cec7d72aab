-- Whoever has another open handoff of the account is asked for with each signal of it.
create index handoffs_account on handoffs (workspace_id, (body -> 'account' ->> 'id')) where closed_at is null;
