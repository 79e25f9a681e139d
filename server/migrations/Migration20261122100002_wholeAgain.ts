import { Migration } from '@mikro-orm/migrations';

/**
 * Attachments are found by the versions they begin and end with, as the rest of the books is. Books that were read before
 * attachments and creation times were have neither, and no change tells of them: each company's next sync reads
 * everything, and what an unfinished reading staged is not gone on with. Each company's books say what their issues and
 * forecast were last made of, so that a look that finds everything as it was does not make them again.
 */
export class Migration20261122100002_wholeAgain extends Migration {
  override up(): void {
    this.addSql('create index attachment_begun on attachment (client_id, from_version);');
    this.addSql('create index attachment_ended on attachment (client_id, to_version) where to_version is not null;');
    this.addSql('alter table books add column insights_of text;');
    this.addSql(READ_AGAIN);
  }
}

/** The tables' policies would hide the rows from an owner that is no superuser. */
const READ_AGAIN = `
alter table books no force row level security;
update books set whole_at = null;
alter table books force row level security;
alter table sync_chunk no force row level security;
delete from sync_chunk;
alter table sync_chunk force row level security;
`;
