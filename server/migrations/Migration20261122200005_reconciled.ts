import { Migration } from '@mikro-orm/migrations';

/** Until when each client's effects were held against QuickBooks' own changes. */
export class Migration20261122200005_reconciled extends Migration {
  override up(): void {
    this.addSql(TABLE);
  }
}

const TABLE = `
create table decision_reconciled (
  client_id uuid primary key,
  firm_id uuid not null,
  through timestamptz not null,
  foreign key (firm_id, client_id) references client (firm_id, id)
);
alter table decision_reconciled enable row level security; alter table decision_reconciled force row level security;
create policy sync_decision_reconciled on decision_reconciled for all to runway_sync
  using (client_id = scope_client()) with check (client_id = scope_client());
grant select, insert, update on decision_reconciled to runway_sync;
`;
