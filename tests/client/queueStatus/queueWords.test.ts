import { describe, expect, it } from '@jest/globals';
import type { OutboxView } from '../../../client/offline/index.js';
import { queueWords } from '../../../client/queueStatus/queueWords.js';

const NOW = Date.parse('2026-11-21T15:09:00Z');
const MOMENT = { now: NOW, zone: 'UTC', locale: 'en-GB' };
const OUTBOX: OutboxView = {
  phase: 'resting',
  waiting: 3,
  heldUp: 0,
  refused: [],
  oldestAt: Date.parse('2026-11-21T09:12:00Z'),
  pausedUntil: null,
  problem: null,
  lostItems: 0,
  neverArrived: null,
};
const REFUSED: OutboxView['refused'][number] = {
  operation: { name: 'REOPEN_ISSUES', id: 'r', clientId: 'c', issueIds: ['i'] },
  place: 1,
  savedAt: 0,
  state: 'REFUSED',
  refusal: { code: 'NOT_FOUND', message: 'It is gone.' },
};
const said = (outbox: Partial<OutboxView>, isOffline = false, decisions = 3, installWords: string | null = null) =>
  queueWords({ outbox: { ...OUTBOX, ...outbox }, decisions, isOffline, installWords }, MOMENT);

describe('the queue in words', () => {
  it('says nothing while nothing waits and nothing is wrong', () => {
    expect(said({ waiting: 0, oldestAt: null })).toBeNull();
  });

  it('is muted when merely offline: what waits, since when, and what becomes of it', () => {
    expect(said({ phase: 'offline' }, true)).toEqual({
      what: '3 decisions saved on this device',
      why: 'since 09:12; sent when online',
      isLoud: false,
      needsAChoice: false,
    });
  });

  it('says how to keep it where the browser clears what nobody visits, while it cannot be sent', () => {
    const words = 'tap Share, then Add to Home Screen';
    expect(said({ phase: 'offline' }, true, 3, words)?.why).toBe(
      `since 09:12; sent when online. This browser clears it after seven days without a visit, but not an app on the home screen. What waits here has to be sent from here first: adding Runway to the home screen moves nothing; then ${words}`,
    );
    expect(said({ phase: 'draining' }, false, 3, words)?.why).toBe('since 09:12; being sent');
  });

  it('tells decisions from other changes', () => {
    expect(said({ waiting: 4 }, true, 1)?.what).toBe('1 decision and 3 other changes saved on this device');
    expect(said({ waiting: 1 }, true, 0)?.what).toBe('1 change saved on this device');
  });

  it('says why it waits: a sign-in, a new version, a server that is not well', () => {
    expect(said({ phase: 'needsSignIn' })?.why).toBe('since 09:12; sent once you have signed in again');
    expect(said({ phase: 'needsUpdate' })?.why).toBe('since 09:12; sent once this page is reloaded in its new version');
    const paused = said({ phase: 'pausing', pausedUntil: NOW + 60_000, problem: 'The server is restarting.' });
    expect(paused?.why).toBe('since 09:12; the server is restarting, tried again 15:10');
  });

  it('is loud where something waits for more than a day, and says since when, whatever it waits for', () => {
    const oldestAt = NOW - 86_400_000;
    expect(said({ phase: 'offline', oldestAt }, true)?.isLoud).toBe(false);
    for (const phase of ['offline', 'needsSignIn', 'needsUpdate', 'pausing', 'draining'] as const) {
      expect(said({ phase, oldestAt: oldestAt - 1 })).toMatchObject({ isLoud: true });
    }
    expect(said({ phase: 'offline', oldestAt: oldestAt - 1 }, true)?.why).toMatch(
      /^since Fri 15:08; sent when online$/,
    );
  });

  it('is loud where something was lost or nothing more can be kept', () => {
    const lost = said({ lostItems: 2 });
    expect(lost).toMatchObject({ what: '2 changes saved on this device were lost', isLoud: true });
    expect(lost?.why).toContain('Console shows what arrived');
    expect(said({ phase: 'full' })).toMatchObject({ isLoud: true });
  });

  it('is loud, with when it was saved, where the server never got what it was told of', () => {
    const since = Date.parse('2026-11-10T09:12:00Z');
    const never = said({ lostItems: 3, neverArrived: { count: 3, since, until: since } });
    expect(never).toMatchObject({ what: '3 changes saved on this device never reached the server', isLoud: true });
    expect(never?.why).toMatch(/^Saved Tue 10 Nov; the browser has emptied its storage since\./);
    const until = Date.parse('2026-11-19T15:00:00Z');
    expect(said({ lostItems: 1, neverArrived: { count: 1, since, until } })?.why).toContain(
      'between Tue 10 Nov and Thu',
    );
  });

  it('says how many more may be lost where this device misses more than the server was told of, and no time then', () => {
    const since = Date.parse('2026-11-10T09:12:00Z');
    expect(said({ lostItems: 5, neverArrived: { count: 3, since, until: since } })).toMatchObject({
      what: '3 changes saved on this device never reached the server, and up to 2 more may be lost',
      why: 'The browser has emptied its storage. Each client’s Console shows what arrived: do again what is missing.',
    });
  });

  it('says how many wait behind what was refused, and how many do not', () => {
    const why = (part: Partial<OutboxView>) => said({ refused: [REFUSED], ...part })?.why;
    expect(why({ heldUp: 3 })).toBe(
      'The tray says why; 3 more wait behind it. Waiting since 09:12; sent once what was refused is let go.',
    );
    expect(why({ heldUp: 1 })).toBe(
      'The tray says why; 1 more waits behind it, 2 more are not held up by it. Waiting since 09:12; being sent.',
    );
    expect(why({ refused: [REFUSED, REFUSED], waiting: 1, heldUp: 1 })).toMatch(
      /^The tray says why; 1 more waits behind them\. Waiting since 09:12; /,
    );
    expect(why({ waiting: 0, oldestAt: null })).toBe('The tray says why.');
  });

  it('says beside what was refused since when and why the rest waits, as it does without it', () => {
    const both = (part: Partial<OutboxView>, isOffline = false, installWords: string | null = null) =>
      said({ refused: [REFUSED], ...part }, isOffline, 3, installWords);
    for (const phase of ['offline', 'needsSignIn', 'needsUpdate', 'pausing'] as const) {
      const part = { phase, pausedUntil: NOW + 60_000, problem: 'The server is restarting.' };
      const alone = said(part)?.why;
      expect(alone).toMatch(/^since 09:12; \S/);
      expect(both(part)).toMatchObject({ what: '1 change was refused', needsAChoice: true, isLoud: false });
      expect(both(part)?.why).toBe(`The tray says why; 3 more are not held up by it. Waiting ${alone}.`);
    }
    // The browser clears what is held up as it clears the rest, though the outbox rests.
    expect(both({ heldUp: 3 }, false, 'tap Share')?.why).toMatch(/let go\. This browser clears it after seven days/);
  });

  it('is loud beside what was refused where the rest waits for more than a day', () => {
    const old = { refused: [REFUSED], oldestAt: NOW - 86_400_001 };
    for (const part of [{ phase: 'needsSignIn' }, { heldUp: 3 }, { phase: 'offline', heldUp: 1 }] as const) {
      expect(said({ ...old, ...part })).toMatchObject({ isLoud: true, needsAChoice: true });
      expect(said({ ...old, ...part })?.why).toContain('Waiting since Fri 15:08; ');
    }
    expect(said({ refused: [REFUSED], oldestAt: NOW - 86_400_000 })?.isLoud).toBe(false);
    expect(said({ refused: [REFUSED], waiting: 0, oldestAt: null })?.isLoud).toBe(false);
  });

  it('says of what waits behind a refused one alone what sends it, where the refused has rows of its own', () => {
    expect(said({ heldUp: 3 })?.why).toBe('since 09:12; sent once what was refused is let go');
    expect(said({ heldUp: 2 })?.why).toBe('since 09:12; being sent');
  });

  it('says how many were refused, and that the rest is not held up', () => {
    expect(said({ refused: [REFUSED] })).toMatchObject({
      what: '1 change was refused',
      why: 'The tray says why; 3 more are not held up by it. Waiting since 09:12; being sent.',
      needsAChoice: true,
    });
  });
});
