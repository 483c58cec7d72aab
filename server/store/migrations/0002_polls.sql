-- Every connection is a due thing of its own: it is asked now and then what its webhooks may not have told.
-- Those that are there already are asked at once; a new one says itself when it is due.
alter table connections add column next_poll_at timestamptz default now();
alter table connections alter column next_poll_at drop default;
alter table connections add column poll_cursor text;
alter table connections add column poll_failures int not null default 0;
alter table connections add column polled_at timestamptz;
alter table connections add column hook_heard_at timestamptz;
-- Why it cannot be read at present, in plain words.
alter table connections add column problem text;
create index connections_due on connections (next_poll_at) where next_poll_at is not null;

-- How a record stands in its CRM: who owns it there, as it last showed or was told by us, and since when it is gone.
-- `owner` is {emails, name} of a colleague, never of a buyer; null: nobody has looked yet.
create table record_states (
  workspace_id text not null,
  connection_id text not null,
  type text not null,
  id text not null,
  owner jsonb,
  gone_at timestamptz,
  primary key (workspace_id, connection_id, type, id)
);
alter table record_states enable row level security;
alter table record_states force row level security;
create policy workspace on record_states to baton_app using (workspace_id = current_setting('baton.workspace', true))
  with check (workspace_id = current_setting('baton.workspace', true));
grant select, insert, update on record_states to baton_app;

-- Who owns a record there is known already where we wrote it. Its owner sees a table's rows only while that is not forced on them.
alter table deliveries no force row level security;
alter table record_states no force row level security;
insert into record_states (workspace_id, connection_id, type, id, owner)
  select distinct on (workspace_id, lane) workspace_id, body->'ref'->>'connection', body->'ref'->>'type', body->'ref'->>'id',
    jsonb_build_object('emails', jsonb_build_array(lower(btrim(body->'write'->>'ownerEmail'))), 'name', null)
  from deliveries
  where kind = 'crm_write' and state = 'done' and body->'write'->>'kind' = 'owner' and btrim(body->'write'->>'ownerEmail') <> ''
  order by workspace_id, lane, seq desc;
alter table deliveries force row level security;
alter table record_states force row level security;

-- What was fetched is kept for a while, against being told again, and then thrown away.
grant delete on deliveries to baton_app;
create index deliveries_fetched on deliveries (workspace_id, done_at) where kind = 'crm_pull' and state = 'done';

grant select (workspace_id, id, next_poll_at), update (next_poll_at) on connections to baton_engine;
create policy engine on connections to baton_engine using (true) with check (true);

-- Connections to be asked now, leased: whoever crashes while asking leaves them due again when the lease ends.
create function claim_polls(at_most int, lease_ms int) returns table (workspace_id text, id text)
language sql volatile security definer set search_path = public, pg_temp as
$$ update connections c set next_poll_at = baton_now() + lease_ms * interval '1 millisecond'
   from (select d.workspace_id, d.id from connections d where d.next_poll_at <= (select baton_now())
         order by d.next_poll_at limit at_most for update skip locked) due
   where c.workspace_id = due.workspace_id and c.id = due.id
   returning c.workspace_id, c.id $$;

do $$
begin
  grant create on schema public to baton_engine;
  alter function claim_polls(int, int) owner to baton_engine;
  revoke all on function claim_polls(int, int) from public;
  grant execute on function claim_polls(int, int) to baton_app;
  revoke create on schema public from baton_engine;
end $$;
