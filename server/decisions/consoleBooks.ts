import type { PayerDelay } from '../../domain/forecast/forecastInputs.js';
import type { AccountBalance } from '../../domain/snapshot.js';
import type { EntityManager } from '../platform/database.js';
import type { ConsoleIssue, PayingAccount } from './console.types.js';
import { documentIssues, issuesOfConsole } from './consoleIssues.js';
import { openDocuments, type OpenDocumentRow } from './openDocuments.js';

/** What a client's console is made of. */
export interface ConsoleBooks {
  readonly asOf: string;
  readonly booksVersion: number;
  /** When the reading began: what was recorded later may not be in what is shown. */
  readonly syncedAt: Date;
  readonly realmId: string | null;
  /** How late customers pay, by their id; the client's own where a customer has none. */
  readonly delays: ReadonlyMap<string, number>;
  readonly usualDelay: number | null;
  readonly documents: readonly OpenDocumentRow[];
  readonly accounts: readonly PayingAccount[];
  readonly issues: readonly ConsoleIssue[];
}

interface ClientFacts {
  readonly clientId: string;
  readonly asOf: string;
  readonly booksVersion: number;
  readonly syncedAt: Date | string;
  readonly realmId: string | null;
  readonly payers: readonly PayerDelay[] | null;
  readonly usualDelay: number | null;
  readonly balances: readonly AccountBalance[] | null;
}

interface BankRow {
  readonly clientId: string;
  readonly id: string;
  readonly name: string;
  readonly number: string | null;
  readonly currency: string;
}

/** The consoles of any number of clients in four statements; a client before its first sync is left out. */
export async function consolesOf(tx: EntityManager, clientIds: readonly string[]): Promise<Map<string, ConsoleBooks>> {
  const facts = await clientFacts(tx, clientIds);
  const documents = Map.groupBy(await openDocuments(tx, clientIds), ({ clientId }) => clientId);
  const banks = Map.groupBy(await activeBanks(tx, clientIds), ({ clientId }) => clientId);
  const issues = Map.groupBy(await documentIssues(tx, clientIds), ({ clientId }) => clientId);
  return new Map(
    facts.map(({ clientId, asOf, booksVersion, syncedAt, realmId, payers, usualDelay, balances }) => [
      clientId,
      {
        ...{ asOf, booksVersion, realmId, usualDelay },
        syncedAt: new Date(syncedAt),
        delays: new Map((payers ?? []).map(({ partyId, days }) => [partyId, days])),
        documents: documents.get(clientId) ?? [],
        accounts: payingAccounts(banks.get(clientId) ?? [], balances ?? []),
        issues: issuesOfConsole(issues.get(clientId) ?? [], documents.get(clientId) ?? []),
      },
    ]),
  );
}

/** The snapshot shown last for the list's date has the balances, the forecast's kept inputs the delays. */
function clientFacts(tx: EntityManager, clientIds: readonly string[]): Promise<ClientFacts[]> {
  return tx.execute<ClientFacts[]>(
    `select r.client_id as "clientId", r.as_of::text as "asOf", r.books_version as "booksVersion",
       coalesce(o.read_from, r.last_good_at) as "syncedAt", b.realm_id as "realmId", f.inputs->'payers' as payers,
       (f.inputs->>'usualDelay')::float8 as "usualDelay", s.balances
     from client_row r
       left join business b on b.client_id = r.client_id
       left join books o on o.client_id = r.client_id
       left join forecast_basis f on f.client_id = r.client_id
       left join lateral (select figures->'accounts' as balances from snapshot k
         where k.client_id = r.client_id and k.as_of = r.as_of
         order by k.created_at desc, k.books_version desc, k.settings_version desc limit 1) s on true
     where r.client_id = any(?::uuid[]) and r.as_of is not null and r.last_good_at is not null`,
    [`{${clientIds.join(',')}}`],
  );
}

function activeBanks(tx: EntityManager, clientIds: readonly string[]): Promise<BankRow[]> {
  return tx.execute<BankRow[]>(
    `select a.client_id as "clientId", a.qb_id as id, a.name, a.number, a.currency
       from client_row r join account a on a.client_id = r.client_id and a.type = 'Bank' and a.active
         and a.from_version <= r.books_version and (a.to_version is null or a.to_version > r.books_version)
       where r.client_id = any(?::uuid[]) order by a.client_id, a.name, a.qb_id`,
    [`{${clientIds.join(',')}}`],
  );
}

/** Counted ones first, then by name. An account without a posting has no balance. */
function payingAccounts(banks: readonly BankRow[], balances: readonly AccountBalance[]): PayingAccount[] {
  const known = new Map(balances.map((balance) => [balance.accountId, balance]));
  const accounts = banks.map(({ id, name, number, currency }) => {
    const { balance = 0, counted = false } = known.get(id) ?? {};
    return { id, name, number, currency, balance, counted };
  });
  return accounts.sort((a, b) => Number(b.counted) - Number(a.counted));
}
