import { Migration } from '@mikro-orm/migrations';

/**
 * What each version of the books changes in the sums of its postings: by day, account and kind of document. A version's
 * sums are those of all versions up to it, so that nobody has to read a company's postings to add them up. Documents in
 * other currencies are found by their currency.
 */
export class Migration20261122000008_postingSums extends Migration {
  override up(): void {
    this.addSql(TABLE);
    this.addSql(FILL);
    this.addSql(POLICIES);
    this.addSql('create index document_currency on document (client_id, currency)');
  }
}

const TABLE = `
create table posting_sum (
  client_id uuid not null,
  firm_id uuid not null,
  version integer not null,
  date date not null,
  account_id text not null,
  document_type text not null,
  balance bigint not null,
  entries integer not null,
  primary key (client_id, version, date, account_id, document_type),
  foreign key (firm_id, client_id) references client (firm_id, id)
);
`;

/** The postings' policies would hide them from an owner that is no superuser. */
const FILL = `
alter table posting no force row level security;
insert into posting_sum (client_id, firm_id, version, date, account_id, document_type, balance, entries)
  select client_id, firm_id, version, date, account_id, document_type, sum(balance), sum(entries)
    from (select client_id, firm_id, from_version as version, date, account_id, document_type, debit - credit as balance,
        1 as entries from posting
      union all
      select client_id, firm_id, to_version, date, account_id, document_type, credit - debit, -1
        from posting where to_version is not null) change
    group by client_id, firm_id, version, date, account_id, document_type
    having sum(balance) <> 0 or sum(entries) <> 0;
alter table posting force row level security;
`;

const POLICIES = `
alter table posting_sum enable row level security; alter table posting_sum force row level security;
create policy app_posting_sum on posting_sum for select to runway_app
  using (firm_id = scope_firm() and client_id in (select a.client_id from access a where a.principal_id = scope_principal()));
create policy sync_posting_sum on posting_sum for all to runway_sync
  using (client_id = scope_client()) with check (client_id = scope_client());
grant select on posting_sum to runway_app;
grant select, insert, delete, maintain on posting_sum to runway_sync;
`;
