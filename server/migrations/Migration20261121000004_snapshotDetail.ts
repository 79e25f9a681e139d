import { Migration } from '@mikro-orm/migrations';

/**
 * Beside a snapshot's figures: the window's movements and the provenance of every figure, as they were when the snapshot
 * was made. Null where it was reconstructed: then both follow from the versioned books.
 */
export class Migration20261121000004_snapshotDetail extends Migration {
  override up(): void {
    this.addSql('alter table snapshot add column movements jsonb, add column provenance jsonb');
  }
}
