-- The first schema. Every key begins with workspace_id; row-level security is forced on every table below.
-- Personal values live in `personal` alone (and in the people of the team); events and decisions refer to them by id.

create table clock (only_row boolean primary key default true check (only_row), offset_ms bigint not null default 0);
insert into clock default values;

-- The one source of time. The offset is zero but in tests, which move it.
create function baton_now() returns timestamptz language sql volatile as
$$ select clock_timestamp() + (select offset_ms from clock) * interval '1 millisecond' $$;

create table workspaces (
  workspace_id text primary key,
  name text not null,
  -- Key of the tokens that a rotation derives; see actions/session.
  token_key text not null,
  created_at timestamptz not null
);

create table playbooks (
  workspace_id text not null,
  version int not null,
  body jsonb not null,
  published_at timestamptz not null,
  published_by text,
  reason text not null,
  primary key (workspace_id, version)
);

create table teams (
  workspace_id text not null, id text not null, name text not null, manager_id text,
  primary key (workspace_id, id)
);

create table people (
  workspace_id text not null,
  id text not null,
  name text not null,
  email text not null,
  role text not null,
  team_id text,
  calendar_id text not null,
  paused boolean not null default false,
  left_at timestamptz,
  primary key (workspace_id, id)
);
create unique index people_email on people (workspace_id, lower(email));

create table absences (
  workspace_id text not null, person_id text not null, from_at timestamptz not null, until_at timestamptz not null,
  primary key (workspace_id, person_id, from_at),
  check (until_at > from_at)
);

create table links (
  workspace_id text not null,
  hash text not null,
  person_id text not null,
  kind text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (workspace_id, hash)
);

create table families (
  workspace_id text not null,
  id text not null,
  person_id text not null,
  device text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  primary key (workspace_id, id)
);

create table tokens (
  workspace_id text not null,
  hash text not null,
  family_id text not null,
  kind text not null,
  expires_at timestamptz not null,
  rotated_at timestamptz,
  primary key (workspace_id, hash)
);
create index tokens_family on tokens (workspace_id, family_id);

create table intake_keys (
  workspace_id text not null, id text not null, name text not null, hash text not null, created_at timestamptz not null, ended_at timestamptz,
  primary key (workspace_id, id)
);

create table connections (
  workspace_id text not null,
  id text not null,
  kind text not null,
  name text not null,
  base_url text not null,
  secret jsonb not null,
  hook_secret text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);

create table accounts (
  workspace_id text not null,
  id text not null,
  name text not null,
  status text not null,
  segment text,
  owner_id text,
  backup_id text,
  primary key (workspace_id, id)
);

create table account_domains (
  workspace_id text not null, domain text not null, account_id text not null,
  primary key (workspace_id, domain)
);

create table personal (
  workspace_id text not null, id text not null, body jsonb not null, written_at timestamptz not null, erased_at timestamptz,
  primary key (workspace_id, id)
);

create table records (
  workspace_id text not null,
  connection_id text not null,
  type text not null,
  id text not null,
  personal_id text not null,
  seen_at timestamptz not null,
  primary key (workspace_id, connection_id, type, id)
);

create table signals (
  workspace_id text not null,
  id text not null,
  kind text not null,
  source text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  connection_id text not null,
  record_type text not null,
  record_id text not null,
  personal_id text not null,
  outcome text not null,
  handoff_id text,
  primary key (workspace_id, id)
);
create index signals_handoff on signals (workspace_id, handoff_id, occurred_at);

-- `body` is the fold of the events; the columns beside it are what queries and the engine look at.
create table handoffs (
  workspace_id text not null,
  id text not null,
  point text not null,
  connection_id text not null,
  record_type text not null,
  record_id text not null,
  personal_id text not null,
  state text not null,
  owner_id text not null,
  backup_id text,
  due_at timestamptz,
  next_due_at timestamptz,
  version int not null,
  closed_at timestamptz,
  body jsonb not null,
  primary key (workspace_id, id)
);
create unique index handoffs_open on handoffs (workspace_id, connection_id, record_type, record_id, point) where closed_at is null;
create index handoffs_due on handoffs (next_due_at) where next_due_at is not null;
create index handoffs_owner on handoffs (workspace_id, owner_id, due_at) where closed_at is null;

create table events (
  workspace_id text not null,
  handoff_id text not null,
  seq int not null,
  type text not null,
  at timestamptz not null,
  actor_id text,
  playbook_version int not null,
  dims jsonb not null,
  body jsonb not null,
  primary key (workspace_id, handoff_id, seq)
);

create table decisions (
  workspace_id text not null,
  id text not null,
  handoff_id text not null,
  at timestamptz not null,
  playbook_version int not null,
  inputs jsonb not null,
  route jsonb not null,
  primary key (workspace_id, id)
);
create index decisions_handoff on decisions (workspace_id, handoff_id, at);

-- Append-only ledger of turns; pool_levels is its running sum.
create table turns (
  workspace_id text not null,
  id text not null,
  pool text not null,
  tier text not null,
  person_id text not null,
  handoff_id text,
  turns int not null,
  reason text not null,
  at timestamptz not null,
  primary key (workspace_id, id)
);

