import { Migration } from '@mikro-orm/migrations';

/** Receipts that no device can ask for any more are dropped, each client's in its own scope, in one statement for all. */
export class Migration20261122200004_oldReceipts extends Migration {
  override up(): void {
    this.addSql(CLEAN);
  }
}

const CLEAN = `
create index operation_receipt_client on operation_receipt (client_id, at);
drop index operation_receipt_age;
create function clean_operation_receipts(p_before timestamptz) returns bigint language plpgsql as $$
declare
  scope_before text := current_setting('app.client', true);
  asked uuid;
  dropped bigint := 0;
  dropped_here bigint;
begin
  for asked in select j.client_id from sync_job j order by j.client_id loop
    perform set_config('app.client', asked::text, true);
    delete from operation_receipt r where r.client_id = asked and r.at < p_before;
    get diagnostics dropped_here = row_count;
    dropped := dropped + dropped_here;
  end loop;
  perform set_config('app.client', coalesce(scope_before, ''), true);
  return dropped;
end $$;
revoke execute on function clean_operation_receipts(timestamptz) from public;
grant execute on function clean_operation_receipts(timestamptz) to runway_sync;
`;
