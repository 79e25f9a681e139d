import { fakeConsole } from '../fakes/fakeConsole.js';
import { fakeForecast } from '../fakes/fakeForecast.js';
import type { FakeDecisions } from '../fakes/fakeDecisions.js';
import type { ForecastItem } from '../../domain/forecast/forecastInputs.js';
import type { KnownDecision } from '../../domain/operations/decisionShown.js';
import type { ForecastResultView } from '../offline/index.js';
import type { ConsoleView, OpenDocument } from './console.js';

export const CLIENT = 'larkspur-joinery';

type Line = readonly [key: string, name: string, number: string, due: string, open: number, sent?: string];

const BILLS: readonly Line[] = [
  ['Bill:301', 'Halden Equipment Leasing', 'L-0931', '2026-11-09', 89_500],
  ['Bill:302', 'Cascade Hardwoods', 'B-20418', '2026-11-24', 428_640],
  ['Bill:303', 'Northgate Hardware', '7731', '2026-11-25', 291_475],
  ['Bill:304', 'Pacific Edge Finishes', 'PE-88120', '2026-11-27', 162_208],
  ['Bill:305', 'Beacon Street Properties', 'DEC-26', '2026-12-01', 645_000],
  ['Bill:306', 'Tidewater Tool Service', '4409', '2026-12-02', 118_000],
  ['Bill:307', 'Redwood Insurance', 'P-5521', '2026-12-04', 203_750],
  ['Bill:308', 'Sunrise Waste & Haul', '11906', '2026-12-06', 86_832],
  ['Bill:309', 'Cascade Hardwoods', 'B-20455', '2026-12-11', 391_820],
  ['Bill:310', 'Bay Utilities', 'NOV-26', '2026-12-14', 124_691],
];

const INVOICES: readonly Line[] = [
  ['Invoice:201', 'Oat & Iron Coffee', '1029', '2026-10-12', 120_460, '2026-10-26'],
  ['Invoice:202', 'Merriweather Hotels', '1038', '2026-10-30', 447_550, '2026-11-02'],
  ['Invoice:203', 'Foxglove Builders', '1043', '2026-11-06', 682_000],
  ['Invoice:204', 'Quayside Kitchens', '1046', '2026-11-09', 231_825, '2026-11-10'],
  ['Invoice:205', 'St. Brendan’s School', '1051', '2026-11-13', 196_000],
  ['Invoice:206', 'Merriweather Hotels', '1056', '2026-11-30', 398_000, '2026-11-16'],
  ['Invoice:207', 'Foxglove Builders', '1058', '2026-12-04', 514_000, '2026-11-20'],
  ['Invoice:208', 'Quayside Kitchens', '1060', '2026-12-07', 210_640, '2026-11-20'],
];

const USUAL: Readonly<Record<string, number>> = { 'Quayside Kitchens': 12, 'Foxglove Builders': 14 };

function documentOf([key, name, number, dueDate, openBalance, sent]: Line): OpenDocument {
  const [type = '', id = ''] = key.split(':');
  return {
    ...{ key, name, number, dueDate, openBalance, currency: 'USD', total: openBalance, plannedFor: null },
    partyId: name,
    date: '2026-10-05',
    usualDelay: type === 'Invoice' ? (USUAL[name] ?? 9) : null,
    lastSentAt: sent === undefined ? null : `${sent}T16:20:00.000Z`,
    canBeSent: type === 'Invoice' && key !== 'Invoice:208',
    url: `https://app.qbo.intuit.com/app/${type.toLowerCase()}?txnId=${id}`,
  };
}

/** The joinery's open bills and invoices. */
export function openConsole(part: Partial<ConsoleView> = {}): ConsoleView {
  return fakeConsole({
    asOf: '2026-11-22',
    bills: BILLS.map(documentOf),
    invoices: INVOICES.map(documentOf),
    accounts: [
      { id: '35', name: 'Operating', number: '1004417', currency: 'USD', balance: 3_812_456, counted: true },
      { id: '36', name: 'Savings', number: '1009020', currency: 'USD', balance: 847_300, counted: true },
      { id: '41', name: 'Payroll', number: null, currency: 'USD', balance: 120_000, counted: false },
    ],
    ...part,
  });
}

