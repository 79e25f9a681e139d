import { Migration } from '@mikro-orm/migrations';

/**
 * Since when the forecast has no item or series of what an advisor changed: the days that such a change is kept are counted
 * from there, however old the change itself is.
 */
export class Migration20261122200043_unknownSince extends Migration {
  override up(): void {
    this.addSql('alter table forecast_change add column unknown_since timestamptz;');
  }
}
