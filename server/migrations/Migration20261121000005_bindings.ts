import { Migration } from '@mikro-orm/migrations';

/**
 * What a consent is bound to (the session that asked for it and the browser it was asked in), the successors of a
 * refresh token that several tabs asked for at once, tries at signing in for all processes together, and the instant a
 * client's next day begins, so that the due ones are found in one statement.
 */
export class Migration20261121000005_bindings extends Migration {
  override up(): void {
    // Attempts live for an hour: those that are open when this runs are begun again.
    this.addSql(`truncate connection_attempt`);
    this.addSql(
      `alter table connection_attempt add column session_id uuid not null, add column browser_hash text not null`,
    );
    this.addSql(`alter table session add column sibling_hashes jsonb not null default '[]'`);
    this.addSql(`
      create table sign_in_attempt (
        key_hash text primary key,
        tries integer not null,
        since timestamptz not null
      );
      create index sign_in_attempt_since on sign_in_attempt (since);
      alter table sign_in_attempt enable row level security; alter table sign_in_attempt force row level security;
      create policy signin_attempts on sign_in_attempt for all to runway_signin using (true) with check (true);
      grant select, insert, update, delete on sign_in_attempt to runway_signin`);
    // Clients that are there already are looked at once more.
    this.addSql(`alter table sync_job add column next_due_at timestamptz default now()`);
    this.addSql(`alter table sync_job alter column next_due_at drop default`);
    this.addSql(`create index sync_job_next_due on sync_job (next_due_at) where not wanted`);
    // sync_job_queue lets the sync see every job; the policy for one client's beside it says nothing.
    this.addSql(`drop policy sync_sync_job on sync_job`);
  }
}
