import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { WebLock } from '../../../client/offline/outboxLock.js';
import { FakeLocks } from './fakeLocks.js';
import { Lines } from './queueing.js';

/** What is promised (docs/offline.md, G7). */
const WITHIN_MS = 5_000;
/** Much more than any silence that is waited for. */
const LONG_MS = 60_000;
const STEP_MS = 250;

let lines: Lines;
let locks: FakeLocks;
const locksOpen: WebLock[] = [];

beforeEach(() => {
  jest.useFakeTimers();
  [lines, locks] = [new Lines(), new FakeLocks()];
});
afterEach(() => {
  for (const lock of locksOpen.splice(0)) lock.close();
  jest.useRealTimers();
});

/** A tab as the product composes it, with nothing said of beats; answers whether it leads. */
function tab(): () => boolean {
  const lock = new WebLock({ line: lines.open(), locks });
  locksOpen.push(lock);
  let leads: () => boolean = () => false;
  void lock.lead(async (held) => {
    leads = held;
    await new Promise<never>(() => undefined);
  });
  return () => leads();
}

/** How long until it leads, ms; null: not even after `atMost`. */
async function takes(leads: () => boolean, atMost: number): Promise<number | null> {
  for (let ms = 0; ms <= atMost; ms += STEP_MS) {
    if (leads()) return ms;
    await jest.advanceTimersByTimeAsync(STEP_MS);
  }
  return null;
}

describe('with the product’s own beats', () => {
  it('nobody takes over from one that shows life', async () => {
    const first = tab();
    await jest.advanceTimersByTimeAsync(370);
    const second = tab();
    expect(await takes(second, LONG_MS)).toBeNull();
    expect(first()).toBe(true);
  });

  /** Whenever the second joined and the first froze, between two beats of either. */
  const moments = [0, 250, 500, 750, 990];
  it.each(moments)('one that freezes is taken over within 5 s: %d ms after a beat', async (sinceBeat) => {
    for (const joinsAfter of moments) {
      [lines, locks] = [new Lines(), new FakeLocks()];
      const first = tab();
      await jest.advanceTimersByTimeAsync(joinsAfter);
      const second = tab();
      await jest.advanceTimersByTimeAsync(10_000 - joinsAfter + sinceBeat);
      expect(second()).toBe(false);
      // A frozen tab beats no more.
      lines.mute();
      const took = await takes(second, LONG_MS);
      expect(took).not.toBeNull();
      expect(took).toBeLessThanOrEqual(WITHIN_MS);
      expect(first()).toBe(false);
    }
  });

  it('one that is frozen when another comes is taken over within 5 s', async () => {
    tab();
    await jest.advanceTimersByTimeAsync(10_000);
    lines.mute();
    await jest.advanceTimersByTimeAsync(LONG_MS);
    expect(await takes(tab(), LONG_MS)).toBeLessThanOrEqual(WITHIN_MS);
  });

  it('one that pauses for less and goes on is not taken over', async () => {
    const first = tab();
    const second = tab();
    for (let times = 0; times < 5; times += 1) {
      await jest.advanceTimersByTimeAsync(10_000);
      lines.mute();
      await jest.advanceTimersByTimeAsync(3_000);
      lines.unmute();
    }
    expect(first()).toBe(true);
    expect(second()).toBe(false);
  });
});
