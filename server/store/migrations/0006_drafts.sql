-- The one draft of a workspace, and who has it in hand: whoever has not been heard of until then no longer has.
create table drafts (
  workspace_id text not null,
  base int not null,
  revision int not null,
  body jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  editor_id text,
  editor_until timestamptz,
  primary key (workspace_id)
);
alter table drafts enable row level security;
alter table drafts force row level security;
create policy workspace on drafts to baton_app using (workspace_id = current_setting('baton.workspace', true))
  with check (workspace_id = current_setting('baton.workspace', true));
grant select, insert, update, delete on drafts to baton_app;
