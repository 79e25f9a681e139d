import { Migration } from '@mikro-orm/migrations';

/** An effect's audit entry is found by its client, decision and moment; the column for it was never written. */
export class Migration20261122200032_effectColumns extends Migration {
  override up(): void {
    this.addSql('alter table decision_effect drop column audit_event_id;');
  }
}