create table pool_levels (
  workspace_id text not null, pool text not null, tier text not null, person_id text not null, turns int not null, last_at timestamptz,
  primary key (workspace_id, pool, tier, person_id)
);

-- Each escalation step once: the key is the guard.
create table steps (
  workspace_id text not null, handoff_id text not null, cycle int not null, step text not null, at timestamptz not null,
  primary key (workspace_id, handoff_id, cycle, step)
);

create table acts (
  workspace_id text not null, person_id text not null, key text not null, handoff_id text not null, answer jsonb not null, at timestamptz not null,
  primary key (workspace_id, person_id, key)
);

-- The outbox: what must leave the building, and what must be fetched from outside. One lane is served in order.
create table deliveries (
  workspace_id text not null,
  id text not null,
  lane text not null,
  seq bigint generated always as identity,
  kind text not null,
  handoff_id text,
  body jsonb not null,
  state text not null default 'due',
  attempts int not null default 0,
  next_due_at timestamptz,
  -- In somebody's hands: next_due_at is then when their lease ends, else when it is to be tried.
  leased boolean not null default false,
  problem text,
  result jsonb,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (workspace_id, id)
);
create index deliveries_due on deliveries (next_due_at) where state = 'due';
create index deliveries_lane on deliveries (workspace_id, lane, seq) where state = 'due';
create index deliveries_handoff on deliveries (workspace_id, handoff_id);

create table audit (
  workspace_id text not null,
  id text not null,
  at timestamptz not null,
  actor_id text,
  act text not null,
  target text,
  body jsonb not null default '{}',
  primary key (workspace_id, id)
);

-- Roles, grants, policies. baton_app does the work of one workspace; baton_engine may only see what is due, in all of them.
do $$
declare t text;
begin
  foreach t in array array['workspaces','playbooks','teams','people','absences','links','families','tokens','intake_keys','connections',
    'accounts','account_domains','personal','records','signals','handoffs','events','decisions','turns','pool_levels','steps','acts',
    'deliveries','audit'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy workspace on %I to baton_app using (workspace_id = current_setting(''baton.workspace'', true)) '
      'with check (workspace_id = current_setting(''baton.workspace'', true))', t);
    execute format('grant select, insert, update on %I to baton_app', t);
  end loop;
  -- What is append-only has no update either.
  foreach t in array array['events','decisions','turns','steps','acts','audit','playbooks'] loop
    execute format('revoke update on %I from baton_app', t);
  end loop;
  foreach t in array array['accounts','account_domains','absences'] loop
    execute format('grant delete on %I to baton_app', t);
  end loop;
end $$;
grant select on clock to baton_app, baton_engine;
grant usage on all sequences in schema public to baton_app;

grant select (workspace_id, id, next_due_at), update (next_due_at) on handoffs to baton_engine;
create policy engine on handoffs to baton_engine using (true) with check (true);
grant select (workspace_id, id, lane, seq, state, attempts, next_due_at, leased), update (attempts, next_due_at, leased) on deliveries to baton_engine;
create policy engine on deliveries to baton_engine using (true) with check (true);
grant select (workspace_id) on workspaces to baton_engine;
create policy engine on workspaces for select to baton_engine using (true);

-- Due clocks, locked until the transaction ends. Others skip them.
create function claim_clocks(at_most int) returns table (workspace_id text, id text)
language sql volatile security definer set search_path = public, pg_temp as
$$ select h.workspace_id, h.id from handoffs h where h.next_due_at <= (select baton_now())
   order by h.next_due_at limit at_most for update skip locked $$;

-- Due deliveries, leased: whoever crashes while sending leaves them due again when the lease ends. A lane has one in hand at a time.
create function claim_deliveries(at_most int, lease_ms int) returns table (workspace_id text, id text)
language sql volatile security definer set search_path = public, pg_temp as
$$ update deliveries d set attempts = d.attempts + 1, leased = true, next_due_at = baton_now() + lease_ms * interval '1 millisecond'
   from (select c.workspace_id, c.id from deliveries c
         where c.state = 'due' and c.next_due_at <= (select baton_now())
           and not exists (select 1 from deliveries e where e.workspace_id = c.workspace_id and e.lane = c.lane
                           and e.state = 'due' and e.seq < c.seq)
         order by c.next_due_at limit at_most for update skip locked) due
   where d.workspace_id = due.workspace_id and d.id = due.id
   returning d.workspace_id, d.id $$;

-- Ends all leases, for a database that only one process has open: at its start whoever held one is dead. Returns how many.
create function release_leases() returns int
language sql volatile security definer set search_path = public, pg_temp as
$$ with released as (update deliveries set leased = false, next_due_at = baton_now() where state = 'due' and leased returning 1)
   select count(*)::int from released $$;

create function all_workspaces() returns table (workspace_id text)
language sql stable security definer set search_path = public, pg_temp as $$ select workspace_id from workspaces $$;

do $$
declare f text;
begin
  grant create on schema public to baton_engine;
  foreach f in array array['claim_clocks(int)','claim_deliveries(int,int)','release_leases()','all_workspaces()'] loop
    execute format('alter function %s owner to baton_engine', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to baton_app', f);
  end loop;
  revoke create on schema public from baton_engine;
end $$;
