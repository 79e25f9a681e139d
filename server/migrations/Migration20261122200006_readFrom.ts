import { Migration } from '@mikro-orm/migrations';

/**
 * When the reading began that a client's books show: what was recorded in QuickBooks after it may not be in them. Null until
 * the next sync, where the time of the last good one stands for it.
 */
export class Migration20261122200006_readFrom extends Migration {
  override up(): void {
    this.addSql('alter table books add column read_from timestamptz;');
  }
}
