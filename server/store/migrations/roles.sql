-- Run by whoever may create roles, once a cluster. Neither role can log in, and neither bypasses row-level security.
do $$
begin
  if not exists (select from pg_roles where rolname = 'baton_app') then create role baton_app nologin nobypassrls; end if;
  if not exists (select from pg_roles where rolname = 'baton_engine') then create role baton_engine nologin nobypassrls; end if;
  if not pg_has_role(current_user, 'baton_app', 'member') then execute format('grant baton_app to %I', current_user); end if;
  if not pg_has_role(current_user, 'baton_engine', 'member') then execute format('grant baton_engine to %I', current_user); end if;
end $$;
