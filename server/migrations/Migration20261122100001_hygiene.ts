import { Migration } from '@mikro-orm/migrations';
import { clientPolicies } from '../platform/clientPolicies.js';

/**
 * What hygiene and the forecast keep: files attached to documents (versioned as the rest of the books), issues with their
 * state, the score by day, what each forecast is made of, what advisors add to it, and the tier of a client.
 */
export class Migration20261122100001_hygiene extends Migration {
  override up(): void {
    this.addSql(BOOKS);
    this.addSql(ROOMS);
    this.addSql(clientPolicies(SCOPED));
    this.addSql(LIST);
  }
}

const BOOKS = `
create table attachment (
  client_id uuid not null, firm_id uuid not null, from_version integer not null, to_version integer, content_hash text not null,
  qb_id text not null, file_name text, attached_to jsonb not null default '[]',
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create unique index attachment_current on attachment (client_id, content_hash) where to_version is null;
alter table document add column created_at timestamptz;
alter table sync_chunk drop constraint sync_chunk_kind_check;
alter table sync_chunk add constraint sync_chunk_kind_check
  check (kind in ('COMPANY', 'ACCOUNTS', 'PARTIES', 'DOCUMENTS', 'POSTINGS', 'ATTACHMENTS'));
`;

const ROOMS = `
create table hygiene_issue (
  id uuid primary key default uuidv7(),
  client_id uuid not null,
  firm_id uuid not null,
  rule text not null,
  key text not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'SNOOZED', 'DISMISSED', 'SETTLED')),
  finding jsonb not null,
  finding_hash text not null,
  money_at_stake bigint not null check (money_at_stake >= 0),
  found_on date not null,
  seen_version integer not null,
  reopened_on date,
  settled_on date,
  settled_from text check (settled_from in ('OPEN', 'SNOOZED', 'DISMISSED')),
  snoozed_until date,
  snoozed_hash text,
  reason text check (length(reason) between 1 and 500),
  by_id uuid,
  at timestamptz,
  foreign key (firm_id, client_id) references client (firm_id, id),
  unique (client_id, rule, key),
  check (state <> 'SNOOZED' or (by_id is not null and (snoozed_until is null) <> (snoozed_hash is null))),
  check (state <> 'DISMISSED' or (by_id is not null and reason is not null)),
  check (state <> 'SETTLED' or settled_on is not null)
);
create index hygiene_issue_snoozed on hygiene_issue (snoozed_until) where state = 'SNOOZED' and snoozed_until is not null;
create table hygiene_score (
  client_id uuid not null, firm_id uuid not null, as_of date not null,
  value smallint not null check (value between 0 and 100), lines jsonb not null,
  primary key (client_id, as_of),
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create table forecast_basis (
  client_id uuid primary key, firm_id uuid not null, as_of date not null, books_version integer not null,
  settings_version integer not null, inputs jsonb not null, track_record jsonb not null, made_at timestamptz not null,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create table forecast_event (
  id uuid primary key, client_id uuid not null, firm_id uuid not null,
  name text not null check (length(name) between 1 and 100),
  direction text not null check (direction in ('IN', 'OUT')),
  amount bigint not null check (amount > 0), date date not null,
  repeats text check (repeats in ('WEEKLY', 'EVERY_TWO_WEEKS', 'TWICE_A_MONTH', 'MONTHLY', 'QUARTERLY')),
  until date, by_id uuid not null, at timestamptz not null,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create index forecast_event_client on forecast_event (client_id);
create table forecast_change (
  client_id uuid not null, firm_id uuid not null, key text not null check (length(key) between 1 and 200),
  off boolean not null default false, moved_to date, by_id uuid not null, at timestamptz not null,
  primary key (client_id, key),
  foreign key (firm_id, client_id) references client (firm_id, id)
);
`;

/** Tables that carry firm and client and follow the common policies. `app`: what the app's role may do. */
const SCOPED = [
  { table: 'attachment', app: 'select' },
  {
    table: 'hygiene_issue',
    app: 'select, update (state, snoozed_until, snoozed_hash, reason, by_id, at, reopened_on)',
  },
  { table: 'hygiene_score', app: 'select, insert, update' },
  { table: 'forecast_basis', app: 'select' },
  { table: 'forecast_event', app: 'select, insert, delete' },
  { table: 'forecast_change', app: 'select, insert, update, delete' },
] as const;

const LIST = `
grant maintain on attachment to runway_sync;
alter table client add column tier text not null default 'SMART' check (tier in ('BASIC_RITUAL_ONLY', 'SMART'));
alter table firm add column hygiene_settings jsonb not null default '{}';
alter table client_row
  add column open_issues integer not null default 0 check (open_issues >= 0),
  add column hygiene_score smallint check (hygiene_score between 0 and 100),
  add column tier text not null default 'SMART',
  add column insights_version integer not null default 0;
grant update (open_issues, hygiene_score, tier, insights_version) on client_row to runway_app;
grant update (tier) on client to runway_app;
create policy app_client_tier on client for update to runway_app
  using (firm_id = scope_firm() and id in (select a.client_id from access a where a.principal_id = scope_principal() and a.role = 'OWNER'))
  with check (firm_id = scope_firm());
grant update (hygiene_settings) on firm to runway_app;
create policy app_firm_settings on firm for update to runway_app
  using (id = scope_firm() and exists (select 1 from advisor a where a.id = scope_principal() and a.firm_id = scope_firm() and a.role = 'OWNER'))
  with check (id = scope_firm());
`;
