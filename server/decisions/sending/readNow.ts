import type { AccountNow, DocumentNow } from '../../../domain/decision/comparison.js';
import type { BillToPay } from '../../../domain/decision/paymentRequest.js';
import type { Json } from '../../quickbooks/answer.js';
import { Fields } from '../../quickbooks/mapping/fields.js';
import { PAGE_SIZE } from '../../quickbooks/http.js';
import { QuickBooksError } from '../../quickbooks/quickBooksError.js';
import type { DecisionRow } from '../decisionRows.js';
import type { WritableCompany } from './sendingParts.js';

/** A bill or an invoice as QuickBooks answered it just now. */
export interface ReadDocument extends DocumentNow, BillToPay {
  /** Invoices: when QuickBooks last e-mailed it, as QuickBooks gives it; null when never. */
  readonly deliveredAt: string | null;
}

/** What was asked for by key; one that is in neither is gone. */
export interface ReadEach<T> {
  readonly found: ReadonlyMap<string, T>;
  /** Those whose shape is not known: they hold up no other. */
  readonly unreadable: ReadonlyMap<string, QuickBooksError>;
}

/** What QuickBooks shows of the documents and accounts of some decisions, just now. */
export interface BooksNow {
  /** By `Bill:12`. */
  readonly documents: ReadEach<ReadDocument>;
  /** By id. */
  readonly accounts: ReadEach<AccountNow>;
}

type Asked = Pick<DecisionRow, 'documentKey' | 'accountId'>;

/** One query a kind of document, and one for the accounts; none where there is nothing of it to ask for. */
export async function readNow(
  company: WritableCompany,
  decisions: readonly Asked[],
  homeCurrency: string,
): Promise<BooksNow> {
  const [documents, accounts] = await Promise.all([
    readDocuments(company, decisions, homeCurrency),
    readAccounts(company, decisions),
  ]);
  return { documents, accounts };
}

/** The bills and invoices of these decisions, by key. */
export async function readDocuments(
  company: WritableCompany,
  decisions: readonly Pick<DecisionRow, 'documentKey'>[],
  homeCurrency: string,
): Promise<ReadEach<ReadDocument>> {
  const read = async (type: 'Bill' | 'Invoice'): Promise<[string, () => ReadDocument][]> => {
    const keys = decisions.map(({ documentKey }) => documentKey).filter((key) => key.startsWith(`${type}:`));
    const rows = await byIds(
      company,
      type,
      keys.map((key) => key.slice(type.length + 1)),
    );
    return rows.map((row) => [`${type}:${String(row['Id'])}`, () => documentOf(row, type, homeCurrency)]);
  };
  return readEach((await Promise.all([read('Bill'), read('Invoice')])).flat());
}

/** Throws `unreadable` on a shape that is not known. */
function documentOf(json: Json, type: 'Bill' | 'Invoice', homeCurrency: string): ReadDocument {
  const entity = new Fields(json, `${type} ${String(json['Id'])}`);
  const currencyGiven = entity.optionalObject('CurrencyRef')?.text('value') ?? null;
  const currency = currencyGiven ?? homeCurrency;
  const party = entity.optionalObject(type === 'Bill' ? 'VendorRef' : 'CustomerRef');
  return {
    openBalance: entity.amount('Balance', currency),
    currency,
    currencyGiven,
    payableAccountId: entity.optionalObject('APAccountRef')?.optionalText('value') ?? null,
    partyId: party?.optionalText('value') ?? null,
    // It is kept as JSON, which takes no half a character.
    name: (party?.optionalText('name') ?? '').toWellFormed(),
    dueDate: entity.optionalDate('DueDate'),
    voided: entity.amount('TotalAmt', currency) === 0 && /^voided/i.test(entity.optionalText('PrivateNote') ?? ''),
    changedAt: entity.optionalObject('MetaData')?.optionalText('LastUpdatedTime') ?? null,
    deliveredAt: entity.optionalObject('DeliveryInfo')?.optionalText('DeliveryTime') ?? null,
  };
}

async function readAccounts(company: WritableCompany, decisions: readonly Asked[]): Promise<ReadEach<AccountNow>> {
  const ids = decisions.flatMap(({ accountId }) => (accountId === null ? [] : [accountId]));
  const rows = await byIds(company, 'Account', ids, ' and Active in (true, false)');
  return readEach(rows.map((row) => [String(row['Id']), () => accountOf(row)]));
}

/** Throws `unreadable` on a shape that is not known. */
function accountOf(row: Json): AccountNow {
  const account = new Fields(row, `account ${String(row['Id'])}`);
  const [name, type] = [account.text('Name'), account.optionalText('AccountType') ?? ''];
  return { name, type, active: account.flag('Active', true) };
}

function readEach<T>(rows: readonly (readonly [string, () => T])[]): ReadEach<T> {
  const found = new Map<string, T>();
  const unreadable = new Map<string, QuickBooksError>();
  for (const [key, read] of rows) {
    try {
      found.set(key, read());
    } catch (error) {
      if (!(error instanceof QuickBooksError)) throw error;
      unreadable.set(key, error);
    }
  }
  return { found, unreadable };
}

async function byIds(
  company: WritableCompany,
  entity: string,
  ids: readonly string[],
  more = '',
): Promise<readonly Json[]> {
  // Ids are QuickBooks' own numbers; anything else is no id of a document, and is not there.
  const known = [...new Set(ids)].filter((id) => /^\d{1,19}$/.test(id));
  if (known.length === 0) return [];
  const list = known.map((id) => `'${id}'`).join(', ');
  return company.select(`select * from ${entity} where Id in (${list})${more} maxresults ${PAGE_SIZE}`, entity);
}
