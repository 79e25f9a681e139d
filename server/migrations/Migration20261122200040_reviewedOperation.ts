import { Migration } from '@mikro-orm/migrations';

/** By which operation a review was marked, so that taking it back takes no other mark. Marks from before have none. */
export class Migration20261122200040_reviewedOperation extends Migration {
  override up(): void {
    this.addSql('alter table ritual add column reviewed_operation_id uuid;');
  }
}
