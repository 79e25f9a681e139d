import { Migration } from '@mikro-orm/migrations';

/** When each client was last marked as reviewed, beside what else the list shows and is ordered by. */
export class Migration20261122200030_lastReviewed extends Migration {
  override up(): void {
    this.addSql(`
      alter table client_row add column last_reviewed_at timestamptz;
      alter table client_row no force row level security; alter table ritual no force row level security;
      update client_row r set last_reviewed_at = (select max(t.reviewed_at) from ritual t where t.client_id = r.client_id);
      alter table client_row force row level security; alter table ritual force row level security;
      grant update (last_reviewed_at) on client_row to runway_app;
    `);
  }
}
