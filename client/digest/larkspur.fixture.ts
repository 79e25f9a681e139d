import type { DigestView, ProvenanceView } from '../offline/index.js';

type Movement = DigestView['movements'][number];
type Week = DigestView['history'][number];
type Item = DigestView['figures']['payablesDue']['items'][number];
type Runway = Week['runway'];
type Group = ProvenanceView['groups'][number];

export const LARKSPUR_ID = 'client-larkspur';

/** Sunday, weeks, status, cash, in, out, apart; the newest first. */
const WEEKS: readonly (readonly [string, number, Runway['status'], number, number, number, number])[] = [
  ['2026-11-22', 4.6, 'RED', 4_659_756, 1_498_020, 2_575_272, 0],
  ['2026-11-15', 6.1, 'YELLOW', 5_737_008, 2_597_700, 2_559_265, 0],
  ['2026-11-08', 6.3, 'YELLOW', 5_698_573, 1_876_056, 3_221_510, 0],
  ['2026-11-01', 8.0, 'YELLOW', 7_044_027, 2_390_515, 3_664_025, 0],
  ['2026-10-25', 9.6, 'YELLOW', 8_317_537, 2_019_040, 3_301_890, 0],
  ['2026-10-18', 11.2, 'YELLOW', 9_600_387, 2_588_020, 3_621_540, 0],
  ['2026-10-11', 12.7, 'YELLOW', 10_633_907, 1_943_385, 3_187_005, 0],
  ['2026-10-04', 14.5, 'GREEN', 11_877_527, 2_274_510, 3_410_277, 4_000_000],
  ['2026-09-27', 11.2, 'YELLOW', 9_013_294, 2_621_065, 3_094_410, 0],
  ['2026-09-20', 12.0, 'YELLOW', 9_486_639, 1_798_000, 3_521_030, 0],
  ['2026-09-13', 14.6, 'GREEN', 11_209_669, 2_130_240, 2_978_045, 0],
  ['2026-09-06', 15.9, 'GREEN', 12_057_474, 2_411_575, 3_356_000, 0],
  ['2026-08-30', 17.3, 'GREEN', 13_001_899, 1_984_030, 2_811_420, 0],
];

const CUSTOMERS = [
  'Oat & Iron Coffee',
  'Merriweather Hotels',
  'Foxglove Builders',
  'Quayside Kitchens',
  'St. Brendan’s School',
];
const VENDORS = [
  'Cascade Hardwoods',
  'Northgate Hardware',
  'Pacific Edge Finishes',
  'Beacon Street Properties',
  'Payroll',
];

export function runwayOf(weeks: number | null, status: Runway['status'], reason: string | null = null): Runway {
  if (weeks !== null) return { state: 'NUMBER', status, weeks, over: false, reason };
  return { state: status === 'NOT_BURNING' ? 'NOT_BURNING' : 'NO_DATA', status, weeks: null, over: false, reason };
}

