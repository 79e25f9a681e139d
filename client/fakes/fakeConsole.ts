import type { ConsoleView } from '../offline/index.js';
import { FAKE_NOW } from './fakeFirm.js';

type Document = ConsoleView['bills'][number];

const PLAIN: Document = {
  key: 'Bill:0',
  number: null,
  partyId: null,
  name: '',
  date: '2026-11-01',
  dueDate: null,
  currency: 'USD',
  total: 0,
  openBalance: 0,
  usualDelay: null,
  lastSentAt: null,
  canBeSent: false,
  url: null,
  plannedFor: null,
};

type Line = readonly [id: string, number: string, name: string, due: string, open: number];

const BILLS: readonly Line[] = [
  ['310', 'B-2207', 'Timber & Bay Supply', '2026-11-09', 184_000],
  ['311', 'B-2211', 'Harbour Glass', '2026-11-16', 62_050],
  ['312', '88120', 'Front Range Power', '2026-11-24', 41_870],
  ['313', 'INV-90', 'Kestrel Logistics', '2026-11-27', 118_400],
  ['314', '4471', 'Aspen Insurance', '2026-12-01', 96_000],
  ['315', 'B-2230', 'Timber & Bay Supply', '2026-12-08', 273_300],
];

const INVOICES: readonly Line[] = [
  ['210', '1029', 'Oat & Iron Coffee', '2026-10-30', 120_460],
  ['211', '1033', 'Slate Street Dental', '2026-11-14', 386_000],
  ['212', '1036', 'Merganser Outfitters', '2026-11-28', 214_900],
  ['213', '1038', 'Oat & Iron Coffee', '2026-12-05', 98_750],
];

/** What is open in the joinery's books. */
export function fakeConsole(part: Partial<ConsoleView> = {}): ConsoleView {
  return {
    asOf: '2026-11-21',
    booksVersion: 3,
    syncedAt: new Date(FAKE_NOW - 11 * 60_000).toISOString(),
    bills: BILLS.map((line) => document('Bill', line)),
    invoices: INVOICES.map((line) => ({
      ...document('Invoice', line),
      usualDelay: 9,
      canBeSent: line[0] !== '213',
      lastSentAt: line[0] === '210' ? '2026-11-08T16:20:00.000Z' : null,
    })),
    more: 0,
    accounts: [
      { id: '35', name: 'Checking', number: '1000', currency: 'USD', balance: 3_812_456, counted: true },
      { id: '36', name: 'Savings', number: '1010', currency: 'USD', balance: 847_300, counted: true },
      { id: '41', name: 'Payroll', number: null, currency: 'USD', balance: 120_000, counted: false },
    ],
    ...part,
  };
}

function document(type: 'Bill' | 'Invoice', [id, number, name, dueDate, openBalance]: Line): Document {
  return {
    ...PLAIN,
    key: `${type}:${id}`,
    number,
    partyId: name.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    name,
    dueDate,
    total: openBalance,
    openBalance,
    url: `https://app.qbo.intuit.com/app/${type.toLowerCase()}?txnId=${id}`,
  };
}
