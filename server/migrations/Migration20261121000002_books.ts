import { Migration } from '@mikro-orm/migrations';
import { clientPolicies } from '../platform/clientPolicies.js';

/**
 * The books as QuickBooks tells them, versioned: a row is visible from `from_version` until before `to_version`
 * (null: still). Nothing is overwritten. Beside them the connection, the sync's work queue and staging, the
 * immutable snapshots, the evidence of tie-outs, and one list row a client.
 */
export class Migration20261121000002_books extends Migration {
  override up(): void {
    this.addSql(CONNECTION);
    this.addSql(BOOKS);
    this.addSql(FIGURES);
    this.addSql(clientPolicies(SCOPED));
    this.addSql(EXTRA);
  }
}

/** Tables that carry firm and client and follow the common policies. `app`: what the app's role may do. */
const SCOPED = [
  { table: 'business', app: 'select' },
  { table: 'quickbooks_connection', app: '' },
  { table: 'sync_job', app: '' },
  { table: 'sync_run', app: 'select' },
  { table: 'sync_chunk', app: '' },
  { table: 'books', app: 'select' },
  { table: 'account', app: 'select' },
  { table: 'party', app: 'select' },
  { table: 'posting', app: 'select' },
  { table: 'document', app: 'select' },
  { table: 'snapshot', app: 'select' },
  { table: 'tie_out', app: 'select' },
  { table: 'client_row', app: 'select' },
] as const;

const CONNECTION = `
create table business (
  client_id uuid primary key,
  firm_id uuid not null,
  realm_id text not null,
  company_name text not null,
  legal_name text,
  country text,
  home_currency text,
  multi_currency boolean not null default false,
  fiscal_year_start_month smallint not null default 1 check (fiscal_year_start_month between 1 and 12),
  company_start_date date,
  book_close_date date,
  foreign key (firm_id, client_id) references client (firm_id, id),
  unique (firm_id, realm_id)
);
create table quickbooks_connection (
  client_id uuid primary key,
  firm_id uuid not null,
  realm_id text not null,
  access_token_sealed text not null,
  refresh_token_sealed text not null,
  access_expires_at timestamptz not null,
  refresh_expires_at timestamptz not null,
  needs_reconnecting boolean not null default false,
  connected_by uuid not null,
  connected_at timestamptz not null,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create table connection_attempt (
  state_hash text primary key,
  firm_id uuid not null,
  advisor_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (firm_id, advisor_id) references advisor (firm_id, id)
);
create table sync_job (
  client_id uuid primary key,
  firm_id uuid not null,
  wanted boolean not null default true,
  due_at timestamptz not null,
  attempts integer not null default 0,
  lease_owner text,
  lease_until timestamptz,
  fence bigint not null default 0,
  run_id uuid,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create index sync_job_due on sync_job (due_at) where wanted;
create table sync_run (
  id uuid primary key,
  client_id uuid not null,
  firm_id uuid not null,
  kind text not null check (kind in ('FULL')),
  state text not null check (state in ('RUNNING', 'DONE', 'FAILED')),
  as_of date not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  calls integer not null default 0,
  error text,
  error_reference text,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create index sync_run_client on sync_run (client_id, started_at desc);
create table sync_chunk (
  run_id uuid not null references sync_run on delete cascade,
  client_id uuid not null,
  firm_id uuid not null,
  key text not null,
  kind text not null check (kind in ('COMPANY', 'ACCOUNTS', 'PARTIES', 'DOCUMENTS', 'POSTINGS')),
  rows jsonb not null,
  fetched_at timestamptz not null,
  primary key (run_id, key)
);
`;

