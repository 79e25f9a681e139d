import { Migration } from '@mikro-orm/migrations';

/**
 * What several merges of one run stand on: chunks say in which round they were read, and the rows that a version began
 * and ended are found by that version. The sync may bring the planner's statistics up to date after a large merge: until
 * then every question about the books would be planned as if they were empty.
 */
export class Migration20261122000003_engine extends Migration {
  override up(): void {
    this.addSql('alter table sync_chunk add column round smallint not null default 0;');
    for (const table of ['account', 'party', 'posting', 'document']) {
      this.addSql(`create index ${table}_begun on ${table} (client_id, from_version);`);
      this.addSql(`create index ${table}_ended on ${table} (client_id, to_version) where to_version is not null;`);
      this.addSql(`grant maintain on ${table} to runway_sync;`);
    }
  }
}
