import { Migration } from '@mikro-orm/migrations';

/** Whoever sends decisions hears of each as soon as it is accepted. */
export class Migration20261122200002_sending extends Migration {
  override up(): void {
    this.addSql(TOLD);
  }
}

const TOLD = `
create function tell_decisions_waiting() returns trigger language plpgsql as $$
begin
  perform pg_notify('decisions_waiting', '');
  return null;
end $$;
create trigger decision_outbox_told after insert on decision_outbox for each statement execute function tell_decisions_waiting();
`;
