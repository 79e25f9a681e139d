/** Small books for the hygiene rules: each function enters one document with its legs; `sourceOf` puts them together. */
import type { BookDocument, Books, DocumentType, Posting } from '../../../domain/books.js';
import type { HygieneBooks, Party } from '../../../domain/hygiene/hygieneBooks.js';
import { HygieneSource } from '../../../domain/hygiene/hygieneSource.js';
import type { Finding, Rule } from '../../../domain/hygiene/rule.js';
import { settingValues, type SettingKey } from '../../../domain/hygiene/settings.js';
import { books, day, document, entry, money, SETTINGS } from '../company.js';

/** A Sunday. */
export const AS_OF = '2026-11-22';

/** One document as entered: the entity and its legs. */
export interface Entered {
  readonly documents: readonly BookDocument[];
  readonly postings: readonly Posting[];
}

export interface EnteredMore extends Partial<Omit<BookDocument, 'applications' | 'dueDate' | 'total'>> {
  /** In the document's currency, where it is not the amount. */
  readonly total?: number;
  readonly dueDate?: string | null;
  /** Vendor or customer; its name is the id unless `partyName` says another. */
  readonly party?: string;
  /** Bank, card or undeposited funds it is paid from or into. */
  readonly through?: string;
  /** The account on the other side. */
  readonly account?: string;
  readonly memo?: string;
  readonly cleared?: boolean;
  /** What it applies to, by entity key, minor units. */
  readonly applied?: Readonly<Record<string, number>>;
  /** The ledger's label, where it is not the usual one. */
  readonly label?: string;
  /** Legs instead of the usual two; debit above zero. */
  readonly legs?: Readonly<Record<string, number>>;
}

/** Amounts in minor units. */
type Enter = (id: string, date: string, amount: number, more?: EnteredMore) => Entered;

interface Usual {
  readonly type: DocumentType;
  readonly label: string;
  readonly legs: (amount: number, more: EnteredMore) => Record<string, number>;
}

function enter({ type, label, legs }: Usual): Enter {
  return (id, date, amount, more = {}) => {
    const { party, memo, cleared, applied, dueDate } = more;
    const partyName = more.partyName ?? party ?? null;
    const fields = { number: more.number ?? null, currency: more.currency ?? 'USD', voided: more.voided ?? false };
    const total = money(more.total ?? amount);
    const applications = Object.entries(applied ?? {}).map(([key, share]) => {
      const [target = '', targetId = ''] = key.split(':');
      return { type: target as DocumentType, id: targetId, amount: money(share) };
    });
    return {
      documents: [
        document(type, id, date, {
          ...fields,
          total,
          partyId: party ?? null,
          partyName,
          applications,
          dueDate: dueDate ? day(dueDate) : null,
        }),
      ],
      postings: entry(more.label ?? label, date, more.legs ?? legs(amount, more), {
        documentId: id,
        number: fields.number,
        name: partyName,
        memo: memo ?? null,
        cleared: cleared ?? false,
      }),
    };
  };
}

export const bill = enter({
  type: 'Bill',
  label: 'Bill',
  legs: (amount, { account = 'goods' }) => ({ payable: -amount, [account]: amount }),
});
export const vendorCredit = enter({
  type: 'VendorCredit',
  label: 'Vendor Credit',
  legs: (amount, { account = 'goods' }) => ({ payable: amount, [account]: -amount }),
});
export const billPayment = enter({
  type: 'BillPayment',
  label: 'Bill Payment (Check)',
  legs: (amount, { through = 'checking' }) => ({ [through]: -amount, payable: amount }),
});
export const invoice = enter({
  type: 'Invoice',
  label: 'Invoice',
  legs: (amount, { account = 'sales' }) => ({ receivable: amount, [account]: -amount }),
});
export const creditMemo = enter({
  type: 'CreditMemo',
  label: 'Credit Memo',
  legs: (amount, { account = 'sales' }) => ({ receivable: -amount, [account]: amount }),
});
/** Into checking unless `through` says another. */
export const payment = enter({
  type: 'Payment',
  label: 'Payment',
  legs: (amount, { through = 'checking' }) => ({ [through]: amount, receivable: -amount }),
});
export const salesReceipt = enter({
  type: 'SalesReceipt',
  label: 'Sales Receipt',
  legs: (amount, { through = 'checking', account = 'sales' }) => ({ [through]: amount, [account]: -amount }),
});
export const refund = enter({
  type: 'RefundReceipt',
  label: 'Refund',
  legs: (amount, { through = 'checking', account = 'sales' }) => ({ [through]: -amount, [account]: amount }),
});
/** Out of undeposited funds unless `account` says another. */
export const deposit = enter({
  type: 'Deposit',
  label: 'Deposit',
  legs: (amount, { through = 'checking', account = 'undeposited' }) => ({ [through]: amount, [account]: -amount }),
});
export const purchase = enter({
  type: 'Purchase',
  label: 'Expense',
  legs: (amount, { through = 'checking', account = 'goods' }) => ({ [through]: -amount, [account]: amount }),
});
export const transfer = enter({
  type: 'Transfer',
  label: 'Transfer',
  legs: (amount, { through = 'checking', account = 'savings' }) => ({ [through]: -amount, [account]: amount }),
});
/** Needs `legs`. */
export const journal = enter({ type: 'JournalEntry', label: 'Journal Entry', legs: () => ({}) });

/** What the ledger alone shows: a paycheck, a payroll tax. */
export function ledgerOnly(label: string, date: string, legs: Readonly<Record<string, number>>): Entered {
  return { documents: [], postings: entry(label, date, legs, { documentId: null }) };
}

export function vendor(id: string, name: string, more: Partial<Party> = {}): Party {
  return { kind: 'Vendor', id, name, active: true, vendor1099: false, hasTaxIdentifier: false, ...more };
}

export function customer(id: string, name: string, more: Partial<Party> = {}): Party {
  return { ...vendor(id, name), kind: 'Customer', ...more };
}

export type MoreBooks = Partial<Omit<HygieneBooks, 'documents' | 'postings'>>;

export function booksOf(entered: readonly Entered[], more: MoreBooks = {}): HygieneBooks {
  const whole: Books = books(
    entered.flatMap(({ postings }) => postings),
    entered.flatMap(({ documents }) => documents),
  );
  return { ...whole, parties: [], attachedTo: new Set(), enteredAt: new Map(), closedThrough: null, ...more };
}

export function sourceOf(entered: readonly Entered[], more: MoreBooks = {}, asOf = AS_OF): HygieneSource {
  return new HygieneSource(booksOf(entered, more), SETTINGS, day(asOf));
}

/** What a rule finds under the standard settings, with those given over them. */
export function found(
  rule: Rule,
  source: HygieneSource,
  own: Partial<Record<SettingKey, number>> = {},
): readonly Finding[] {
  return rule.find(source, settingValues(own));
}

/** The keys of what a rule finds. */
export function keys(rule: Rule, source: HygieneSource, own: Partial<Record<SettingKey, number>> = {}): string[] {
  return found(rule, source, own).map(({ key }) => key);
}

/** The same source with documents, postings, accounts and parties in the opposite order. */
export function reversed(source: HygieneSource): HygieneSource {
  const { documents, postings, accounts, parties } = source.books;
  const backwards: HygieneBooks = {
    ...source.books,
    documents: [...documents].reverse(),
    postings: [...postings].reverse(),
    accounts: [...accounts].reverse(),
    parties: [...parties].reverse(),
  };
  return new HygieneSource(backwards, source.settings, source.asOf);
}
