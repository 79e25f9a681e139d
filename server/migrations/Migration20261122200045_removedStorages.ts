import { Migration } from '@mikro-orm/migrations';

/**
 * The storages of a device that its person emptied, the newest last: a report that left one of them before and comes in
 * after is of what the person chose to remove, not of what the browser took.
 */
export class Migration20261122200045_removedStorages extends Migration {
  override up(): void {
    this.addSql(`alter table device_queue add column removed jsonb not null default '[]';`);
  }
}
