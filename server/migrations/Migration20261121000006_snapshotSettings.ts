import { Migration } from '@mikro-orm/migrations';

/**
 * Beside a snapshot's figures: the accounts counted, the one-offs and the thresholds they were computed with, so that what
 * they are made of can be derived again after an advisor set something else. Null for snapshots made before.
 */
export class Migration20261121000006_snapshotSettings extends Migration {
  override up(): void {
    this.addSql('alter table snapshot add column settings jsonb');
  }
}
