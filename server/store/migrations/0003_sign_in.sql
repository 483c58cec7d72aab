-- Links know who made them and can be withdrawn; a grant is one consent, bound to a verifier that only the asking extension has.
alter table links add column created_by text;
alter table links add column revoked_at timestamptz;
create index links_person on links (workspace_id, person_id);
create index families_person on families (workspace_id, person_id);

create table grants (
  workspace_id text not null,
  -- Base64url of the SHA-256 of the verifier.
  challenge text not null,
  link_hash text not null,
  person_id text not null,
  device text not null,
  -- Null: the code is typed in.
  redirect text,
  code_hash text not null,
  attempts int not null default 0,
  expires_at timestamptz not null,
  ended_at timestamptz,
  exchanged_at timestamptz,
  family_id text,
  primary key (workspace_id, challenge)
);
alter table grants enable row level security;
alter table grants force row level security;
create policy workspace on grants to baton_app using (workspace_id = current_setting('baton.workspace', true))
  with check (workspace_id = current_setting('baton.workspace', true));
grant select, insert, update, delete on grants to baton_app;
