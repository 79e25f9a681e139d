import { Migration } from '@mikro-orm/migrations';

/**
 * An attempt that left and was turned away is told apart from one that never left: of the first the line may still deliver
 * a copy.
 */
export class Migration20261122200009_turnedAway extends Migration {
  override up(): void {
    this.addSql(`
      alter table decision_attempt drop constraint decision_attempt_outcome_check;
      alter table decision_attempt add constraint decision_attempt_outcome_check
        check (outcome in ('APPLIED', 'REFUSED', 'NOT_SENT', 'TURNED_AWAY', 'UNKNOWN'));
    `);
  }
}
