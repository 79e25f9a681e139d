import { describe, expect, it } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { clientRow } from '../../../client/offline/clientRow.js';
import { shownStore } from '../../../client/offline/currentDevice.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { mayBeWeighed } from '../../../client/tray/weighedGroups.js';
import type { DecisionShown } from '../../../domain/operations/decisionShown.js';
import { aDecision } from './aDecision.js';
import { CLIENT, open, tray } from './showTray.js';

const OTHER = 'cobalt-ridge-cycles';
const THIRD = 'juniper-veterinary';

describe('the whole review of a client, for the tray', () => {
  it('is opened where a decision is on its way or was applied since the last sync, and nowhere else', async () => {
    const applied = { state: 'APPLIED', sendsAt: null } as const;
    await open(
      [
        aDecision({ ...applied, settledAt: '2026-11-21T13:00:00.000Z' }),
        aDecision({ clientId: OTHER, state: 'SUBMITTED' }),
        aDecision({ ...applied, clientId: THIRD, kind: 'PLAN', settledAt: '2026-11-21T15:05:00.000Z' }),
      ],
      { rituals: new Map([CLIENT, OTHER, THIRD].map((id) => [id, fakeRitual(id)])) },
    );
    await screen.findByText('open decision', { exact: false });
    await userEvent.keyboard('gt');
    const sheet = await tray();
    expect(sheet.querySelectorAll('.tgroup')).toHaveLength(3);
    const opened = (): string[] =>
      [...shownStore.get().digests].flatMap(([id, { review }]) => (review === null ? [] : [id])).sort();
    await waitFor(() => expect(opened()).toEqual(expect.arrayContaining([OTHER, THIRD])));
    expect(opened()).toEqual([OTHER, THIRD]);
  });
});

describe('what may change the figures of a client', () => {
  const row = FAKE_CLIENTS.map(clientRow).find(({ id }) => id === CLIENT) ?? null;
  const asked = (part: Partial<DecisionShown>, of = row): boolean => {
    const { state = 'ACCEPTED', ...rest } = part;
    const decision = { ...aDecision(), savedAt: null, refusal: null, canWithdraw: false, ...rest, state };
    return mayBeWeighed({ clientId: CLIENT, row: of, decisions: [decision] });
  };

  it.each([
    ['QUEUED', true],
    ['WITHDRAWING', true],
    ['ACCEPTED', true],
    ['SUBMITTED', true],
    ['CONFLICTED', false],
    ['REFUSED', false],
    ['FAILED', false],
    ['EXPIRED', false],
    ['WITHDRAWN', false],
  ] as const)('is one that is %s: %p', (state, may) => {
    expect(asked({ state })).toBe(may);
    expect(asked({ state }, null)).toBe(may);
  });

  it('is a payment or a plan applied since the last sync, which may have read it a little before it was good', () => {
    const applied = (settledAt: string | null, part: Partial<DecisionShown> = {}): boolean =>
      asked({ state: 'APPLIED', settledAt, ...part });
    expect(row?.lastGoodSyncAt).toBe('2026-11-21T14:58:00.000Z');
    expect(applied('2026-11-21T14:58:01.000Z')).toBe(true);
    expect(applied('2026-11-21T14:58:01.000Z', { kind: 'PLAN' })).toBe(true);
    expect(applied('2026-11-21T14:58:01.000Z', { kind: 'REMIND' })).toBe(false);
    expect(applied('2026-11-21T14:58:01.000Z', { kind: 'SKIP' })).toBe(false);
    expect(applied('2026-11-21T14:57:00.000Z')).toBe(true);
    expect(applied('2026-11-21T14:47:00.000Z')).toBe(false);
    expect(applied(null)).toBe(false);
    expect(asked({ state: 'APPLIED', settledAt: '2026-11-21T15:05:00.000Z' }, null)).toBe(false);
  });
});
