import { Migration } from '@mikro-orm/migrations';

/** A person's newest receipts of a client are read beside what they changed. */
export class Migration20261122200041_newestReceipts extends Migration {
  override up(): void {
    this.addSql('create index operation_receipt_newest on operation_receipt (client_id, by_id, at desc, id desc);');
  }
}
