import { describe, expect, it } from '@jest/globals';
import type { ClientRow } from '../../../domain/clientList.js';
import type { DecisionShown, KnownDecision } from '../../../domain/operations/decisionShown.js';
import { clientRow } from '../../../client/offline/clientRow.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { countOpen } from '../../../client/tray/openDecisions.js';
import { trayCounts, trayGroups } from '../../../client/tray/trayGroups.js';
import { trayTotals, waitingHere } from '../../../client/tray/trayTotals.js';
import { fromOrWhen, whyWords } from '../../../client/tray/trayWords.js';
import { aDecision } from './aDecision.js';

const NOW = Date.parse('2026-11-21T15:09:00Z');
const ROWS: readonly ClientRow[] = FAKE_CLIENTS.map(clientRow);
const MOMENT = { now: NOW, zone: 'America/Denver', locale: 'en-GB' };
const DAY_MS = 86_400_000;

function shown(part: Partial<Omit<KnownDecision, 'state'>> & Partial<DecisionShown> = {}): DecisionShown {
  const { state, ...rest } = part;
  return { ...aDecision(rest), savedAt: null, refusal: null, canWithdraw: false, ...part, state: state ?? 'ACCEPTED' };
}
const grouped = (...decisions: DecisionShown[]) =>
  trayGroups(
    Map.groupBy(decisions, ({ clientId }) => clientId),
    ROWS,
    NOW,
  );
const daysAgo = (days: number): string => new Date(NOW - days * DAY_MS).toISOString();

describe('what stands in the tray', () => {
  it('groups by client in the order of the list, the conflicted first in each', () => {
    const groups = grouped(
      shown({ clientId: 'larkspur-joinery', state: 'QUEUED' }),
      shown({ clientId: 'larkspur-joinery', state: 'CONFLICTED' }),
      shown({ clientId: 'cobalt-ridge-cycles', state: 'SUBMITTED' }),
    );
    expect(groups.map(({ clientId }) => clientId)).toEqual(['cobalt-ridge-cycles', 'larkspur-joinery']);
    expect(groups[1]?.decisions.map(({ state }) => state)).toEqual(['CONFLICTED', 'QUEUED']);
  });

  it('keeps what is open however old, what is done for a day, and nothing that was replaced', () => {
    const groups = grouped(
      shown({ state: 'CONFLICTED', settledAt: daysAgo(9) }),
      shown({ state: 'APPLIED', settledAt: daysAgo(0.5) }),
      shown({ state: 'APPLIED', settledAt: daysAgo(1.5) }),
      shown({ state: 'FAILED', settledAt: daysAgo(0.1), replacedBy: 'another' }),
    );
    expect(groups.flatMap(({ decisions }) => decisions.map(({ state }) => state))).toEqual(['CONFLICTED', 'APPLIED']);
  });

  it('keeps a client that the list does not name any more, last', () => {
    const groups = grouped(shown({ clientId: 'given-away' }), shown());
    expect(groups.map(({ row }) => row?.name ?? null)).toEqual(['Larkspur Joinery', null]);
  });

  it('counts by where they are, and open ones for the navigation', () => {
    const decisions = [
      shown({ state: 'QUEUED' }),
      shown({ state: 'ACCEPTED' }),
      shown({ state: 'SUBMITTED' }),
      shown({ state: 'APPLIED', settledAt: daysAgo(0) }),
      shown({ state: 'CONFLICTED' }),
      shown({ state: 'REFUSED' }),
      shown({ state: 'FAILED' }),
      shown({ state: 'EXPIRED' }),
      shown({ state: 'EXPIRED', replacedBy: 'another' }),
    ];
    expect(trayCounts(grouped(...decisions))).toEqual({
      ...{ clients: 1, all: 8, queued: 2, submitted: 1, applied: 1, conflicted: 1 },
      ...{ refused: 1, failed: 1, expired: 1 },
    });
    expect(countOpen(decisions)).toBe(7);
  });
});

describe('the sums of what will be sent', () => {
  it('add up by kind and keep currencies apart; what is on its way or came back is in none', () => {
    const groups = grouped(
      shown({ state: 'QUEUED', amount: 100 }),
      shown({ state: 'ACCEPTED', amount: 250 }),
      shown({ state: 'QUEUED', amount: 7_00, currency: 'CAD' }),
      shown({ state: 'QUEUED', kind: 'PLAN', amount: null, openBalance: 900 }),
      shown({ state: 'QUEUED', kind: 'SKIP', amount: null }),
      shown({ state: 'SUBMITTED', amount: 1_000_000 }),
      shown({ state: 'CONFLICTED', amount: 1_000_000 }),
    );
    expect(trayTotals(groups)).toEqual([
      {
        kind: 'RECORD_PAYMENT',
        count: 3,
        sums: [
          { currency: 'USD', amount: 350 },
          { currency: 'CAD', amount: 700 },
        ],
      },
      { kind: 'PLAN', count: 1, sums: [{ currency: 'USD', amount: 900 }] },
      { kind: 'SKIP', count: 1, sums: [] },
    ]);
    expect(waitingHere(groups)).toBe(4);
  });
});

describe('what a row says', () => {
  const difference = { saw: null, now: null, sawAmount: 100, nowAmount: 50 };
  it('names from where, for when, or what differs', () => {
    expect(fromOrWhen(shown(), MOMENT)).toBe('Checking');
    expect(fromOrWhen(shown({ kind: 'PLAN', plannedFor: '2026-12-18' }), MOMENT)).toBe('Fri 18 Dec');
    expect(fromOrWhen(shown({ kind: 'REMIND' }), MOMENT)).toBe('e-mail');
    const differences = [
      { ...difference, field: 'PARTY' as const, differs: false },
      { ...difference, field: 'OPEN_BALANCE' as const, differs: true },
    ];
    expect(fromOrWhen(shown({ state: 'CONFLICTED', differences }), MOMENT)).toBe('balance changed');
  });

  it('keeps the reason in the row', () => {
    expect(whyWords(shown({ state: 'FAILED', note: 'The account is closed.' }))).toBe('The account is closed.');
    const refusal = { code: 'OUT_OF_RANGE', message: 'More than the open balance.' };
    expect(whyWords(shown({ state: 'REFUSED', refusal }))).toBe('More than the open balance.');
    expect(whyWords(shown({ state: 'SUBMITTED', waitingFor: 'QuickBooks did not answer.' }))).toBe(
      'QuickBooks did not answer.',
    );
    expect(whyWords(shown({ state: 'QUEUED' }))).toBeNull();
  });
});