const BOOKS = `
create table books (
  client_id uuid primary key,
  firm_id uuid not null,
  version integer not null default 0,
  synced_at timestamptz,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create table account (
  client_id uuid not null, firm_id uuid not null, from_version integer not null, to_version integer, content_hash text not null,
  qb_id text not null, name text not null, full_name text not null, type text not null, sub_type text not null,
  number text, currency text not null, active boolean not null
);
create table party (
  client_id uuid not null, firm_id uuid not null, from_version integer not null, to_version integer, content_hash text not null,
  kind text not null check (kind in ('Customer', 'Vendor')), qb_id text not null, name text not null, email text,
  active boolean not null, vendor_1099 boolean not null default false, has_tax_identifier boolean not null default false
);
create table posting (
  client_id uuid not null, firm_id uuid not null, from_version integer not null, to_version integer, content_hash text not null,
  document_key text not null, document_type text not null, document_id text, date date not null, account_id text not null,
  debit bigint not null check (debit >= 0), credit bigint not null check (credit >= 0),
  number text, name text, memo text, cleared boolean not null
);
create index posting_date on posting (client_id, date);
create index posting_document on posting (client_id, document_key);
create table document (
  client_id uuid not null, firm_id uuid not null, from_version integer not null, to_version integer, content_hash text not null,
  type text not null, qb_id text not null, date date not null, due_date date, number text, party_id text, party_name text,
  currency text not null, total bigint not null, voided boolean not null, sync_token text not null,
  updated_at timestamptz, applications jsonb not null default '[]'
);
create index document_id on document (client_id, type, qb_id);
do $$ declare t text; begin
  foreach t in array array['account', 'party', 'posting', 'document'] loop
    execute format('alter table %I add foreign key (firm_id, client_id) references client (firm_id, id)', t);
    execute format('create unique index %I on %I (client_id, content_hash) where to_version is null', t || '_current', t);
  end loop;
end $$;
`;

const FIGURES = `
create table snapshot (
  client_id uuid not null,
  firm_id uuid not null,
  as_of date not null,
  books_version integer not null,
  settings_version integer not null,
  reconstructed boolean not null,
  synced_at timestamptz not null,
  created_at timestamptz not null,
  figures jsonb not null,
  primary key (client_id, as_of, books_version, settings_version),
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create table tie_out (
  client_id uuid not null,
  firm_id uuid not null,
  run_id uuid not null,
  books_version integer not null,
  as_of date not null,
  checked_at timestamptz not null,
  tied boolean not null,
  accuracy double precision,
  evidence jsonb not null,
  primary key (client_id, run_id),
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create table client_row (
  client_id uuid primary key,
  firm_id uuid not null,
  name text not null,
  advisor_name text not null,
  time_zone text not null,
  currency text,
  runway_state text not null default 'NO_DATA' check (runway_state in ('NUMBER', 'NOT_BURNING', 'NO_DATA')),
  runway_status text not null default 'NO_DATA' check (runway_status in ('RED', 'YELLOW', 'GREEN', 'NOT_BURNING', 'NO_DATA')),
  runway_weeks numeric(4,1),
  runway_over boolean not null default false,
  runway_reason text,
  cash_on_hand bigint,
  previous_as_of date,
  previous_runway jsonb,
  change numeric(4,1),
  lower_by_a_week boolean not null default false,
  worse_status boolean not null default false,
  as_of date,
  books_through date,
  books_version integer not null default 0,
  settings_version integer not null default 1,
  sync_state text not null default 'WAITING'
    check (sync_state in ('NOT_CONNECTED', 'WAITING', 'SYNCING', 'SYNCED', 'FAILING', 'NEEDS_RECONNECTING')),
  sync_phase text,
  sync_percent smallint check (sync_percent between 0 and 100),
  last_good_at timestamptz,
  last_error text,
  last_error_at timestamptz,
  revision bigint not null default 1,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create index client_row_firm on client_row (firm_id, client_id);
`;

const EXTRA = `
create policy sync_job_queue on sync_job for all to runway_sync using (true) with check (true);
alter table connection_attempt enable row level security; alter table connection_attempt force row level security;
create policy app_attempt on connection_attempt for insert to runway_app
  with check (firm_id = scope_firm() and advisor_id = scope_principal());
create policy sync_attempt on connection_attempt for all to runway_sync using (true) with check (true);
grant insert on connection_attempt to runway_app;
grant select, update, delete on connection_attempt to runway_sync;
create function touch_revision() returns trigger language plpgsql as $$ begin new.revision := old.revision + 1; return new; end $$;
create trigger client_row_revision before update on client_row for each row execute function touch_revision();
`;
