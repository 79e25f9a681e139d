import { Migration } from '@mikro-orm/migrations';

/**
 * Grants that are to be given back to QuickBooks: a disconnected client's refresh token, sealed, until QuickBooks has
 * answered. The sync's role alone reaches it, one client at a time; the queue says which clients have one and when it is
 * tried next.
 */
export class Migration20261122000012_givingBack extends Migration {
  override up(): void {
    this.addSql(`
      create table grant_to_return (
        client_id uuid primary key,
        firm_id uuid not null,
        refresh_token_sealed text not null,
        since timestamptz not null,
        tries integer not null default 0,
        foreign key (firm_id, client_id) references client (firm_id, id)
      )`);
    this.addSql(
      'alter table grant_to_return enable row level security; alter table grant_to_return force row level security',
    );
    this.addSql(`
      create policy sync_grant_to_return on grant_to_return for all to runway_sync
        using (client_id = scope_client()) with check (client_id = scope_client())`);
    this.addSql('grant select, insert, update, delete on grant_to_return to runway_sync');
    this.addSql('alter table sync_job add column return_at timestamptz');
    this.addSql('create index sync_job_return on sync_job (return_at) where return_at is not null');
  }
}
