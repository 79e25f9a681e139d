import { Migration } from '@mikro-orm/migrations';

/**
 * What QuickBooks tells of its own accord, kept until it is worked off and for forty days after (a post that comes twice
 * is known again), with a role that may put it down and see nothing; and the tables of the clock's jobs in a schema and
 * under a role of their own, which see nothing of the product.
 */
export class Migration20261122000004_notices extends Migration {
  override up(): void {
    this.addSql(ROLES);
    this.addSql(NOTICES);
    this.addSql(JOBS);
  }
}

const ROLES = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'runway_webhook') then create role runway_webhook login nosuperuser nobypassrls; end if;
  if not exists (select from pg_roles where rolname = 'runway_jobs') then create role runway_jobs login nosuperuser nobypassrls; end if;
end $$;
alter role runway_jobs set search_path = jobs;
grant usage on schema public to runway_webhook;
`;

/** A realm may be nobody's, so a notice has neither firm nor client. Its trigger wakes whoever works notices off. */
const NOTICES = `
create table webhook_notice (
  realm_id text not null,
  id text not null,
  entity text not null,
  entity_id text,
  operation text not null,
  deleted_id text,
  happened_at timestamptz,
  received_at timestamptz not null,
  worked_at timestamptz,
  clients integer,
  primary key (realm_id, id)
);
create index webhook_notice_waiting on webhook_notice (received_at) where worked_at is null;
create index webhook_notice_received on webhook_notice (received_at);
alter table webhook_notice enable row level security; alter table webhook_notice force row level security;
create policy webhook_notice_put on webhook_notice for insert to runway_webhook with check (worked_at is null and clients is null);
create policy webhook_notice_work on webhook_notice for all to runway_sync using (true) with check (true);
grant insert on webhook_notice to runway_webhook;
grant select, update, delete on webhook_notice to runway_sync;
create function tell_notices_waiting() returns trigger language plpgsql as $$
begin
  perform pg_notify('notices_waiting', '');
  return null;
end $$;
create trigger webhook_notice_told after insert on webhook_notice for each statement execute function tell_notices_waiting();
`;

/** As Agenda's PostgreSQL backend 3.0.6 makes them itself where its role may (ensureSchema); here the role may not. */
const JOBS = `
create schema jobs;
revoke all on schema jobs from public;
create table jobs.agenda_jobs (
  id uuid primary key default gen_random_uuid(),
  name varchar(255) not null,
  priority integer not null default 0,
  next_run_at timestamptz,
  type varchar(10) not null default 'normal' check (type in ('normal', 'single')),
  locked_at timestamptz,
  last_finished_at timestamptz,
  failed_at timestamptz,
  fail_count integer,
  fail_reason text,
  repeat_timezone varchar(100),
  last_run_at timestamptz,
  repeat_interval varchar(255),
  data jsonb default '{}',
  repeat_at varchar(255),
  disabled boolean default false,
  progress real,
  fork boolean default false,
  last_modified_by varchar(255),
  debounce_started_at timestamptz,
  start_date timestamptz,
  end_date timestamptz,
  skip_days jsonb,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);
create index agenda_jobs_find_and_lock_idx on jobs.agenda_jobs (name, next_run_at, priority desc, locked_at, disabled)
  where disabled = false;
create unique index agenda_jobs_single_job_idx on jobs.agenda_jobs (name) where type = 'single';
create index agenda_jobs_locked_at_idx on jobs.agenda_jobs (locked_at) where locked_at is not null;
create index agenda_jobs_next_run_at_idx on jobs.agenda_jobs (next_run_at) where next_run_at is not null;
create function jobs.update_agenda_jobs_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at = now();
  return new;
end $$;
create trigger agenda_jobs_updated_at_trigger before update on jobs.agenda_jobs
  for each row execute function jobs.update_agenda_jobs_updated_at();
grant usage on schema jobs to runway_jobs;
grant select, insert, update, delete on jobs.agenda_jobs to runway_jobs;
`;
