import { Migration } from '@mikro-orm/migrations';

/**
 * The calls to QuickBooks, kept where every process sees them: when a realm's next call may start, whether the realm
 * rests after failures, how many calls were sent on each day and in the month of all realms together. All instants are
 * the database's, so that processes need not agree on the time.
 */
export class Migration20261122000002_calls extends Migration {
  override up(): void {
    this.addSql(TABLES);
    this.addSql(RESERVE);
    this.addSql(SETTLE);
    this.addSql(POLICIES);
  }
}

/** `quickbooks_start` is a ring: a realm's call number n stands in place n mod 500, so that two places say all about the spans. */
const TABLES = `
create table quickbooks_realm (
  realm_id text primary key,
  calls bigint not null default 0,
  last_start timestamptz not null default 'epoch',
  failures integer not null default 0,
  throttles integer not null default 0,
  rests_until timestamptz,
  probing boolean not null default false
) with (fillfactor = 50);
create table quickbooks_start (
  realm_id text not null,
  place smallint not null check (place between 0 and 499),
  start timestamptz not null,
  primary key (realm_id, place)
) with (fillfactor = 70);
create table quickbooks_calls (
  realm_id text not null,
  day date not null,
  calls integer not null,
  primary key (realm_id, day)
) with (fillfactor = 70);
create table quickbooks_month (
  month date primary key,
  calls integer not null
) with (fillfactor = 50);
`;

/**
 * Reserves the start of a realm's next call, and counts it. Never more than 10 starts in a second and 500 in a minute,
 * over any sliding span; 50 ms more, because calls do not take equally long to arrive. The order of the locks is realm,
 * then month. A database that breaks down may forget the last moments: nobody waits for the disk here.
 */
const RESERVE = `
create function reserve_quickbooks_call(p_realm text, p_allowed integer,
  out outcome text, out wait_ms integer, out retry_at timestamptz, out failing boolean)
language plpgsql set search_path = public as $$
declare
  realm quickbooks_realm;
  moment timestamptz;
  this_month date;
  used integer;
  tenth timestamptz;
  five_hundredth timestamptz;
  start_at timestamptz;
begin
  perform set_config('synchronous_commit', 'off', true);
  select * into realm from quickbooks_realm where realm_id = p_realm for update;
  if not found then
    insert into quickbooks_realm (realm_id) values (p_realm) on conflict do nothing;
    select * into realm from quickbooks_realm where realm_id = p_realm for update;
  end if;
  moment := clock_timestamp();
  this_month := date_trunc('month', moment at time zone 'UTC')::date;
  failing := realm.failures > 0 or realm.rests_until is not null;
  wait_ms := 0;
  if realm.rests_until > moment then
    outcome := 'RESTING';
    retry_at := case when realm.probing then least(realm.rests_until, moment + interval '5 seconds') else realm.rests_until end;
    return;
  end if;
  update quickbooks_month set calls = calls + 1 where month = this_month and calls < p_allowed returning calls into used;
  if not found then
    insert into quickbooks_month as m (month, calls) values (this_month, 1)
      on conflict (month) do update set calls = m.calls + 1 where m.calls < p_allowed returning calls into used;
    if not found then
      outcome := 'USED_UP';
      retry_at := (this_month + interval '1 month') at time zone 'UTC';
      return;
    end if;
    if used = 1 then delete from quickbooks_calls where day < this_month - 400; end if;
  end if;
  select max(start) filter (where place = (realm.calls + 490) % 500), max(start) filter (where place = realm.calls % 500)
    into tenth, five_hundredth
    from quickbooks_start where realm_id = p_realm and place in ((realm.calls + 490) % 500, realm.calls % 500);
  start_at := greatest(moment, realm.last_start, tenth + interval '1.05 seconds', five_hundredth + interval '60.05 seconds');
  insert into quickbooks_start (realm_id, place, start) values (p_realm, realm.calls % 500, start_at)
    on conflict (realm_id, place) do update set start = excluded.start;
  insert into quickbooks_calls (realm_id, day, calls) values (p_realm, (moment at time zone 'UTC')::date, 1)
    on conflict (realm_id, day) do update set calls = quickbooks_calls.calls + 1;
  update quickbooks_realm set calls = calls + 1, last_start = start_at, probing = realm.rests_until is not null,
      rests_until = case when realm.rests_until is null then null else start_at + interval '130 seconds' end
    where realm_id = p_realm;
  outcome := 'GO';
  wait_ms := ceil(extract(epoch from start_at - moment) * 1000);
end $$;
`;

/**
 * Notes how a call ended. Five failures in a row put the realm to rest; when the rest is over one call goes ahead of all
 * others, and its end opens the realm or sends it back to rest. Three throttles in a row: QuickBooks' own advice of a minute.
 */
const SETTLE = `
create function settle_quickbooks_call(p_realm text, p_outcome text, p_rest_ms double precision, p_throttled_rest_ms double precision)
returns void language plpgsql set search_path = public as $$
declare
  realm quickbooks_realm;
  moment timestamptz;
  rest_ms double precision := 0;
begin
  perform set_config('synchronous_commit', 'off', true);
  if p_outcome = 'GOOD' then
    update quickbooks_realm set failures = 0, throttles = 0, rests_until = null, probing = false where realm_id = p_realm;
    return;
  end if;
  select * into realm from quickbooks_realm where realm_id = p_realm for update;
  if not found then return; end if;
  moment := clock_timestamp();
  realm.failures := realm.failures + 1;
  realm.throttles := case when p_outcome = 'THROTTLED' then realm.throttles + 1 else 0 end;
  if realm.probing or realm.failures >= 5 then rest_ms := p_rest_ms; end if;
  if realm.throttles >= 3 then rest_ms := greatest(rest_ms, p_throttled_rest_ms); end if;
  if rest_ms > 0 and (realm.probing or realm.rests_until is null or realm.throttles = 3) then
    realm.rests_until := moment + rest_ms * interval '1 millisecond';
    realm.probing := false;
  end if;
  update quickbooks_realm set failures = realm.failures, throttles = realm.throttles, rests_until = realm.rests_until,
      probing = realm.probing where realm_id = p_realm;
end $$;
`;

const POLICIES = `
do $$ declare t text; begin
  foreach t in array array['quickbooks_realm', 'quickbooks_start', 'quickbooks_calls', 'quickbooks_month'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for all to runway_sync using (true) with check (true)', 'sync_' || t, t);
    execute format('grant select, insert, update on %I to runway_sync', t);
  end loop;
end $$;
grant delete on quickbooks_calls to runway_sync;
revoke execute on function reserve_quickbooks_call, settle_quickbooks_call from public;
grant execute on function reserve_quickbooks_call, settle_quickbooks_call to runway_sync;
create policy app_quickbooks_calls on quickbooks_calls for select to runway_app
  using (realm_id in (select b.realm_id from business b));
create policy app_quickbooks_month on quickbooks_month for select to runway_app using (scope_principal() is not null);
grant select on quickbooks_calls, quickbooks_month to runway_app;
`;
