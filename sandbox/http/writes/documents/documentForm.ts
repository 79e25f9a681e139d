/** What all documents share when a body is read into the ledger's terms. */
import { addDays } from '../../../ledger/calendar.js';
import type { PartyRef, PostInput, TxnLine, TxnLink, TxnType } from '../../../ledger/types.js';
import { business, invalidEnumeration, invalidReference, requiredMissing } from '../refusals.js';
import type { Fields } from '../fields.js';

/** A document as read from a body. Keys that are present but undefined are emptied by an update. */
export type DocumentInput = PostInput;

/** How one kind of document is written. */
export interface DocumentForm {
  type: TxnType;
  voidable: boolean;
  /** Properties a body may name, beside those of the entity. */
  properties: readonly string[];
  /** `today` is the company's date, for documents without one. */
  read(fields: Fields, today: string): DocumentInput;
}

export const LONGEST_NUMBER = 21;

type Head = Pick<DocumentInput, 'date' | 'number' | 'memo' | 'currency' | 'rate'>;

/** Date, number, note, currency and rate. A party's or account's currency is the document's; another one is refused. */
export function head(fields: Fields, today: string, currency: string): Head {
  const asked = fields.ref('CurrencyRef');
  if (asked !== undefined && asked !== currency)
    throw business(`The currency ${asked} is not the one of this customer, vendor or account (${currency})`);
  const home = fields.company.profile.homeCurrency;
  const rate = currency === home ? 1 : (fields.number('ExchangeRate') ?? 1);
  if (rate <= 0) throw business('The exchange rate must be greater than zero');
  return {
    date: fields.date('TxnDate') ?? today,
    number: fields.text('DocNumber', LONGEST_NUMBER),
    memo: fields.text('PrivateNote'),
    currency,
    rate,
  };
}

export function currencyOf(fields: Fields, party: PartyRef): string {
  const known = party.kind === 'Employee' ? undefined : fields.company.party(party.id, party.kind);
  return known?.currency ?? fields.company.profile.homeCurrency;
}

/** As given, or the date and the days of the term given or the party's own; the date itself without a term. */
export function dueDate(fields: Fields, date: string, party: PartyRef): string {
  const given = fields.date('DueDate');
  if (given !== undefined) return given;
  const term = fields.ref('SalesTermRef');
  if (term !== undefined && !/^\d{1,3}$/.test(term)) throw invalidReference('Terms', term);
  const own = party.kind === 'Employee' ? undefined : fields.company.party(party.id, party.kind)?.termDays;
  return addDays(date, term === undefined ? (own ?? 0) : Number(term));
}

/** Lines by account, as bills, credits and purchases have them. Lines without amounts are passed over. */
export function expenseLines(fields: Fields): TxnLine[] {
  return someLines(
    fields.list('Line').flatMap((line) => {
      const type = line.need('DetailType').text('DetailType') ?? '';
      if (type === 'DescriptionOnly' || type === 'SubTotalLineDetail') return [];
      if (type === 'ItemBasedExpenseLineDetail')
        throw business('These companies buy no items; use AccountBasedExpenseLineDetail');
      if (type !== 'AccountBasedExpenseLineDetail') throw invalidEnumeration('DetailType', type);
      const account = line.need(type).inner(type).neededAccount('AccountRef');
      return [{ accountId: account.id, amount: line.neededAmount('Amount'), ...described(line) }];
    }),
  );
}

export function someLines<T>(lines: T[]): T[] {
  if (lines.length === 0) throw requiredMissing('Line');
  return lines;
}

export function described(line: Fields): { description?: string } {
  const description = line.text('Description');
  return description === undefined ? {} : { description };
}

/** What a payment or bill payment is applied to: one document a line. Refuses documents of somebody else. */
export function applications(fields: Fields, types: readonly TxnType[], party: PartyRef): TxnLink[] {
  const links = fields.list('Line').flatMap((line) => {
    const linked = line.list('LinkedTxn');
    if (linked.length === 0) return [];
    if (linked.length > 1) throw business('A line of a payment links one transaction');
    const named = linked[0] as Fields;
    const id = named.need('TxnId').text('TxnId') as string;
    const name = named.need('TxnType').text('TxnType') as string;
    const type = types.find((known) => known === name);
    if (type === undefined) throw invalidEnumeration('TxnType', name);
    const target = fields.company.txn(type, id);
    if (!target || target.deleted || target.voided) throw invalidReference('Txns', id);
    if (!sameFamily(fields, target.party, party)) throw business(`${type} ${id} belongs to another customer or vendor`);
    const amount = line.neededAmount('Amount');
    if (amount < 0) throw business('Amounts applied cannot be negative');
    return amount === 0 ? [] : [{ type, id, amount }];
  });
  const ids = new Set(links.map(({ id }) => id));
  if (ids.size < links.length) throw business('One transaction is linked twice');
  return links;
}

/** The same party, or a customer and its job. */
function sameFamily(fields: Fields, a: PartyRef | undefined, b: PartyRef): boolean {
  if (a === undefined || a.kind === 'Employee' || b.kind === 'Employee') return false;
  if (a.kind === b.kind && a.id === b.id) return true;
  const top = (ref: PartyRef): string =>
    ref.kind === 'Employee' ? ref.id : (fields.company.party(ref.id, ref.kind)?.parentId ?? ref.id);
  return a.kind === b.kind && top(a) === top(b);
}
