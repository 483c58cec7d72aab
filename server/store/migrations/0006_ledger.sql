-- Who wrote a line of the ledger by hand, why and until when; and the line that one takes back, once.
alter table turns add column by_id text, add column note text, add column until timestamptz, add column of_id text;
create unique index turns_of on turns (workspace_id, of_id) where of_id is not null;
create index turns_credits on turns (workspace_id, pool, until) where reason = 'credit';
create index turns_pool on turns (workspace_id, pool, tier, at);
-- With which weight a member's turns were counted, and whether they were out when they were last looked at.
alter table pool_levels add column weight int, add column is_out boolean not null default false;
