import type { HygieneView } from '../offline/index.js';

type Issue = HygieneView['issues'][number];
type Line = Issue['lines'][number];
type Rule = HygieneView['rules'][number];

export const FAKE_RULES: readonly Rule[] = [
  {
    id: 'undeposited-funds-ageing',
    title: 'Undeposited funds ageing',
    about: 'Receipts that sit in Undeposited Funds are in no cash account, so cash on hand reads too low by them.',
    severity: 'DISTORTS',
    minutes: 2,
    countedOne: 'receipt',
    countedMany: 'receipts',
  },
  {
    id: 'duplicate-bill-number',
    title: 'Bill number used twice',
    about: 'Two open bills of one vendor with the same number. If they are one bill, the forecast pays it twice.',
    severity: 'BLOCKS',
    minutes: 3,
    countedOne: 'pair of bills',
    countedMany: 'pairs of bills',
  },
  {
    id: 'stale-invoice',
    title: 'Invoice long overdue',
    about: 'Invoices far past their due date may never be collected; they stay in view, in neither edge of the band.',
    severity: 'DISTORTS',
    minutes: 4,
    countedOne: 'invoice',
    countedMany: 'invoices',
  },
  {
    id: 'uncategorised-transaction',
    title: 'Uncategorised transaction',
    about:
      'What is not categorised can be a sale, a loan or an owner’s contribution: burn and runway read it as one of them.',
    severity: 'BLOCKS',
    minutes: 1,
    countedOne: 'transaction',
    countedMany: 'transactions',
  },
  {
    id: 'vendor-without-tax-id',
    title: '1099 vendor without tax id',
    about: 'Vendors paid enough for Form 1099 whose tax id is not in the books.',
    severity: 'TIDY',
    minutes: 5,
    countedOne: 'vendor',
    countedMany: 'vendors',
  },
  {
    id: 'missing-receipt',
    title: 'Receipt missing',
    about: 'Card purchases without an attached receipt.',
    severity: 'TIDY',
    minutes: 1,
    countedOne: 'purchase',
    countedMany: 'purchases',
  },
];

const QUICKBOOKS = 'https://app.qbo.intuit.com/app';

function line(
  type: string,
  id: string,
  date: string | null,
  name: string,
  amount: number,
  memo: string | null = null,
): Line {
  const key = `${type.replaceAll(' ', '')}:${id}`;
  const number = type === 'Vendor' ? null : id;
  return { key, documentKey: key, type, date, number, name, memo, amount, url: `${QUICKBOOKS}/txn?id=${id}` };
}

/** An open issue, as the server would answer it. */
export function fakeIssue(
  ruleId: string,
  id: string,
  reason: string,
  lines: readonly Line[],
  more: Partial<Issue> = {},
): Issue {
  return {
    id,
    ruleId,
    key: lines.map(({ key }) => key).join('+'),
    state: 'OPEN',
    reason,
    moneyAtStake: lines.reduce((sum, { amount }) => sum + amount, 0),
    lines: [...lines],
    moreLines: 0,
    fixUrl: lines[0]?.url ?? null,
    foundOn: '2026-11-15',
    reopenedOn: null,
    settledOn: null,
    snoozedUntil: null,
    dismissedBecause: null,
    byName: null,
    at: null,
    ...more,
  };
}

const receipt = (
  id: string,
  date: string,
  days: number,
  name: string,
  amount: number,
  more: Partial<Issue> = {},
): Issue =>
  fakeIssue(
    'undeposited-funds-ageing',
    `u${id}`,
    `Received ${days} days ago and not deposited.`,
    [line('Payment', id, date, name, amount)],
    more,
  );

const purchase = (id: string, day: number, name: string, amount: number): Issue =>
  fakeIssue('missing-receipt', `r${id}`, `Paid by card on ${day} Nov without a receipt.`, [
    line('Expense', id, `2026-11-${String(day).padStart(2, '0')}`, name, amount),
  ]);

const set = (state: Issue['state'], more: Partial<Issue>): Partial<Issue> => ({
  state,
  byName: 'Daniel Reyes',
  at: '2026-11-18T16:12:00.000Z',
  ...more,
});

/** Issues in every state, the open ones in the order of their prices. */
export const FAKE_ISSUES: readonly Issue[] = [
  receipt('1036', '2026-11-03', 19, 'Quayside Kitchens', 118_000),
  receipt('1040', '2026-11-06', 16, 'Oat & Iron Coffee', 88_475),
  receipt('1039', '2026-11-09', 13, 'Foxglove Builders', 120_000),
  fakeIssue('duplicate-bill-number', 'd1', 'Pacific Edge Finishes has number PE-88120 on two open bills of 1,622.08.', [
    line('Bill', 'PE-88120', '2026-11-04', 'Pacific Edge Finishes', 162_208, 'Lacquer, November'),
    line('Bill', 'PE-88120', '2026-11-05', 'Pacific Edge Finishes', 162_208),
  ]),
  fakeIssue('stale-invoice', 's1', 'Due 96 days ago; this customer usually pays 12 days late.', [
    line('Invoice', '1029', '2026-07-19', 'Merriweather Hotels', 447_550, 'Reception desk, second part'),
  ]),
  fakeIssue('uncategorised-transaction', 'c1', 'A deposit of 8,000.00 on 3 Nov is in Uncategorized Income.', [
    line('Deposit', '771', '2026-11-03', 'Merriweather Hotels', 800_000, 'Transfer'),
  ]),
  fakeIssue('vendor-without-tax-id', 'v1', 'Paid 3,910.00 in 2026.', [
    line('Vendor', '31', null, 'Sunrise Waste & Haul', 391_000),
  ]),
  fakeIssue('vendor-without-tax-id', 'v2', 'Paid 2,400.00 in 2026.', [
    line('Vendor', '44', null, 'Tidewater Tool Service', 240_000),
  ]),
  ...[2, 4, 5, 9, 12, 16, 19].map((day, index) =>
    purchase(
      `${900 + index}`,
      day,
      ['Home Depot', 'Shell', 'Delta Air Lines'][index % 3] ?? 'Shell',
      26_300 + 1_170 * index,
    ),
  ),
  receipt('1022', '2026-10-28', 25, 'St. Brendan’s School', 64_000, set('SNOOZED', { snoozedUntil: '2026-12-01' })),
  fakeIssue(
    'stale-invoice',
    's2',
    'Due 120 days ago; this customer usually pays 30 days late.',
    [line('Invoice', '0991', '2026-06-25', 'Foxglove Builders', 210_000)],
    set('SNOOZED', { snoozedUntil: null }),
  ),
  fakeIssue(
    'duplicate-bill-number',
    'd2',
    'Halden Equipment Leasing has number L-0931 on two bills of 1,395.00.',
    [line('Bill', 'L-0931', '2026-10-23', 'Halden Equipment Leasing', 139_500)],
    set('DISMISSED', { dismissedBecause: 'Two leases with one number, checked with the client' }),
  ),
  receipt('1012', '2026-10-12', 34, 'Oat & Iron Coffee', 51_250, { state: 'SETTLED', settledOn: '2026-11-15' }),
];
