import type { KnownDecision } from '../../domain/operations/decisionShown.js';
import { fakeConsole } from './fakeConsole.js';
import type { FakeDecisions } from './fakeDecisions.js';
import { FAKE_NOW } from './fakeFirm.js';

const at = (minutesAgo: number): string => new Date(FAKE_NOW - minutesAgo * 60_000).toISOString();

const PLAIN: Omit<KnownDecision, 'id' | 'clientId' | 'documentKey' | 'name'> = {
  ...{ kind: 'RECORD_PAYMENT', state: 'ACCEPTED', number: null, dueDate: null, openBalance: 0, currency: 'USD' },
  ...{ amount: null, accountId: '35', accountName: 'Checking', plannedFor: null, byName: 'Daniel Reyes' },
  ...{ acceptedAt: at(1), sendsAt: at(-1), submittedAt: null, settledAt: null, waitingFor: null, note: null },
  ...{ differences: [], openBalanceNow: null, replaces: null, replacedBy: null, receipt: null },
};

type Line = readonly [clientId: string, name: string, number: string, amount: number, part?: Partial<KnownDecision>];

const REMIND: Partial<KnownDecision> = { kind: 'REMIND', accountId: null, accountName: null };
const RECEIPT: NonNullable<KnownDecision['receipt']> = {
  ...{ documentKey: 'BillPayment:911', number: '911', url: null, amount: 110_240, requestId: 'tray-08' },
  ...{ appliedAt: at(24), foundBy: 'ANSWER', openBalanceAfter: 0, auditEntry: 4_118 },
};
const APPLIED: Partial<KnownDecision> = { state: 'APPLIED', settledAt: at(24), receipt: RECEIPT, sendsAt: null };

const LINES: readonly Line[] = [
  ['larkspur-joinery', 'Cascade Hardwoods', 'B-20418', 428_640],
  ['larkspur-joinery', 'Northgate Hardware', '7731', 291_475],
  ['larkspur-joinery', 'Redwood Insurance', 'P-5521', 203_750, { kind: 'PLAN', plannedFor: '2026-12-18' }],
  ['larkspur-joinery', 'Merriweather Hotels', '1038', 447_550, REMIND],
  [
    ...(['larkspur-joinery', 'Halden Equipment Leasing', 'L-0931', 139_500] as const),
    {
      ...{ state: 'CONFLICTED', settledAt: at(30), sendsAt: null, openBalanceNow: 89_500 },
      differences: [
        { field: 'OPEN_BALANCE', saw: null, now: null, sawAmount: 139_500, nowAmount: 89_500, differs: true },
      ],
      note: 'Data shows a payment of 500.00 recorded in QuickBooks since.',
    },
  ],
  ['cobalt-ridge-cycles', 'Velo Parts Supply', '30177', 194_000, { state: 'SUBMITTED', submittedAt: at(2) }],
  [
    ...(['cobalt-ridge-cycles', 'Delta Freight', '5519', 121_560] as const),
    {
      state: 'SUBMITTED',
      submittedAt: at(3),
      waitingFor: 'QuickBooks did not answer; it is looked up before anything is sent again.',
    },
  ],
  ['juniper-veterinary', 'Alpine Lab Services', '8840', 110_240, APPLIED],
  [
    ...(['juniper-veterinary', 'Oakdale Stables', '377', 91_500] as const),
    { ...REMIND, ...APPLIED, receipt: { ...RECEIPT, documentKey: 'Invoice:377', number: null } },
  ],
  [
    ...(['thornbury-print-works', 'Paper & Board', '1204', 64_000] as const),
    {
      state: 'FAILED',
      settledAt: at(12),
      sendsAt: null,
      note: 'The account Checking is closed in QuickBooks. Nothing was sent.',
    },
  ],
];

const { bills, invoices } = fakeConsole();
const OPEN = [...bills, ...invoices];

/** Decisions of several clients in every state, for the tray. */
export function fakeTray(): Map<string, FakeDecisions> {
  const byClient = new Map<string, FakeDecisions>();
  LINES.forEach(([clientId, name, number, amount, part], index) => {
    const of = byClient.get(clientId) ?? { version: 1, decisions: new Map() };
    const id = `tray-${String(index).padStart(2, '0')}`;
    // What is open in the joinery’s books is decided on by what they show.
    const listed = OPEN.find((document) => document.number === number)?.key;
    const documentKey = listed ?? `${part?.kind === 'REMIND' ? 'Invoice' : 'Bill'}:${900 + index}`;
    of.decisions.set(id, { ...PLAIN, id, clientId, documentKey, name, number, openBalance: amount, amount, ...part });
    byClient.set(clientId, of);
  });
  return byClient;
}
