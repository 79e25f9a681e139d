import { Migration } from '@mikro-orm/migrations';

/**
 * What incremental syncs stand on: why and since when a client is wanted, which part of the books a staged chunk stands
 * for, the instant in QuickBooks' own time from which changes are asked for, a version of the books that is written and
 * not yet shown, failures with QuickBooks' references, and notices in the database when a client's row changes.
 */
export class Migration20261122000001_staysTrue extends Migration {
  override up(): void {
    this.addSql(QUEUE);
    this.addSql(RUNS);
    this.addSql(VERSIONS);
    this.addSql(LIST_ROW);
    this.addSql(FAILURES);
    this.addSql(NOTICES);
  }
}

const QUEUE = `
alter table sync_job
  add column realm_id text,
  add column cause text not null default 'CONNECTED' check (cause in ('CONNECTED', 'NOTICE', 'SWEEP', 'BY_HAND')),
  add column requested_at timestamptz,
  add column claimed_at timestamptz,
  add column noticed_at timestamptz,
  add column whole boolean not null default false,
  add column paused boolean not null default false;
update sync_job j set realm_id = b.realm_id from business b where b.client_id = j.client_id;
create index sync_job_realm on sync_job (realm_id);
`;

const RUNS = `
alter table sync_run drop constraint sync_run_kind_check;
alter table sync_run add constraint sync_run_kind_check check (kind in ('FULL', 'INCREMENTAL'));
alter table sync_run
  add column cause text not null default 'CONNECTED' check (cause in ('CONNECTED', 'NOTICE', 'SWEEP', 'BY_HAND')),
  add column rows_changed integer,
  add column books_version integer,
  add column tied boolean,
  add column changed_until timestamptz;
alter table sync_chunk add column covers jsonb not null default '{"all": true}';
`;

const VERSIONS = `
alter table books
  add column changed_until timestamptz,
  add column whole_at timestamptz,
  add column pending_version integer,
  add column pending_run_id uuid;
`;

const LIST_ROW = `
alter table client_row
  add column sync_rows_read integer,
  add column sync_rows_per_second real,
  add column paused boolean not null default false,
  add column noticed_at timestamptz;
`;

const FAILURES = `
create table sync_failure (
  id uuid primary key default uuidv7(),
  client_id uuid not null,
  firm_id uuid not null,
  run_id uuid,
  at timestamptz not null,
  kind text not null,
  status integer,
  code text,
  tid text,
  place text not null,
  attempt integer not null,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create index sync_failure_client on sync_failure (client_id, at desc);
alter table sync_failure enable row level security; alter table sync_failure force row level security;
create policy app_sync_failure on sync_failure for all to runway_app
  using (firm_id = scope_firm() and client_id in (select a.client_id from access a where a.principal_id = scope_principal()))
  with check (firm_id = scope_firm() and client_id in (select a.client_id from access a where a.principal_id = scope_principal()));
create policy sync_sync_failure on sync_failure for all to runway_sync
  using (client_id = scope_client()) with check (client_id = scope_client());
grant select on sync_failure to runway_app;
grant select, insert, delete on sync_failure to runway_sync;
`;

/** Ids and versions only: whoever listens reads the rest under its own scope. Sent when the transaction commits. */
const NOTICES = `
create function tell_client_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('client_changed', new.client_id::text || ' ' || new.firm_id::text || ' ' || new.revision::text);
  return null;
end $$;
create trigger client_row_told after insert or update on client_row for each row execute function tell_client_changed();
create function tell_sync_wanted() returns trigger language plpgsql as $$
begin
  perform pg_notify('sync_wanted', '');
  return null;
end $$;
create trigger sync_job_told after insert or update of wanted, due_at, lease_owner on sync_job
  for each row when (new.wanted and new.lease_owner is null) execute function tell_sync_wanted();
`;
