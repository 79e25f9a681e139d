import { Migration } from '@mikro-orm/migrations';

/**
 * The nightly look asks, for each client, when its first payment was sent and which of its effects have these documents:
 * both by the client, so that a night costs what each client has and not, for each of them, what all have.
 */
export class Migration20261122200042_attemptIndex extends Migration {
  override up(): void {
    this.addSql('create index decision_attempt_client on decision_attempt (client_id, committed_at);');
    this.addSql('create index decision_effect_document on decision_effect (client_id, document_key);');
  }
}