/** A joinery that burns: every sum in it is the sum of what it lists. */
export function larkspurDigest(): DigestView {
  const movements = movementsOf();
  const sum = (direction: Movement['direction'], ...classes: Movement['class'][]): number =>
    movements
      .filter((part) => part.direction === direction && classes.includes(part.class))
      .reduce((total, { amount }) => total + amount, 0);
  const cashIn = sum('IN', 'OPERATING');
  const cashOut = sum('OUT', 'OPERATING', 'INVESTING', 'FINANCING');
  const weekly = (amount: number): number => Math.round((amount * 7) / 91);
  const groups = groupsOf(movements);
  const ofBurn = groups.map((group) => (group.direction === 'IN' ? { ...group, amount: -group.amount } : group));
  return {
    asOf: '2026-11-22',
    booksThrough: '2026-11-20',
    booksVersion: 14,
    syncedAt: '2026-11-22T12:58:00Z',
    reconstructed: false,
    currency: 'USD',
    figures: {
      runway: runwayOf(4.6, 'RED'),
      cashOnHand: 4_659_756,
      inTransit: 326_475,
      accounts: ACCOUNTS,
      window: WINDOW,
      cashIn,
      cashOut,
      netBurn: cashOut - cashIn,
      weeklyIn: weekly(cashIn),
      weeklyOut: weekly(cashOut),
      weeklyNetBurn: weekly(cashOut - cashIn),
      apartIn: 4_000_000,
      payablesDue: totalsOf(DUE),
      payablesOverdue: totalsOf(LATE_BILLS),
      receivablesOverdue: totalsOf(LATE_INVOICES),
      unappliedPayables: 21_500,
      unappliedReceivables: 0,
      notes: ['Wise EUR …2201 holds 1,204.00 EUR; other currencies are not counted.'],
    },
    before: {
      asOf: '2026-11-15',
      reconstructed: true,
      runway: runwayOf(6.1, 'YELLOW'),
      cashOnHand: 5_737_008,
      weeklyIn: 2_198_740,
      weeklyOut: 3_169_397,
      payablesDue: 1_612_030,
      receivablesOverdue: 1_299_610,
    },
    history: WEEKS.map(([asOf, weeks, status, cashOnHand, weekIn, weekOut, apartIn], index) => ({
      asOf,
      runway: runwayOf(weeks, status),
      cashOnHand,
      cashIn: weekIn,
      cashOut: weekOut,
      apartIn,
      reconstructed: index > 0,
    })),
    movements,
    tieOut: TIE_OUT,
    RUNWAY: provenance(
      'RUNWAY',
      'Runway',
      'Cash on hand ÷ net burn a week',
      '46,597.56 ÷ (31,770.53 out − 21,640.12 in) = 4.6',
      ofBurn,
    ),
    CASH_ON_HAND: provenance(
      'CASH_ON_HAND',
      'Cash on hand',
      'Sum of the balances of the counted accounts',
      '31,482.16 + 8,215.40 + 6,900.00 = 46,597.56',
      [],
    ),
    WEEKLY_IN: provenance(
      'WEEKLY_IN',
      'Cash in, weekly average',
      'Operating cash in of the window × 7 ÷ days',
      '281,321.56 × 7 ÷ 91 = 21,640.12',
      groups.filter(({ direction }) => direction === 'IN'),
    ),
    WEEKLY_OUT: provenance(
      'WEEKLY_OUT',
      'Cash out, weekly average',
      'All cash out of the window × 7 ÷ days',
      '413,016.89 × 7 ÷ 91 = 31,770.53',
      groups.filter(({ direction }) => direction === 'OUT'),
    ),
    NET_BURN: provenance(
      'NET_BURN',
      'Net burn',
      'Cash out − cash in, × 7 ÷ days',
      '(413,016.89 − 281,321.56) × 7 ÷ 91 = 10,130.41',
      ofBurn,
    ),
    PAYABLES_DUE: provenance(
      'PAYABLES_DUE',
      'Bills due in 14 days',
      'Open balances of bills due from Sun 22 Nov to Sun 6 Dec',
      '7 bills = 19,359.05',
      [openGroup('Bills due in 14 days', DUE)],
    ),
    PAYABLES_OVERDUE: provenance(
      'PAYABLES_OVERDUE',
      'Bills overdue',
      'Open balances of bills due before Sun 22 Nov',
      '1 bill = 1,395.00',
      [openGroup('Bills overdue', LATE_BILLS)],
    ),
    RECEIVABLES_OVERDUE: provenance(
      'RECEIVABLES_OVERDUE',
      'Invoices overdue',
      'Open balances of invoices due before Sun 22 Nov',
      '5 invoices = 16,778.35',
      [openGroup('Invoices overdue', LATE_INVOICES)],
    ),
  };
}

const WINDOW = { from: '2026-08-24', to: '2026-11-22', days: 91 };

const ACCOUNTS: DigestView['figures']['accounts'] = [
  account('a1', 'Operating', '4417', 3_148_216, null),
  account('a2', 'Payroll', '9032', 821_540, null),
  account('a3', 'Tax reserve', '1108', 690_000, null),
  account('a4', 'Customer deposits, trust', '7720', 415_000, 'its name says trust'),
  { ...account('a5', 'Wise EUR', '2201', 120_400, 'in EUR, not the home currency'), currency: 'EUR' },
];

function account(accountId: string, name: string, number: string, balance: number, leftOut: string | null) {
  return { accountId, name, number, balance, currency: 'USD', counted: leftOut === null, leftOut };
}

const DUE: Item[] = [
  item('Bill', 'Cascade Hardwoods', 'B-20418', '2026-11-24', 2, 428_640),
  item('Bill', 'Northgate Hardware', '7731', '2026-11-25', 3, 291_475),
  item('Bill', 'Pacific Edge Finishes', 'PE-88120', '2026-11-27', 5, 162_208),
  item('Bill', 'Beacon Street Properties', 'DEC-26', '2026-12-01', 9, 645_000),
  item('Bill', 'Tidewater Tool Service', '4409', '2026-12-02', 10, 118_000),
  item('Bill', 'Redwood Insurance', 'P-5521', '2026-12-04', 12, 203_750),
  item('Bill', 'Sunrise Waste & Haul', '11906', '2026-12-06', 14, 86_832),
];

const LATE_BILLS: Item[] = [item('Bill', 'Harbor Freight Lines', 'HF-310', '2026-11-13', -9, 139_500)];

const LATE_INVOICES: Item[] = [
  item('Invoice', 'Oat & Iron Coffee', '1029', '2026-10-12', -41, 120_460),
  item('Invoice', 'Merriweather Hotels', '1038', '2026-10-30', -23, 447_550),
  item('Invoice', 'Foxglove Builders', '1043', '2026-11-06', -16, 682_000),
  item('Invoice', 'Quayside Kitchens', '1046', '2026-11-09', -13, 231_825),
  item('Invoice', 'St. Brendan’s School', '1051', '2026-11-13', -9, 196_000),
];

