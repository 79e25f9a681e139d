import { Migration } from '@mikro-orm/migrations';

/**
 * What a person took back before it arrived is theirs, whichever client it stands under and whatever they may still see: no
 * decision that was taken back is sent because access changed. Old ones are dropped, each client's in its own scope.
 */
export class Migration20261122200007_ownTombstones extends Migration {
  override up(): void {
    this.addSql(OWN);
    this.addSql(CLEAN);
  }
}

const OWN = `
drop policy app_decision_tombstone on decision_tombstone;
create policy app_decision_tombstone on decision_tombstone for all to runway_app
  using (firm_id = scope_firm() and by_id = scope_principal())
  with check (firm_id = scope_firm() and by_id = scope_principal()
    and client_id in (select a.client_id from access a where a.principal_id = scope_principal()));
`;

const CLEAN = `
create index decision_tombstone_client on decision_tombstone (client_id, at);
create function clean_decision_tombstones(p_before timestamptz) returns bigint language plpgsql as $$
declare
  scope_before text := current_setting('app.client', true);
  asked uuid;
  dropped bigint := 0;
  dropped_here bigint;
begin
  for asked in select j.client_id from sync_job j order by j.client_id loop
    perform set_config('app.client', asked::text, true);
    delete from decision_tombstone t where t.client_id = asked and t.at < p_before;
    get diagnostics dropped_here = row_count;
    dropped := dropped + dropped_here;
  end loop;
  perform set_config('app.client', coalesce(scope_before, ''), true);
  return dropped;
end $$;
revoke execute on function clean_decision_tombstones(timestamptz) from public;
grant execute on function clean_decision_tombstones(timestamptz) to runway_sync;
`;
