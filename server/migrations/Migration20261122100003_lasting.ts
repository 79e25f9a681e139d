import { Migration } from '@mikro-orm/migrations';

/**
 * What keeps issues and forecasts true over many syncs: which rules could not judge the newest books, what an issue was
 * when somebody dismissed it, keys of any length, the tier from its one place, and one question for all snoozes that are
 * over.
 */
export class Migration20261122100003_lasting extends Migration {
  override up(): void {
    this.addSql(ISSUES);
    this.addSql(KEYS);
    this.addSql(TIER);
    this.addSql(SNOOZES);
  }
}

/** The tables' policies would hide the rows from an owner that is no superuser. */
const ISSUES = `
alter table client_row add column not_judged text[] not null default '{}';
alter table hygiene_issue add column dismissed_hash text, add column dismissed_money bigint;
grant update (dismissed_hash, dismissed_money) on hygiene_issue to runway_app;
alter table hygiene_issue no force row level security;
update hygiene_issue set dismissed_hash = finding_hash, dismissed_money = money_at_stake
  where state = 'DISMISSED' or (state = 'SETTLED' and settled_from = 'DISMISSED');
alter table hygiene_issue force row level security;
`;

/** The name of a payee, or a cluster of many documents, is longer than an index entry may be. */
const KEYS = `
alter table forecast_change drop constraint forecast_change_key_check, drop constraint forecast_change_pkey;
alter table forecast_change add constraint forecast_change_key_check check (length(key) between 1 and 10000);
create unique index forecast_change_key on forecast_change (client_id, md5(key));
alter table hygiene_issue drop constraint hygiene_issue_client_id_rule_key_key;
create unique index hygiene_issue_key on hygiene_issue (client_id, rule, md5(key));
`;

/**
 * The firm's owner alone writes \`client.tier\`. The list's row takes it from there whenever what is derived of a client is
 * counted up, whatever the statement says, and nobody who serves people writes it. Where the client cannot be seen the row
 * stays as it is.
 */
const TIER = `
revoke update (tier) on client_row from runway_app;
create function take_tier() returns trigger language plpgsql as $$
begin
  new.tier := coalesce((select c.tier from client c where c.id = new.client_id), old.tier);
  return new;
end $$;
create trigger client_row_tier before update of tier, insights_version on client_row
  for each row execute function take_tier();
`;

/**
 * One statement for all clients: it asks each client's issues in that client's scope, so that no policy has to show the
 * issues of all at once.
 */
const SNOOZES = `
drop index hygiene_issue_snoozed;
create index hygiene_issue_snoozed on hygiene_issue (client_id, snoozed_until)
  where state = 'SNOOZED' and snoozed_until is not null;
create function clients_with_snoozes_over(p_latest date, p_most integer) returns setof uuid language plpgsql as $$
declare
  scope_before text := current_setting('app.client', true);
  asked uuid;
  found_so_far integer := 0;
begin
  for asked in select j.client_id from sync_job j order by j.client_id loop
    exit when found_so_far >= p_most;
    perform set_config('app.client', asked::text, true);
    if exists (select 1 from hygiene_issue i where i.client_id = asked and i.state = 'SNOOZED'
                 and i.snoozed_until is not null and i.snoozed_until <= p_latest) then
      found_so_far := found_so_far + 1;
      return next asked;
    end if;
  end loop;
  perform set_config('app.client', coalesce(scope_before, ''), true);
end $$;
revoke execute on function clients_with_snoozes_over(date, integer) from public;
grant execute on function clients_with_snoozes_over(date, integer) to runway_sync;
`;
