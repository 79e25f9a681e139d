import type { Account, Posting } from '../../domain/books.js';
import { addDays } from '../../domain/calendar.js';
import { cents } from '../../domain/money.js';
import { summaryKey } from '../../domain/summaryPostings.js';
import { fiscalYearStart } from '../../domain/trialBalance.js';
import type { IsoDate } from '../../domain/units.js';
import { eachRow } from './eachRow.js';
import { versionOf, visible, type FigureScope } from './figureScope.js';

/** A label of the general ledger and the entity behind it. */
export interface LabelledType {
  readonly label: string;
  readonly type: string;
}

/** Postings added up: debit less credit, and how many there are. */
interface Sum {
  readonly date: IsoDate;
  readonly account_id: string;
  readonly document_type: string;
  readonly balance: number;
  readonly entries: number;
}

/** The summaries' label where the kind of document does not matter. */
const ANY_DOCUMENT = 'Balance brought forward';
const CONTROL_TYPES: ReadonlySet<string> = new Set(['Accounts Receivable', 'Accounts Payable']);

/**
 * All postings beside those of the documents that stay whole, as sums: since `from` by day, before it in two steps, what
 * the fiscal year of `from` had seen by then and what came before that year. By account; on receivable and payable
 * accounts by kind of document too. They are balanced, because documents are. Made from the kept sums, less the `whole`
 * postings: no other posting is read, unless documents are in other currencies.
 */
export async function summaryPostings(
  scope: FigureScope,
  accounts: readonly Account[],
  whole: readonly Posting[],
  labels: readonly LabelledType[],
): Promise<Posting[]> {
  const summaries = new Summaries(scope, accounts);
  for (const sum of await keptSums(scope)) summaries.add(sum, false, 1);
  const wholeKeys = new Set<string>();
  for (const posting of whole) {
    wholeKeys.add(posting.documentKey);
    summaries.add(sumOf(posting), false, -1);
  }
  await eachForeign(scope, labels, ({ document_key, ...sum }) => {
    if (wholeKeys.has(document_key)) return;
    summaries.add(sum, false, -1);
    summaries.add(sum, true, 1);
  });
  return summaries.postings();
}

class Summaries {
  readonly #sums = new Map<string, { first: Sum; foreign: boolean; balance: number; entries: number }>();
  readonly #control: ReadonlySet<string>;
  readonly #yearStart: IsoDate;

  constructor(
    private readonly scope: FigureScope,
    accounts: readonly Account[],
  ) {
    this.#control = new Set(accounts.filter(({ type }) => CONTROL_TYPES.has(type)).map(({ id }) => id));
    this.#yearStart = fiscalYearStart(scope.from, scope.fiscalYearStartMonth);
  }

  add(sum: Sum, foreign: boolean, sign: 1 | -1): void {
    const date = this.#day(sum.date);
    const type = this.#control.has(sum.account_id) ? sum.document_type : ANY_DOCUMENT;
    const key = `${date}\n${sum.account_id}\n${type}\n${foreign}`;
    const known = this.#sums.get(key) ?? {
      first: { ...sum, date, document_type: type },
      foreign,
      balance: 0,
      entries: 0,
    };
    known.balance += sign * sum.balance;
    known.entries += sign * sum.entries;
    this.#sums.set(key, known);
  }

  /** Sums of nothing are left out; those that come to nothing are not: something was posted. */
  postings(): Posting[] {
    return [...this.#sums.values()]
      .filter(({ entries }) => entries > 0)
      .map(({ first, foreign, balance }) => ({
        documentKey: summaryKey(first.date, foreign),
        documentType: first.document_type,
        documentId: null,
        date: first.date,
        accountId: first.account_id,
        debit: cents(Math.max(0, balance)),
        credit: cents(Math.max(0, -balance)),
        number: null,
        name: null,
        memo: null,
        cleared: false,
      }));
  }

  #day(date: IsoDate): IsoDate {
    const { from } = this.scope;
    if (date >= from) return date;
    return addDays(date >= this.#yearStart ? from : this.#yearStart, -1);
  }
}

function sumOf({ date, accountId, documentType, debit, credit }: Posting): Sum {
  return { date, account_id: accountId, document_type: documentType, balance: debit - credit, entries: 1 };
}

/** The sums at the version; what is older than `from` is added up by month where the sums are. */
async function keptSums({ tx, clientId, version, from }: FigureScope): Promise<Sum[]> {
  return tx.execute<Sum[]>(
    `select (case when date >= ? then date else least(date_trunc('month', date) + interval '1 month', ?::date)::date - 1 end)::text
         as date, account_id, document_type, sum(balance)::float8 as balance, sum(entries)::float8 as entries
       from posting_sum where client_id = ? and version <= ? group by 1, 2, 3 having sum(entries) <> 0`,
    [from, from, clientId, version],
  );
}

/** Postings of documents that are not in home currency. */
async function eachForeign(
  scope: FigureScope,
  labels: readonly LabelledType[],
  take: (sum: Sum & { readonly document_key: string }) => void,
): Promise<void> {
  const { homeCurrency } = scope;
  const documents = await scope.tx.execute<{ document_key: string }[]>(
    `select l.label || ':' || d.qb_id as document_key from document d
       join jsonb_to_recordset(?::jsonb) as l(label text, type text) on l.type = d.type
       where (d.currency < ? or d.currency > ?) and ${visible('d')}`,
    [JSON.stringify(labels), homeCurrency, homeCurrency, ...versionOf(scope)],
  );
  if (documents.length === 0) return;
  await eachRow(
    scope.tx,
    `select p.document_key, p.date::text, p.account_id, p.document_type, (p.debit - p.credit)::float8 as balance, 1 as entries
       from posting p where p.document_key = any(array(select jsonb_array_elements_text(?::jsonb))) and ${visible('p')}`,
    [JSON.stringify(documents.map(({ document_key }) => document_key)), ...versionOf(scope)],
    take,
  );
}

/** The ledger's labels in these books, and perhaps of earlier versions, with the entities they stand for. */
export async function ledgerLabels({ tx, clientId, version }: FigureScope): Promise<string[]> {
  const rows = await tx.execute<{ document_type: string }[]>(
    'select distinct document_type from posting_sum where client_id = ? and version <= ?',
    [clientId, version],
  );
  return rows.map(({ document_type }) => document_type);
}
