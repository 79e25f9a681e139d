import { Migration } from '@mikro-orm/migrations';

/**
 * A link of the audit chain is let in from inside a trigger alone. A temporary table is one's own, with triggers of one's
 * own: nobody but the owner makes one here. And a table that is named like a link's is never taken for it: temporary ones
 * are looked at last. Rights on a database belong to no dump: whoever restores one revokes again.
 */
export class Migration20261122200044_chainGuard extends Migration {
  override up(): void {
    this.addSql(`do $$ begin
      execute format('revoke temporary on database %I from public', current_database());
    end $$`);
    this.addSql('alter function chain_audit_event() set search_path = pg_catalog, public, pg_temp');
  }
}
