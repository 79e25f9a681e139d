import { Migration } from '@mikro-orm/migrations';

/** What an operation left as it was, and why: a later delivery of it is answered the same. */
export class Migration20261122200008_refusedParts extends Migration {
  override up(): void {
    this.addSql(`
      alter table operation_receipt add column refused jsonb;
      grant update (refused) on operation_receipt to runway_app;
    `);
  }
}
