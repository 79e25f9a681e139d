import type { CashClass, CashDirection, CashMovement } from './cashMovement.js';
import { entityKey } from './documentTypes.js';
import { cents, sum } from './money.js';
import type { OpenTotals } from './snapshot.js';
import type { Cents, IsoDate } from './units.js';
import { flowOf, type FlowKey } from './windowFlows.js';

export interface ProvenanceTransaction {
  readonly documentKey: string;
  readonly type: string;
  readonly id: string | null;
  readonly date: IsoDate;
  readonly number: string | null;
  readonly name: string | null;
  readonly memo: string | null;
  /** As it enters the figure: what lowers it is below zero. */
  readonly amount: Cents;
  readonly class: CashClass | null;
}

/** Transactions of one kind; `amount` is their sum, or a balance where there are none. */
export interface ProvenanceGroup {
  readonly label: string;
  /** Null for balances, bills and invoices. */
  readonly direction: CashDirection | null;
  /** Null where the group is not one class: balances, bills, invoices, one-offs. */
  readonly class: CashClass | null;
  readonly count: number;
  readonly amount: Cents;
  /** By date, then document key. */
  readonly transactions: readonly ProvenanceTransaction[];
}

const HEADS: Readonly<Record<FlowKey, readonly [string, CashDirection, CashClass | null]>> = {
  operatingIn: ['Operating cash in', 'IN', 'OPERATING'],
  operatingOut: ['Operating cash out', 'OUT', 'OPERATING'],
  investingIn: ['Sales of assets', 'IN', 'INVESTING'],
  investingOut: ['Purchases of assets', 'OUT', 'INVESTING'],
  financingIn: ['Loans and owners, in', 'IN', 'FINANCING'],
  financingOut: ['Loans and owners, out', 'OUT', 'FINANCING'],
  ownTransferIn: ['Transfers from accounts not counted', 'IN', 'OWN_TRANSFER'],
  ownTransferOut: ['Transfers to accounts not counted', 'OUT', 'OWN_TRANSFER'],
  openingIn: ['Opening balances', 'IN', 'OPENING'],
  openingOut: ['Opening balances, out', 'OUT', 'OPENING'],
  oneOffIn: ['One-offs set aside, in', 'IN', null],
  oneOffOut: ['One-offs set aside, out', 'OUT', null],
};

/** One group for each of the flows that has movements, in the given order; amounts times `sign`. */
export function flowGroups(
  movements: readonly CashMovement[],
  setAside: ReadonlySet<string>,
  keys: readonly FlowKey[],
  sign: 1 | -1,
): ProvenanceGroup[] {
  const byKey = new Map<FlowKey, ProvenanceTransaction[]>(keys.map((key) => [key, []]));
  for (const movement of movements) {
    const { parts, ...head } = movement;
    const oneOff = setAside.has(movement.documentKey);
    const amounts = new Map<FlowKey, number>();
    for (const part of parts) {
      const key = flowOf(part, oneOff);
      amounts.set(key, (amounts.get(key) ?? 0) + part.amount * sign);
    }
    for (const [key, amount] of amounts) byKey.get(key)?.push({ ...head, amount: cents(amount), class: HEADS[key][2] });
  }
  return [...byKey]
    .filter(([, transactions]) => transactions.length > 0)
    .map(([key, transactions]) => {
      const [label, direction, cashClass] = HEADS[key];
      const amount = sum(transactions.map((transaction) => transaction.amount));
      return { label, direction, class: cashClass, count: transactions.length, amount, transactions };
    });
}

/** The open bills or invoices behind a total, at what is open of each. */
export function openItemGroup(label: string, { amount, count, items }: OpenTotals): ProvenanceGroup {
  const transactions = items.map((item) => ({
    documentKey: entityKey(item.type, item.id),
    type: item.type,
    id: item.id,
    date: item.date,
    number: item.number,
    name: item.partyName,
    memo: null,
    amount: item.open,
    class: null,
  }));
  return { label, direction: null, class: null, count, amount, transactions };
}

/** A balance that stands for what came before. */
export function balanceGroup(label: string, amount: Cents): ProvenanceGroup {
  return { label, direction: null, class: null, count: 0, amount, transactions: [] };
}
