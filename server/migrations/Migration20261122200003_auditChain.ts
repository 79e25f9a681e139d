import { Migration } from '@mikro-orm/migrations';

/**
 * Every audit event gets its place in a chain of its firm: each link's hash covers the link before and every column of the
 * event, so that a change, a removal or an insertion after the fact shows, whoever made it. Links are made when a
 * transaction commits: the lock of the firm's chain is the last one it takes, and no row's lock can wait behind it.
 * What was written before is chained here, in the order of its times.
 */
export class Migration20261122200003_auditChain extends Migration {
  override up(): void {
    this.addSql(TABLE);
    this.addSql(TEXT);
    this.addSql(LINK);
    this.addSql(POLICIES);
    this.addSql(TRIGGER);
    this.addSql(EXISTING);
  }
}

/** Without foreign keys: they would cost every event two locks more, and `audit:verify` sees what they would. */
const TABLE = `
create table audit_link (
  firm_id uuid not null,
  seq bigint not null check (seq > 0),
  event_id uuid not null unique,
  hash bytea not null check (length(hash) = 32),
  primary key (firm_id, seq)
);
create trigger audit_link_append_only before update or delete or truncate on audit_link
  for each statement execute function refuse_change();
`;

/**
 * An event as text: a line a column, each "name bytes:value" with the length of the value in UTF-8, or "name -" for null,
 * so that no value can look like another line. Times in UTC with six digits; JSON as jsonb prints it, which is one way for
 * one value. server/audit/chainText.ts says the same in another language; the two are held equal by a test.
 */
const TEXT = `
create function audit_line(name text, value text) returns text language sql immutable parallel safe
  return case when value is null then name || E' -\\n'
    else name || ' ' || octet_length(convert_to(value, 'UTF8'))::text || ':' || value || E'\\n' end;
create function audit_text(e audit_event) returns text language sql stable parallel safe
  return audit_line('id', e.id::text) || audit_line('firm_id', e.firm_id::text)
    || audit_line('client_id', e.client_id::text) || audit_line('actor_id', e.actor_id::text)
    || audit_line('actor_kind', e.actor_kind) || audit_line('action', e.action)
    || audit_line('at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
    || audit_line('before', e.before::text) || audit_line('after', e.after::text)
    || audit_line('request_id', e.request_id) || audit_line('remote_address', e.remote_address);
create function audit_hash(previous bytea, e audit_event) returns bytea language sql stable parallel safe
  return sha256(previous || convert_to(audit_text(e), 'UTF8'));
`;

/**
 * Runs as whoever writes, when the transaction commits, event by event in the order they were written. The lock is the
 * firm's and is let go once the commit is seen, so that the next one reads this link. Whoever could not see the chain's head
 * would claim a place that is taken, and is refused: the chain never forks.
 */
const LINK = `
create function chain_audit_event() returns trigger language plpgsql as $$
declare
  head record;
begin
  perform pg_advisory_xact_lock(hashtext('audit_link'), hashtext(new.firm_id::text));
  select l.seq, l.hash into head from audit_link l where l.firm_id = new.firm_id order by l.seq desc limit 1;
  insert into audit_link (firm_id, seq, event_id, hash)
    values (new.firm_id, coalesce(head.seq, 0) + 1, new.id,
      audit_hash(coalesce(head.hash, decode(repeat('00', 32), 'hex')), new));
  return null;
end $$;
`;

/** Links are written by the trigger alone, whatever a role says; each role sees the chains that it writes to. */
const POLICIES = `
alter table audit_link enable row level security; alter table audit_link force row level security;
create policy app_audit_link on audit_link for all to runway_app
  using (firm_id = scope_firm()) with check (firm_id = scope_firm() and pg_trigger_depth() > 0);
create policy signin_audit_link on audit_link for all to runway_signin using (true) with check (pg_trigger_depth() > 0);
create policy sync_audit_link on audit_link for all to runway_sync
  using (firm_id in (select c.firm_id from client c where c.id = scope_client()))
  with check (firm_id in (select c.firm_id from client c where c.id = scope_client()) and pg_trigger_depth() > 0);
grant select, insert on audit_link to runway_app, runway_signin, runway_sync;
`;

const TRIGGER = `
create constraint trigger audit_event_chained after insert on audit_event deferrable initially deferred
  for each row execute function chain_audit_event();
`;

/** After the trigger is there, which keeps everybody from writing events until this has committed. */
const EXISTING = `
alter table audit_event no force row level security; alter table audit_link no force row level security;
do $$
declare
  event audit_event;
  firm uuid;
  place bigint;
  last bytea;
begin
  for event in select * from audit_event order by firm_id, at, id loop
    if firm is distinct from event.firm_id then
      firm := event.firm_id;
      place := 0;
      last := decode(repeat('00', 32), 'hex');
    end if;
    place := place + 1;
    last := audit_hash(last, event);
    insert into audit_link (firm_id, seq, event_id, hash) values (firm, place, event.id, last);
  end loop;
end $$;
alter table audit_event force row level security; alter table audit_link force row level security;
`;
