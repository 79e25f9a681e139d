import type { Company } from '../../ledger/company.js';
import type { PartyRef, Txn, TxnLine, TxnType } from '../../ledger/types.js';
import { toHome } from '../amount.js';
import type { Books } from './books.js';
import {
  accountRef,
  amount,
  currencyRef,
  glanceStamp,
  omitEmpty,
  stamps,
  STAMPS,
  type EntityKind,
  type Json,
  type JsonValue,
} from './entityKind.js';

/** How a link names its other side. A bill payment is `BillPaymentCheck` even when a card paid. */
export const linkName = (type: TxnType): string => (type === 'BillPayment' ? 'BillPaymentCheck' : type);

/** LinkedTxn of a document: what was applied to it, and the deposit it is in. */
export function linkedFrom(company: Company, txn: Txn): Json[] {
  const seen = new Set<string>();
  return company.appliedTo(txn).flatMap(({ from }) => {
    if (seen.has(from.id)) return [];
    seen.add(from.id);
    return [{ TxnId: from.id, TxnType: linkName(from.type) }];
  });
}

export function partyRef(company: Company, party: PartyRef | undefined): Json | undefined {
  if (!party) return undefined;
  const known = party.kind === 'Employee' ? undefined : company.party(party.id, party.kind);
  return { value: party.id, name: known?.name ?? party.name };
}

/** EntityRef with its type, as purchases and deposit lines have it. */
export const entityRef = (company: Company, party: PartyRef | undefined): Json | undefined =>
  party && { ...partyRef(company, party), type: party.kind };

/** TxnDate, currency, number, note: common to all transactions. ExchangeRate only where several currencies are on. */
export function head(company: Company, txn: Txn): Json {
  const foreign = company.profile.multiCurrency;
  return {
    TxnDate: txn.date,
    DocNumber: txn.number,
    CurrencyRef: currencyRef(txn.currency),
    ExchangeRate: foreign ? txn.rate : undefined,
    PrivateNote: txn.memo,
  };
}

/** Balance in the transaction's currency, HomeBalance beside it where several currencies are on. */
export function balances(company: Company, txn: Txn): Json {
  const open = company.openBalance(txn);
  return {
    Balance: amount(open),
    HomeBalance: company.profile.multiCurrency ? amount(toHome(open, txn.rate)) : undefined,
  };
}

export function total(company: Company, txn: Txn): Json {
  return {
    TotalAmt: amount(txn.total),
    HomeTotalAmt: company.profile.multiCurrency ? amount(toHome(txn.total, txn.rate)) : undefined,
  };
}

/** Expense lines by account. Line ids count from 1. */
export const expenseLines = (company: Company, lines: readonly TxnLine[]): Json[] =>
  lines.map((line, at) =>
    omitEmpty({
      Id: String(at + 1),
      LineNum: at + 1,
      Description: line.description,
      Amount: amount(line.amount),
      LinkedTxn: [],
      DetailType: 'AccountBasedExpenseLineDetail',
      AccountBasedExpenseLineDetail: {
        AccountRef: accountRef(company, line.accountId) ?? null,
        BillableStatus: 'NotBillable',
        TaxCodeRef: { value: 'NON' },
      },
    }),
  );

function salesLine(company: Company, line: TxnLine, at: number): Json {
  const item = line.itemId === undefined ? undefined : company.item(line.itemId);
  return omitEmpty({
    Id: String(at + 1),
    LineNum: at + 1,
    Description: line.description,
    Amount: amount(line.amount),
    LinkedTxn: [],
    DetailType: 'SalesItemLineDetail',
    SalesItemLineDetail: omitEmpty({
      ItemRef: item ? { value: item.id, name: item.name } : { value: '1', name: 'Services' },
      UnitPrice: amount(line.amount),
      Qty: 1,
      ItemAccountRef: accountRef(company, line.accountId),
      TaxCodeRef: { value: 'NON' },
    }),
    CustomExtensions: [],
  });
}

/** Sales lines, their subtotal line without an id, and the tax detail: tax is no line of its own. */
export function salesLines(company: Company, txn: Txn): Json {
  const plain = txn.lines.filter((line) => line.tax !== true);
  const sum = (lines: readonly TxnLine[]): number => lines.reduce((all, line) => all + line.amount, 0);
  return {
    Line: [
      ...plain.map((line, at) => salesLine(company, line, at)),
      { Amount: amount(sum(plain)), DetailType: 'SubTotalLineDetail', SubTotalLineDetail: {} },
    ],
    TxnTaxDetail: { TotalTax: amount(sum(txn.lines) - sum(plain)) },
  };
}

/** Lines that apply a payment: one a link, with the amount applied. */
export const appliedLines = (txn: Txn): Json[] =>
  txn.links.map((link) => ({ Amount: amount(link.amount), LinkedTxn: [{ TxnId: link.id, TxnType: link.type }] }));

const TXN_PROPERTIES = [
  ...STAMPS,
  'TxnDate',
  'DocNumber',
  'CurrencyRef',
  'ExchangeRate',
  'PrivateNote',
  'TotalAmt',
  'HomeTotalAmt',
  'LinkedTxn',
] as const;

function glance(txn: Txn, property: string): JsonValue | undefined {
  if (property === 'txndate') return txn.date;
  if (property === 'docnumber') return txn.number ?? null;
  return property === 'totalamt' && txn.type !== 'JournalEntry' ? amount(txn.total) : glanceStamp(txn, property);
}

interface TxnKindInput {
  name: TxnType;
  key?: string;
  tellsTotal?: boolean;
  properties: readonly string[];
  write(company: Company, txn: Txn): Json;
}

/** An entity of a transaction type: deleted ones are gone, voided ones stay. */
export function txnKind({ name, key = name, tellsTotal = false, properties, write }: TxnKindInput): EntityKind<Txn> {
  return {
    name,
    key,
    isList: false,
    tellsTotal,
    properties: [...TXN_PROPERTIES, ...properties],
    records: (company) => company.txns(name).filter((txn) => !txn.deleted),
    everRecorded: (company, from) => company.txnsChangedSince(from).filter((txn) => txn.type === name),
    find: (company, id) => {
      const txn = company.txn(name, id);
      return txn?.deleted === true ? undefined : txn;
    },
    glance,
    write: ({ company }: Books, txn) => omitEmpty({ ...write(company, txn), ...stamps(txn) }),
  };
}
