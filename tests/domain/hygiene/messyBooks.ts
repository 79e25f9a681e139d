/** Random small books in which much is wrong: few vendors, amounts, numbers and days, so that things coincide. */
import fc from 'fast-check';
import { addDays } from '../../../domain/calendar.js';
import { entityKey } from '../../../domain/documentTypes.js';
import type { HygieneBooks } from '../../../domain/hygiene/hygieneBooks.js';
import { account, CHART, day } from '../company.js';
import {
  AS_OF,
  bill,
  billPayment,
  booksOf,
  creditMemo,
  customer,
  deposit,
  invoice,
  journal,
  payment,
  purchase,
  refund,
  salesReceipt,
  transfer,
  vendor,
  vendorCredit,
  type Entered,
} from './books.js';

const ENTER = {
  bill,
  billPayment,
  vendorCredit,
  invoice,
  payment,
  creditMemo,
  salesReceipt,
  refund,
  deposit,
  purchase,
  transfer,
};
const KINDS = Object.keys(ENTER) as (keyof typeof ENTER)[];

const VENDORS = ['v1', 'v2', 'v3'];
const CUSTOMERS = ['c1', 'c2'];
const PARTIES = [
  vendor('v1', 'Acme Supply'),
  vendor('v2', 'Acme Supply, Inc.', { vendor1099: true }),
  vendor('v3', 'Zenith'),
  customer('c1', 'Harper'),
  customer('c2', 'Quinn'),
];
const ACCOUNTS = [
  ...CHART,
  account('Uncategorized Expense', 'Expense', 'OtherMiscellaneousServiceCost'),
  account('Suspense', 'Other Current Asset'),
];

const seed = fc.record({
  kind: fc.constantFrom(...KINDS, 'journal' as const, 'bill' as const, 'purchase' as const, 'invoice' as const),
  daysBefore: fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 400 })),
  amount: fc.constantFrom(5000, 10_001, 120_000, 120_000, 500_000, 9_000_000),
  dueIn: fc.constantFrom(null, 0, 15, 30),
  number: fc.constantFrom(null, 'A-1', 'A-1', 'B-2'),
  vendor: fc.constantFrom(...VENDORS, null),
  customer: fc.constantFrom(...CUSTOMERS),
  account: fc.constantFrom('goods', 'rent', 'Uncategorized Expense', 'owner', 'Suspense'),
  through: fc.constantFrom('checking', 'checking', 'savings', 'card', 'undeposited'),
  memo: fc.constantFrom(null, 'Scanned'),
  cleared: fc.boolean(),
  voided: fc.integer({ min: 0, max: 9 }).map((nth) => nth === 0),
  attached: fc.boolean(),
  applied: fc.boolean(),
  legs: fc.constantFrom(
    { receivable: 1, sales: -1 },
    { rent: 1, payable: -1 },
    { deposits: -1, rent: 1 },
    { opening: -1, checking: 1 },
  ),
});

type Seed = typeof seed extends fc.Arbitrary<infer Each> ? Each : never;

const isSale = (kind: Seed['kind']): boolean =>
  ['invoice', 'payment', 'creditMemo', 'salesReceipt', 'refund'].includes(kind);

function enteredAs(seeds: readonly Seed[], of: Seed, position: number): Entered {
  const date = addDays(day(AS_OF), -of.daysBefore);
  const party = isSale(of.kind) ? of.customer : of.vendor;
  const partyName = PARTIES.find(({ id }) => id === party)?.name ?? null;
  const { number, memo, cleared, voided, account: other, through } = of;
  const more = {
    ...{ number, cleared, voided, through, dueDate: of.dueIn === null ? null : addDays(date, of.dueIn) },
    ...(memo === null ? {} : { memo }),
    ...(party === null ? {} : { party, partyName }),
  };
  const amount = voided ? 0 : of.amount;
  if (of.kind === 'journal') {
    const legs = Object.fromEntries(Object.entries(of.legs).map(([leg, sign]) => [leg, sign * amount]));
    return journal(`${position}`, date, amount, { ...more, legs });
  }
  const settles = of.kind === 'payment' ? 'invoice' : of.kind === 'billPayment' ? 'bill' : null;
  const target =
    of.applied && settles !== null ? seeds.findIndex(({ kind, voided: gone }) => kind === settles && !gone) : -1;
  const share = Math.min(amount, seeds[target]?.amount ?? 0);
  const applied = target < 0 ? {} : { [entityKey(settles === 'bill' ? 'Bill' : 'Invoice', `${target}`)]: share };
  const takesAccount = of.kind === 'purchase' || of.kind === 'bill' || of.kind === 'vendorCredit';
  return ENTER[of.kind](`${position}`, date, amount, { ...more, applied, ...(takesAccount ? { account: other } : {}) });
}

export const messyBooks: fc.Arbitrary<HygieneBooks> = fc
  .record({
    seeds: fc.array(seed, { maxLength: 40 }),
    closes: fc.option(fc.integer({ min: 20, max: 200 }), { nil: null }),
  })
  .map(({ seeds, closes }) => {
    const entered = seeds.map((of, position) => enteredAs(seeds, of, position));
    const documents = entered.flatMap((each) => each.documents);
    const key = ({ type, id }: (typeof documents)[number]): string => entityKey(type, id);
    return booksOf(entered, {
      accounts: ACCOUNTS,
      parties: PARTIES,
      attachedTo: new Set(documents.filter((_, position) => seeds[position]?.attached).map(key)),
      enteredAt: new Map(documents.map((document) => [key(document), `${addDays(day(AS_OF), -20)}T10:00:00Z`])),
      closedThrough: closes === null ? null : addDays(day(AS_OF), -closes),
    });
  });
