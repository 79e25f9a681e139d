import { Migration } from '@mikro-orm/migrations';

/** Receipts of operations are kept for good: no age is so great that a device may not deliver one again. */
export class Migration20261122200031_receiptsForGood extends Migration {
  override up(): void {
    this.addSql(`
      drop function clean_operation_receipts(timestamptz);
      drop index operation_receipt_client;
    `);
  }
}
