import { Migration } from '@mikro-orm/migrations';

/**
 * Firms, people, sessions, clients, the access table and the audit trail.
 * Login roles own nothing: `runway_app` serves signed-in people, `runway_signin` runs before any principal is known,
 * `runway_sync` works for one client at a time. A connection that sets no scope sees no row.
 */
export class Migration20261121000001_foundations extends Migration {
  override up(): void {
    this.addSql(ROLES);
    this.addSql(TABLES);
    this.addSql(APPEND_ONLY);
    this.addSql(POLICIES);
    this.addSql(GRANTS);
  }
}

const ROLES = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'runway_app') then create role runway_app login nosuperuser nobypassrls; end if;
  if not exists (select from pg_roles where rolname = 'runway_signin') then create role runway_signin login nosuperuser nobypassrls; end if;
  if not exists (select from pg_roles where rolname = 'runway_sync') then create role runway_sync login nosuperuser nobypassrls; end if;
end $$;
revoke all on schema public from public;
grant usage on schema public to runway_app, runway_signin, runway_sync;
create function scope_principal() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.principal', true), '')::uuid $$;
create function scope_firm() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.firm', true), '')::uuid $$;
create function scope_client() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('app.client', true), '')::uuid $$;
`;

const TABLES = `
create table firm (
  id uuid primary key default uuidv7(),
  name text not null check (name <> ''),
  red_below numeric(4,1) not null default 5.0,
  yellow_below numeric(4,1) not null default 13.0,
  created_at timestamptz not null default now()
);
create table advisor (
  id uuid primary key default uuidv7(),
  firm_id uuid not null references firm,
  name text not null check (name <> ''),
  email text not null,
  role text not null check (role in ('OWNER', 'ADVISOR')),
  password_hash text not null,
  time_zone text not null,
  locale text not null default 'en-US',
  active boolean not null default true,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  unique (firm_id, id)
);
create unique index advisor_email on advisor (lower(email));
create table session (
  id uuid primary key,
  firm_id uuid not null,
  advisor_id uuid not null,
  refresh_hash text not null,
  previous_refresh_hash text,
  created_at timestamptz not null,
  refreshed_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (firm_id, advisor_id) references advisor (firm_id, id)
);
create index session_advisor on session (advisor_id);
create table client (
  id uuid primary key,
  firm_id uuid not null references firm,
  advisor_id uuid not null,
  name text not null check (name <> ''),
  time_zone text not null,
  settings jsonb not null default '{}',
  settings_version integer not null default 1,
  created_at timestamptz not null,
  foreign key (firm_id, advisor_id) references advisor (firm_id, id),
  unique (firm_id, id)
);
create table access (
  firm_id uuid not null,
  principal_id uuid not null,
  client_id uuid not null,
  role text not null check (role in ('OWNER', 'ADVISOR')),
  primary key (principal_id, client_id),
  foreign key (firm_id, principal_id) references advisor (firm_id, id),
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create index access_client on access (client_id);
create table audit_event (
  id uuid primary key default uuidv7(),
  firm_id uuid not null references firm,
  client_id uuid,
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('PERSON', 'SYSTEM')),
  action text not null,
  at timestamptz not null,
  before jsonb,
  after jsonb,
  request_id text,
  remote_address text
);
create index audit_event_firm on audit_event (firm_id, at desc);
`;

const APPEND_ONLY = `
create function refuse_change() returns trigger language plpgsql as $$
begin raise exception 'audit events are append-only'; end $$;
create trigger audit_event_append_only before update or delete or truncate on audit_event
  for each statement execute function refuse_change();
`;

const POLICIES = `
alter table firm enable row level security; alter table firm force row level security;
alter table advisor enable row level security; alter table advisor force row level security;
alter table session enable row level security; alter table session force row level security;
alter table client enable row level security; alter table client force row level security;
alter table access enable row level security; alter table access force row level security;
alter table audit_event enable row level security; alter table audit_event force row level security;

create policy app_firm on firm for select to runway_app using (id = scope_firm());
create policy app_advisor on advisor for select to runway_app using (firm_id = scope_firm());
create policy app_access on access for select to runway_app using (principal_id = scope_principal() and firm_id = scope_firm());
create policy app_client on client for select to runway_app
  using (firm_id = scope_firm() and id in (select a.client_id from access a where a.principal_id = scope_principal()));
create policy app_audit_write on audit_event for insert to runway_app
  with check (firm_id = scope_firm() and actor_id = scope_principal());
create policy app_audit_read on audit_event for select to runway_app
  using (firm_id = scope_firm() and client_id in (select a.client_id from access a where a.principal_id = scope_principal()));

create policy signin_firm on firm for select to runway_signin using (true);
create policy signin_advisor on advisor for select to runway_signin using (true);
create policy signin_session on session for all to runway_signin using (true) with check (true);
create policy signin_audit on audit_event for insert to runway_signin with check (client_id is null);
create policy signin_access on access for select to runway_signin using (true);

create policy sync_firm on firm for select to runway_sync
  using (id in (select c.firm_id from client c where c.id = scope_client()) or id = scope_firm());
create policy sync_advisor on advisor for select to runway_sync using (firm_id = scope_firm());
create policy sync_client on client for all to runway_sync using (id = scope_client()) with check (id = scope_client());
create policy sync_access on access for all to runway_sync using (client_id = scope_client()) with check (client_id = scope_client());
create policy sync_audit on audit_event for insert to runway_sync with check (client_id = scope_client());
`;

const GRANTS = `
grant select on firm, client, access to runway_app;
grant select (id, firm_id, name, email, role, time_zone, locale, active) on advisor to runway_app;
grant insert, select on audit_event to runway_app;
grant select on firm, advisor, access to runway_signin;
grant select, insert, update on session to runway_signin;
grant insert on audit_event to runway_signin;
grant select on firm to runway_sync;
grant select (id, firm_id, name, role, time_zone, locale, active) on advisor to runway_sync;
grant select, insert, update on client to runway_sync;
grant select, insert on access to runway_sync;
grant insert on audit_event to runway_sync;
`;
