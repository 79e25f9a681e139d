import { Migration } from '@mikro-orm/migrations';

/**
 * What the page of connections reads as the person who looks: since when and by whom a company is connected and when it is
 * due, never a token or who holds the work. And a notice when a person's clients change, under a revision of 0: it concerns
 * also those who did not know of the client.
 */
export class Migration20261122000007_connections extends Migration {
  override up(): void {
    this.addSql(`grant select (client_id, firm_id, connected_by, connected_at) on quickbooks_connection to runway_app`);
    this.addSql(
      `grant select (client_id, firm_id, wanted, due_at, next_due_at, noticed_at, paused) on sync_job to runway_app`,
    );
    this.addSql(`create index tie_out_client on tie_out (client_id, checked_at desc)`);
    this.addSql(`
      create function tell_access_changed() returns trigger language plpgsql as $$
      declare told access;
      begin
        told := coalesce(new, old);
        perform pg_notify('client_changed', told.client_id::text || ' ' || told.firm_id::text || ' 0');
        return null;
      end $$`);
    this.addSql(
      `create trigger access_told after insert or delete on access for each row execute function tell_access_changed()`,
    );
  }
}
