import type { ConsoleView } from '../offline/index.js';
import { FAKE_NOW } from './fakeFirm.js';

type Document = ConsoleView['bills'][number];

type Line = readonly [key: string, name: string, number: string, due: string, open: number, sent?: string];

const BILLS: readonly Line[] = [
  ['Bill:310', 'Halden Equipment Leasing', 'L-0931', '2026-11-09', 89_500],
  ['Bill:311', 'Cascade Hardwoods', 'B-20418', '2026-11-24', 428_640],
  ['Bill:312', 'Northgate Hardware', '7731', '2026-11-25', 291_475],
  ['Bill:313', 'Pacific Edge Finishes', 'PE-88120', '2026-11-27', 162_208],
  ['Bill:314', 'Beacon Street Properties', 'DEC-26', '2026-12-01', 645_000],
  ['Bill:315', 'Tidewater Tool Service', '4409', '2026-12-02', 118_000],
  ['Bill:316', 'Redwood Insurance', 'P-5521', '2026-12-04', 203_750],
  ['Bill:317', 'Sunrise Waste & Haul', '11906', '2026-12-06', 86_832],
  ['Bill:318', 'Cascade Hardwoods', 'B-20455', '2026-12-11', 391_820],
  ['Bill:319', 'Bay Utilities', 'NOV-26', '2026-12-14', 124_691],
];

const INVOICES: readonly Line[] = [
  ['Invoice:210', 'Oat & Iron Coffee', '1029', '2026-10-12', 120_460, '2026-10-26'],
  ['Invoice:211', 'Merriweather Hotels', '1038', '2026-10-30', 447_550, '2026-11-02'],
  ['Invoice:212', 'Foxglove Builders', '1043', '2026-11-06', 682_000],
  ['Invoice:213', 'Quayside Kitchens', '1046', '2026-11-09', 231_825, '2026-11-10'],
  ['Invoice:214', 'St. Brendan’s School', '1051', '2026-11-13', 196_000],
  ['Invoice:215', 'Merriweather Hotels', '1056', '2026-11-30', 398_000, '2026-11-16'],
  ['Invoice:216', 'Foxglove Builders', '1058', '2026-12-04', 514_000, '2026-11-20'],
  ['Invoice:217', 'Quayside Kitchens', '1060', '2026-12-07', 210_640, '2026-11-20'],
];

const USUAL: Readonly<Record<string, number>> = { 'Quayside Kitchens': 12, 'Foxglove Builders': 14 };

/** One open bill or invoice of the joinery. */
export function openDocument([key, name, number, dueDate, openBalance, sent]: Line): Document {
  const [type = '', id = ''] = key.split(':');
  return {
    ...{ key, name, number, dueDate, openBalance, currency: 'USD', total: openBalance, plannedFor: null },
    partyId: name,
    date: '2026-10-05',
    usualDelay: type === 'Invoice' ? (USUAL[name] ?? 9) : null,
    lastSentAt: sent === undefined ? null : `${sent}T16:20:00.000Z`,
    canBeSent: type === 'Invoice' && key !== 'Invoice:217',
    url: `https://app.qbo.intuit.com/app/${type.toLowerCase()}?txnId=${id}`,
  };
}

/** What is open in the joinery's books. */
export function fakeConsole(part: Partial<ConsoleView> = {}): ConsoleView {
  return {
    asOf: '2026-11-22',
    booksVersion: 3,
    syncedAt: new Date(FAKE_NOW - 11 * 60_000).toISOString(),
    bills: BILLS.map(openDocument),
    invoices: INVOICES.map(openDocument),
    more: 0,
    issues: [],
    accounts: [
      { id: '35', name: 'Operating', number: '1004417', currency: 'USD', balance: 3_812_456, counted: true },
      { id: '36', name: 'Savings', number: '1009020', currency: 'USD', balance: 847_300, counted: true },
      { id: '41', name: 'Payroll', number: null, currency: 'USD', balance: 120_000, counted: false },
    ],
    ...part,
  };
}
