import { fakeConsole, openDocument } from '../fakes/fakeConsole.js';
import { fakeForecast } from '../fakes/fakeForecast.js';
import type { FakeDecisions } from '../fakes/fakeDecisions.js';
import { allows, FEATURES, type Feature, type Tier } from '../../domain/features.js';
import type { ForecastItem } from '../../domain/forecast/forecastInputs.js';
import type { KnownDecision } from '../../domain/operations/decisionShown.js';
import type { ForecastResultView, RitualView } from '../offline/index.js';
import type { ConsoleView, OpenDocument } from './console.js';

export const CLIENT = 'larkspur-joinery';

/** The list of features that a client of this tier gets; as if its tier did not have those of `without`. */
export function featuresOf(tier: Tier, without: readonly Feature[] = []): RitualView['features'] {
  return FEATURES.map((feature) => {
    const available = allows(tier, feature) && !without.includes(feature);
    return { feature, available, message: available ? null : 'Not in this client’s tier.' };
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
    ...item({ ...openDocument(['Bill:0', 'Payroll', '', date, 984_000]), number: null }, 'BILL'),
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
  const { bills, invoices } = fakeConsole();
  const { name, number, dueDate, openBalance } = [...bills, ...invoices].find((one) => one.key === key) ?? PLAIN;
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

export const CONFLICTED = decisionOn('Bill:310', {
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
