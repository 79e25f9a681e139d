import { Migration } from '@mikro-orm/migrations';

/** Sessions that ended long ago are dropped when somebody signs in; what happened in them is in the audit trail. */
export class Migration20261121000007_endedSessions extends Migration {
  override up(): void {
    this.addSql('grant delete on session to runway_signin');
    this.addSql('create index session_over on session (least(expires_at, revoked_at))');
  }
}
