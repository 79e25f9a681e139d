/**
 * A company's figures computed from its journal file alone. Written from the definitions, it shares no line with the
 * product's arithmetic nor with the stand-in's code: where this and the product agree, both had to be right by themselves.
 * Amounts are integers in minor units of the home currency.
 */
import { readFileSync } from 'node:fs';

interface JournalAccount {
  id: string;
  name: string;
  type: string;
  subType: string;
  currency: string;
  active: boolean;
  parentId?: string;
}

interface JournalTxn {
  id: string;
  type: string;
  date: string;
  dueDate?: string;
  currency: string;
  total: number;
  voided: boolean;
  deleted: boolean;
  links: { type: string; id: string; amount: number }[];
}

interface JournalEntry {
  accountId: string;
  debit: number;
  credit: number;
}

interface JournalRecord {
  op: string;
  profile?: { homeCurrency: string };
  account?: JournalAccount;
  txn?: JournalTxn;
  entries?: JournalEntry[];
}

export interface JournalFigures {
  cash: number;
  cashIn: number;
  cashOut: number;
  apartIn: number;
  days: number;
  /** `0.0`, `12.3`, `over 50`, `NOT_BURNING` or `NO_DATA`. */
  runway: string;
  payablesDue: number;
  payablesOverdue: number;
  receivablesOverdue: number;
}

const DAY = 86_400_000;
const shift = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
const between = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Figures as of a date, from one company's journal file. */
export function journalFigures(path: string, asOf: string): JournalFigures {
  const books = readBooks(path);
  const from91 = shift(asOf, -90);
  const cashIds = countedCash(books, from91, asOf);
  const moves = books.living.flatMap(({ txn, entries }) =>
    txn.date <= asOf ? moved(books, txn, entries, cashIds) : [],
  );
  const first = moves
    .filter((move) => move.kind !== 'opening')
    .reduce((least, move) => (move.date < least ? move.date : least), '9999');
  const history = first === '9999' ? 0 : between(first, asOf) + 1;
  const start = first > from91 ? first : from91;
  const days = Math.min(91, history);
  const inWindow = moves.filter((move) => move.date >= start);
  const total = (keep: (move: Move) => boolean): number =>
    inWindow.filter(keep).reduce((all, move) => all + move.amount, 0);
  const cash = books.living
    .filter(({ txn }) => txn.date <= asOf)
    .flatMap(({ entries }) => entries)
    .filter((entry) => cashIds.has(entry.accountId))
    .reduce((all, entry) => all + entry.debit - entry.credit, 0);
  const cashIn = total((move) => move.amount > 0 && !move.out && move.kind === 'operating');
  const cashOut = total((move) => move.out && ['operating', 'investing', 'financing'].includes(move.kind));
  const apartIn = total((move) => !move.out && ['investing', 'financing'].includes(move.kind));
  return {
    cash,
    cashIn,
    cashOut,
    apartIn,
    days,
    runway: runwayText(cash, cashOut - cashIn, days, history),
    ...openItems(books, asOf),
  };
}

interface Books {
  home: string;
  accounts: Map<string, JournalAccount>;
  living: { txn: JournalTxn; entries: JournalEntry[] }[];
  byKey: Map<string, { txn: JournalTxn; entries: JournalEntry[] }>;
}

function readBooks(path: string): Books {
  const accounts = new Map<string, JournalAccount>();
  const byKey = new Map<string, { txn: JournalTxn; entries: JournalEntry[] }>();
  let home = '';
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    if (line === '') continue;
    const record = JSON.parse(line) as JournalRecord;
    if (record.profile) home = record.profile.homeCurrency;
    if (record.account) accounts.set(record.account.id, record.account);
    if (record.txn)
      byKey.set(`${record.txn.type} ${record.txn.id}`, { txn: record.txn, entries: record.entries ?? [] });
  }
  const living = [...byKey.values()].filter(({ txn }) => !txn.voided && !txn.deleted);
  return { home, accounts, living, byKey };
}

function countedCash(books: Books, from: string, to: string): Set<string> {
  const active = new Set<string>();
  for (const { txn, entries } of books.living) {
    if (txn.date >= from && txn.date <= to) entries.forEach((entry) => active.add(entry.accountId));
  }
  const names = (account: JournalAccount): string =>
    account.parentId ? `${books.accounts.get(account.parentId)?.name ?? ''} ${account.name}` : account.name;
  return new Set(
    [...books.accounts.values()]
      .filter((account) => account.type === 'Bank' && account.currency === books.home)
      .filter((account) => !/\b(trust|escrow)\b/i.test(names(account)))
      .filter((account) => account.active || active.has(account.id))
      .map((account) => account.id),
  );
}

interface Move {
  date: string;
  out: boolean;
  kind: string;
  amount: number;
}

function kindOf(books: Books, id: string): string {
  const account = books.accounts.get(id);
  if (!account) throw new Error(`The journal names account ${id} and has none of that id.`);
  if (account.type === 'Bank') return 'own';
  if (account.type === 'Equity' || account.type === 'Long Term Liability') return 'financing';
  if (account.type === 'Fixed Asset' || account.type === 'Other Asset') return 'investing';
  const borrowed = ['LineOfCredit', 'LoanPayable', 'NotesPayable'];
  if (account.type === 'Other Current Liability' && borrowed.includes(account.subType)) return 'financing';
  return 'operating';
}

