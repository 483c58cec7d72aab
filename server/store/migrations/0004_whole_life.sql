-- Signals are counted over an account's records, and one may be in several handoffs; accounts know their CRM record and their team;
-- handoffs know who sent them.
alter table signals add column group_key text;
create index signals_group on signals (workspace_id, group_key, occurred_at) where group_key is not null;
create index signals_record on signals (workspace_id, connection_id, record_type, record_id, occurred_at);

create table signal_handoffs (
  workspace_id text not null,
  signal_id text not null,
  handoff_id text not null,
  primary key (workspace_id, handoff_id, signal_id)
);
create index signal_handoffs_signal on signal_handoffs (workspace_id, signal_id);

alter table accounts add column connection_id text;
alter table accounts add column record_type text;
alter table accounts add column record_id text;
-- What is known of it besides, such as industry, size, country.
alter table accounts add column attributes jsonb not null default '{}';
create unique index accounts_record on accounts (workspace_id, connection_id, record_type, record_id) where record_id is not null;

create table account_team (
  workspace_id text not null,
  account_id text not null,
  role text not null,
  person_id text not null,
  primary key (workspace_id, account_id, role)
);

alter table teams add column calendar_id text;

-- Null: nobody in particular.
alter table handoffs add column sender_id text;
create index handoffs_sender on handoffs (workspace_id, sender_id, version) where sender_id is not null;
create index handoffs_point on handoffs (workspace_id, point) where closed_at is null;

do $$
declare
  t text;
begin
  foreach t in array array['signal_handoffs', 'account_team'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy workspace on %I to baton_app using (workspace_id = current_setting(''baton.workspace'', true)) '
      'with check (workspace_id = current_setting(''baton.workspace'', true))', t);
    execute format('grant select, insert, update, delete on %I to baton_app', t);
  end loop;
end $$;

-- Their owner sees a table's rows only while row-level security is not forced on them.
alter table signals no force row level security;
alter table signal_handoffs no force row level security;
insert into signal_handoffs (workspace_id, signal_id, handoff_id)
  select workspace_id, id, handoff_id from signals where handoff_id is not null;
alter table signals force row level security;
alter table signal_handoffs force row level security;
