import { Migration } from '@mikro-orm/migrations';
import { clientPolicies } from '../platform/clientPolicies.js';

/**
 * Decisions on bills and invoices: each by the id that its device gave it, the outbox that is worked off, every attempt
 * with its frozen bytes, and the one effect it may have. What was withdrawn before it arrived, receipts of operations that
 * are safe to repeat, and the weekly reviews. Invoices carry when they were sent and where to.
 */
export class Migration20261122200001_decisions extends Migration {
  override up(): void {
    this.addSql(DECISIONS);
    this.addSql(RITUALS);
    this.addSql(clientPolicies(SCOPED));
    this.addSql(QUEUE);
    this.addSql(LIST);
    this.addSql(BOOKS);
  }
}

const DECISIONS = `
create table decision (
  id uuid primary key,
  client_id uuid not null,
  firm_id uuid not null,
  by_id uuid not null,
  kind text not null check (kind in ('RECORD_PAYMENT', 'PLAN', 'REMIND', 'SKIP')),
  document_key text not null check (length(document_key) between 3 and 100),
  amount bigint check (amount > 0),
  currency text not null,
  account_id text,
  account_name text,
  planned_for date,
  saw jsonb not null,
  replaces uuid,
  content_hash text not null,
  state text not null
    check (state in ('ACCEPTED', 'SUBMITTED', 'APPLIED', 'CONFLICTED', 'FAILED', 'EXPIRED', 'WITHDRAWN')),
  accepted_at timestamptz not null,
  sends_at timestamptz,
  submitted_at timestamptz,
  settled_at timestamptz,
  waiting_for text,
  problem jsonb,
  foreign key (firm_id, client_id) references client (firm_id, id),
  unique (firm_id, client_id, id),
  check ((state in ('ACCEPTED', 'SUBMITTED')) = (settled_at is null))
);
create unique index decision_open on decision (client_id, document_key) where state in ('ACCEPTED', 'SUBMITTED');
create unique index decision_replaces on decision (replaces) where replaces is not null and state not in ('FAILED', 'EXPIRED', 'WITHDRAWN');
create index decision_client on decision (client_id, accepted_at desc);
create table decision_tombstone (
  id uuid primary key, client_id uuid not null, firm_id uuid not null, by_id uuid not null, at timestamptz not null,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create table decision_outbox (
  decision_id uuid primary key, client_id uuid not null, firm_id uuid not null,
  place bigint generated always as identity,
  due_at timestamptz not null,
  lease_owner text, lease_until timestamptz, fence bigint not null default 0, tries integer not null default 0,
  foreign key (firm_id, client_id, decision_id) references decision (firm_id, client_id, id)
);
create index decision_outbox_due on decision_outbox (due_at, place);
create index decision_outbox_client on decision_outbox (client_id, place);
create table decision_attempt (
  decision_id uuid not null, client_id uuid not null, firm_id uuid not null,
  number integer not null check (number > 0),
  fence bigint not null,
  request jsonb not null,
  committed_at timestamptz not null,
  answered_at timestamptz,
  outcome text check (outcome in ('APPLIED', 'REFUSED', 'NOT_SENT', 'UNKNOWN')),
  detail text,
  primary key (decision_id, number),
  foreign key (firm_id, client_id, decision_id) references decision (firm_id, client_id, id)
);
create table decision_effect (
  decision_id uuid primary key, client_id uuid not null, firm_id uuid not null,
  document_key text, number text, amount bigint,
  found_by text not null check (found_by in ('ANSWER', 'MARK', 'DELIVERY_TIME', 'KEPT_HERE')),
  applied_at timestamptz not null,
  open_balance_after bigint,
  audit_event_id uuid,
  foreign key (firm_id, client_id, decision_id) references decision (firm_id, client_id, id)
);
create unique index decision_effect_payment on decision_effect (client_id, document_key) where document_key like 'BillPayment:%';
create table operation_receipt (
  id uuid primary key, client_id uuid not null, firm_id uuid not null, by_id uuid not null,
  name text not null, content_hash text not null, at timestamptz not null,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
create index operation_receipt_age on operation_receipt (at);
`;

const RITUALS = `
create table ritual (
  client_id uuid not null, firm_id uuid not null, week date not null check (extract(isodow from week) = 1),
  started_at timestamptz not null, by_id uuid not null,
  seconds integer not null default 0 check (seconds >= 0),
  tabs text[] not null default '{}',
  decisions integer not null default 0 check (decisions >= 0),
  reviewed_at timestamptz, reviewed_by uuid, reviewed_as_of date, reviewed_books_version integer, reviewed_weeks numeric(5,1),
  primary key (client_id, week),
  foreign key (firm_id, client_id) references client (firm_id, id),
  check ((reviewed_at is null) = (reviewed_by is null))
);
`;

/** Tables that carry firm and client and follow the common policies. `app`: what the app's role may do. */
const SCOPED = [
  { table: 'decision', app: 'select, insert, update (state, settled_at, waiting_for, problem)' },
  { table: 'decision_tombstone', app: 'select, insert' },
  { table: 'decision_outbox', app: 'select, insert, delete' },
  { table: 'decision_attempt', app: 'select' },
  { table: 'decision_effect', app: 'select, insert' },
  { table: 'operation_receipt', app: 'select, insert' },
  { table: 'ritual', app: 'select, insert, update' },
] as const;

/** Whoever sends sees the whole queue, which holds ids and times, and no decision before it has taken its client's scope. */
const QUEUE = `
drop policy sync_decision_outbox on decision_outbox;
create policy sync_decision_queue on decision_outbox for all to runway_sync using (true) with check (true);
`;

const LIST = `
alter table client_row
  add column decisions_version integer not null default 0,
  add column open_decisions integer not null default 0 check (open_decisions >= 0);
grant update (decisions_version, open_decisions) on client_row to runway_app;
`;

/** Invoices read before have neither: each company's next sync reads everything. */
const BOOKS = `
alter table document add column sent_at timestamptz, add column send_to text;
alter table books no force row level security;
update books set whole_at = null;
alter table books force row level security;
alter table sync_chunk no force row level security;
delete from sync_chunk;
alter table sync_chunk force row level security;
`;