/** One document's cash, split over its other accounts. */
function moved(books: Books, txn: JournalTxn, entries: JournalEntry[], cashIds: Set<string>): Move[] {
  const cashLegs = entries.filter((entry) => cashIds.has(entry.accountId));
  if (cashLegs.length === 0) return [];
  const others = entries.filter((entry) => !cashIds.has(entry.accountId));
  const opening = others.some((entry) => books.accounts.get(entry.accountId)?.subType === 'OpeningBalanceEquity');
  const add = (list: JournalEntry[], side: 'debit' | 'credit'): number =>
    list.reduce((all, entry) => all + entry[side], 0);
  const moves: Move[] = [];
  for (const out of [false, true]) {
    const [ours, theirs] = out ? (['credit', 'debit'] as const) : (['debit', 'credit'] as const);
    const amount = Math.min(add(cashLegs, ours), add(others, theirs));
    if (amount === 0) continue;
    if (opening) {
      moves.push({ date: txn.date, out, kind: 'opening', amount });
      continue;
    }
    for (const [id, part] of share(amount, byAccount(others, theirs))) {
      const funds = books.accounts.get(id)?.subType === 'UndepositedFunds';
      const kinds =
        funds && !out && txn.type === 'Deposit'
          ? deposited(books, txn, part, cashIds)
          : [[kindOf(books, id), part] as const];
      for (const [kind, size] of kinds) moves.push({ date: txn.date, out, kind, amount: size });
    }
  }
  return moves;
}

function byAccount(entries: JournalEntry[], side: 'debit' | 'credit'): [string, number][] {
  const sums = new Map<string, number>();
  for (const entry of entries) sums.set(entry.accountId, (sums.get(entry.accountId) ?? 0) + entry[side]);
  return [...sums].filter(([, amount]) => amount > 0).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Pro rata, whole units, the remainder to the largest. */
function share(amount: number, weights: [string, number][]): [string, number][] {
  const whole = weights.reduce((all, [, weight]) => all + weight, 0);
  const parts = weights.map(
    ([id, weight]) => [id, Number((BigInt(amount) * BigInt(weight)) / BigInt(whole))] as [string, number],
  );
  const largest = weights.reduce((best, [, weight], at) => (weight > (weights[best]?.[1] ?? 0) ? at : best), 0);
  const rest = amount - parts.reduce((all, [, part]) => all + part, 0);
  const winner = parts[largest];
  if (winner) winner[1] += rest;
  return parts;
}

/** What undeposited money stands for: the credits of the documents that were deposited. */
function deposited(
  books: Books,
  deposit: JournalTxn,
  amount: number,
  cashIds: Set<string>,
): (readonly [string, number])[] {
  const links = deposit.links
    .map((link) => ({ amount: link.amount, behind: books.byKey.get(`${link.type} ${link.id}`) }))
    .filter((link) => link.behind !== undefined && link.amount > 0);
  const linked = links.reduce((all, link) => all + link.amount, 0);
  const fromLinks = Math.min(amount, linked);
  const parts: (readonly [string, number])[] = amount > linked ? [['operating', amount - linked]] : [];
  const shares =
    linked === 0
      ? []
      : share(
          fromLinks,
          links.map((link, at) => [String(at), link.amount]),
        );
  shares.forEach(([at, part]) => {
    const legs = links[Number(at)]?.behind?.entries ?? [];
    const credits = legs.filter(
      (leg) => !cashIds.has(leg.accountId) && books.accounts.get(leg.accountId)?.subType !== 'UndepositedFunds',
    );
    const weights = byAccount(credits, 'credit');
    if (weights.length === 0) parts.push(['operating', part]);
    else for (const [id, size] of share(part, weights)) parts.push([kindOf(books, id), size]);
  });
  return parts;
}

function runwayText(cash: number, burn: number, days: number, history: number): string {
  if (cash <= 0) return '0.0';
  if (history < 28) return 'NO_DATA';
  if (burn <= 0) return 'NOT_BURNING';
  // Half up to one decimal, in whole numbers.
  const tenths = Number((BigInt(cash) * BigInt(days) * 20n + 7n * BigInt(burn)) / (14n * BigInt(burn)));
  return tenths > 500 ? 'over 50' : (tenths / 10).toFixed(1);
}

function openItems(
  books: Books,
  asOf: string,
): Pick<JournalFigures, 'payablesDue' | 'payablesOverdue' | 'receivablesOverdue'> {
  const settled = new Map<string, number>();
  for (const { txn } of books.living) {
    if (txn.type !== 'Payment' && txn.type !== 'BillPayment') continue;
    for (const link of txn.links) {
      const key = `${link.type} ${link.id}`;
      const date = books.byKey.get(key)?.txn.date ?? txn.date;
      if (txn.date <= asOf && date <= asOf) settled.set(key, (settled.get(key) ?? 0) + link.amount);
    }
  }
  const figures = { payablesDue: 0, payablesOverdue: 0, receivablesOverdue: 0 };
  for (const { txn } of books.living) {
    if (txn.date > asOf || !txn.dueDate || txn.currency !== books.home) continue;
    const open = txn.total - (settled.get(`${txn.type} ${txn.id}`) ?? 0);
    const days = between(asOf, txn.dueDate);
    if (txn.type === 'Invoice' && days < 0) figures.receivablesOverdue += open;
    if (txn.type === 'Bill' && days < 0) figures.payablesOverdue += open;
    if (txn.type === 'Bill' && days >= 0 && days <= 14) figures.payablesDue += open;
  }
  return figures;
}