const TIE_OUT: DigestView['tieOut'] = {
  checkedAt: '2026-11-22T12:02:00Z',
  tied: true,
  accuracy: 1,
  runwayOurs: '4.6',
  runwayQuickBooks: '4.6',
  lines: [
    line('balanceSheet:end:a1', 'Balance sheet, end: Operating', 3_148_216, []),
    line('balanceSheet:end:a2', 'Balance sheet, end: Payroll', 821_540, []),
    line('balanceSheet:end:a3', 'Balance sheet, end: Tax reserve', 690_000, []),
    line('cashFlow', 'Change of cash over the window', -13_169_533 + 4_000_000, [
      { label: 'Change of undeposited funds', amount: -126_475 },
    ]),
    line('receivables', 'Open receivables', 2_914_060, []),
    line('payables', 'Open payables', 3_120_975, [{ label: 'Unapplied credits', amount: 21_500 }]),
  ],
};

function line(key: string, label: string, amount: number, bridges: { label: string; amount: number }[]) {
  const bridged = bridges.reduce((sum, bridge) => sum + bridge.amount, 0);
  return { key, label, ours: amount, quickbooks: amount - bridged, difference: 0, closes: true, bridges };
}

function item(
  type: Item['type'],
  partyName: string,
  number: string,
  dueDate: string,
  days: number,
  open: number,
): Item {
  return { type, id: number, number, partyName, date: '2026-10-01', dueDate, days, total: open, open, currency: 'USD' };
}

function totalsOf(items: Item[]): DigestView['figures']['payablesDue'] {
  return { items, count: items.length, amount: items.reduce((sum, { open }) => sum + open, 0) };
}

function openGroup(label: string, items: Item[]): Group {
  const { count, amount } = totalsOf(items);
  return { label, direction: null, class: null, count, amount };
}

/** Each week's sums spread over its documents, the rest to the last. */
function movementsOf(): Movement[] {
  return WEEKS.flatMap(([asOf, , , , weekIn, weekOut, apartIn], week) => [
    ...spread(weekIn, week < 5 ? 8 : 7).map((amount, n) =>
      movement(asOf, `in${n}`, 'IN', CUSTOMERS[n % 5] ?? '', amount),
    ),
    ...spread(weekOut, week < 6 ? 17 : 16).map((amount, n) =>
      movement(asOf, `out${n}`, 'OUT', VENDORS[n % 5] ?? '', amount),
    ),
    ...(apartIn > 0
      ? [{ ...movement(asOf, 'loan', 'IN', 'Meridian Bank', apartIn), class: 'FINANCING' as const }]
      : []),
  ]);
}

function spread(total: number, count: number): number[] {
  const parts = Array.from({ length: count - 1 }, (_, n) =>
    Math.floor((total * (n + 1)) / (count * (count + 1) * 0.5)),
  );
  return [...parts, total - parts.reduce((sum, part) => sum + part, 0)];
}

function movement(date: string, key: string, direction: Movement['direction'], name: string, amount: number): Movement {
  const isDraw = key === 'out16';
  return {
    documentKey: `${date}:${key}`,
    type: direction === 'IN' ? 'Payment' : isDraw ? 'Check' : 'Bill Payment (Check)',
    date,
    number: key.replace(/\D/g, '') === '' ? null : `${date.slice(8)}${key.replace(/\D/g, '')}`,
    name: isDraw ? 'Owner’s draw' : name,
    memo: null,
    direction,
    class: isDraw ? 'FINANCING' : 'OPERATING',
    account: direction === 'IN' ? 'Accounts Receivable' : isDraw ? 'Owner’s equity' : 'Accounts Payable',
    amount,
  };
}

function groupsOf(movements: readonly Movement[]): Group[] {
  const of = (label: string, direction: Movement['direction'], kind: Movement['class']): Group => {
    const parts = movements.filter((part) => part.direction === direction && part.class === kind);
    const count = new Set(parts.map(({ documentKey }) => documentKey)).size;
    return { label, direction, class: kind, count, amount: parts.reduce((sum, { amount }) => sum + amount, 0) };
  };
  return [
    of('Operating cash out', 'OUT', 'OPERATING'),
    of('Loans and owners, out', 'OUT', 'FINANCING'),
    of('Operating cash in', 'IN', 'OPERATING'),
  ];
}

/** The one movement of the window that is in no figure. */
const LOAN: Group = { label: 'Loans and owners, in', direction: 'IN', class: 'FINANCING', count: 1, amount: 4_000_000 };

function provenance(
  figure: ProvenanceView['figure'],
  title: string,
  formulaInWords: string,
  formulaInFigures: string,
  groups: Group[],
): ProvenanceView {
  const ofCash = !figure.startsWith('PAYABLES') && !figure.startsWith('RECEIVABLES');
  const ofWindow = ofCash && figure !== 'CASH_ON_HAND';
  return {
    figure,
    title,
    formulaInWords,
    formulaInFigures,
    window: ofWindow ? WINDOW : null,
    accounts: ofCash ? ACCOUNTS : [],
    groups,
    apart: ['RUNWAY', 'NET_BURN', 'WEEKLY_IN'].includes(figure) ? [LOAN] : [],
    notes: ofWindow ? ['Inflows from loans and owners stand apart: they are in the cash, not in the burn.'] : [],
    missing: null,
  };
}