/** A forecast of the same bills and invoices. */
export function forecastOf(view: ConsoleView): NonNullable<ForecastResultView> {
  const item = (document: OpenDocument, kind: 'BILL' | 'INVOICE'): ForecastItem => {
    const { key, name, number, openBalance, dueDate } = document;
    const late = kind === 'BILL' ? '2026-11-23' : '2026-12-09';
    const date = dueDate !== null && dueDate > view.asOf ? dueDate : late;
    return {
      ...{ key, kind, direction: kind === 'BILL' ? 'OUT' : 'IN', amount: openBalance, date, name, number },
      ...{ documentKey: key, dueDate, series: null, basis: 'Due that day.' },
    } as ForecastItem;
  };
  const payroll = ['2026-11-27', '2026-12-11', '2026-12-25', '2027-01-08'].map((date, index) => ({
    ...item({ ...documentOf(['Bill:0', 'Payroll', '', date, 984_000]), number: null }, 'BILL'),
    ...{ key: `Recurring:payroll:${index}`, kind: 'RECURRING' as const, documentKey: null },
  }));
  return fakeForecast(undefined, {
    items: [
      ...view.bills.map((bill) => item(bill, 'BILL')),
      ...view.invoices.map((invoice) => item(invoice, 'INVOICE')),
      ...payroll,
    ].sort((a, b) => (a.date < b.date ? -1 : 1)),
    inView: [],
  });
}

const PLAIN: KnownDecision = {
  ...{ id: '0192f3a8-0000-7000-8000-000000000c21', clientId: CLIENT, kind: 'RECORD_PAYMENT', state: 'APPLIED' },
  ...{ documentKey: 'Bill:299', name: 'Bay Utilities', number: 'OCT-26', dueDate: '2026-11-14' },
  ...{ openBalance: 118_840, currency: 'USD', amount: 118_840, accountId: '35', accountName: 'Operating …4417' },
  ...{ plannedFor: null, byName: 'Daniel Reyes', acceptedAt: '2026-11-21T15:02:55.000Z', sendsAt: null },
  ...{ submittedAt: '2026-11-21T15:03:06.000Z', settledAt: '2026-11-21T14:57:12.000Z', waitingFor: null, note: null },
  ...{ differences: [], openBalanceNow: null, replaces: null, replacedBy: null, receipt: null },
};

/** A decision on the joinery's books. */
export function decisionOn(key: string, part: Partial<KnownDecision>): KnownDecision {
  const line = [...BILLS, ...INVOICES].find(([one]) => one === key);
  const [, name, number, dueDate, openBalance] = line ?? [key, PLAIN.name, PLAIN.number, PLAIN.dueDate, 118_840];
  return {
    ...PLAIN,
    ...{ id: `0192f3a8-0000-7000-8000-${key.replaceAll(/\D/g, '').padStart(12, '0')}`, documentKey: key },
    ...{ name, number, dueDate, openBalance, amount: openBalance },
    ...part,
  };
}

export const APPLIED = decisionOn('Bill:299', {
  receipt: {
    ...{ documentKey: 'BillPayment:3127', number: null, url: 'https://app.qbo.intuit.com/app/billpayment?txnId=3127' },
    ...{ amount: 118_840, requestId: PLAIN.id, appliedAt: '2026-11-21T14:57:12.000Z', foundBy: 'ANSWER' },
    ...{ openBalanceAfter: 0, auditEntry: 4_118 },
  },
});

export const CONFLICTED = decisionOn('Bill:301', {
  ...{ state: 'CONFLICTED', openBalance: 139_500, amount: 139_500, openBalanceNow: 89_500 },
  note: 'Data shows a payment of 500.00 recorded in QuickBooks on Mon 23 Nov, 07:41.',
  differences: [
    { field: 'OPEN_BALANCE', saw: null, now: null, sawAmount: 139_500, nowAmount: 89_500, differs: true },
    { field: 'LAST_CHANGE', saw: 'Mon 9 Nov', now: 'Mon 07:41', sawAmount: null, nowAmount: null, differs: true },
    { field: 'DUE_DATE', saw: '9 Nov', now: '9 Nov', sawAmount: null, nowAmount: null, differs: false },
    { field: 'PARTY', saw: null, now: 'same', sawAmount: null, nowAmount: null, differs: false },
  ],
});

/** The fake server's list of these. */
export function decided(...decisions: readonly KnownDecision[]): Map<string, FakeDecisions> {
  return new Map([[CLIENT, { version: 1, decisions: new Map(decisions.map((one) => [one.id, one])) }]]);
}
