import { Migration } from '@mikro-orm/migrations';

/** A notice when a session has ended, so that every process knows at once; sent when the transaction commits. Its id alone. */
export class Migration20261122000013_sessionsTold extends Migration {
  override up(): void {
    this.addSql(`
      create function tell_session_ended() returns trigger language plpgsql as $$
      begin
        perform pg_notify('session_ended', new.id::text);
        return null;
      end $$`);
    this.addSql(`
      create trigger session_told after update of revoked_at on session
        for each row when (new.revoked_at is not null) execute function tell_session_ended()`);
  }
}
