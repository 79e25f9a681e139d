import { Migration } from '@mikro-orm/migrations';

/**
 * What the client list is sorted and judged by, beside each row. Names compare as `nameKey` in domain/clientList.ts:
 * small letters of the composed form, by code point, which in UTF-8 is the order of the bytes.
 */
export class Migration20261121000003_clientList extends Migration {
  override up(): void {
    this.addSql(`
      alter table client_row
        add column connected_at timestamptz,
        add column name_key text collate "C" not null
          generated always as (lower(normalize(name, nfc) collate pg_unicode_fast)) stored,
        add column advisor_key text collate "C" not null
          generated always as (lower(normalize(advisor_name, nfc) collate pg_unicode_fast)) stored`);
  }
}
