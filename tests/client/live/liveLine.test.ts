import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LiveLine, type LineEvents } from '../../../client/live/liveLine.js';
import type { ChangesView } from '../../../client/offline/index.js';

const WHOLE: ChangesView = { complete: true, versions: [] };

/** The other end: every line that was opened, and what its events were. */
class OtherEnd {
  readonly lines: (LineEvents & { closed: boolean; probes: number })[] = [];
  readonly heard: ChangesView[] = [];
  readonly live: boolean[] = [];
  expired = 0;
  renewals = 0;
  renewal: () => Promise<boolean> = () => Promise.resolve(true);
  readonly line = new LiveLine({
    open: async (events) => {
      const one = { ...events, closed: false, probes: 0 };
      this.lines.push(one);
      return { close: () => void (one.closed = true), probe: () => void (one.probes += 1) };
    },
    sink: { live: (isLive) => this.live.push(isLive), changed: (changes) => this.heard.push(changes) },
    renew: () => {
      this.renewals += 1;
      return this.renewal();
    },
    expire: () => void (this.expired += 1),
    random: () => 1,
  });

  get newest() {
    const line = this.lines.at(-1);
    if (line === undefined) throw new Error('No line was opened.');
    return line;
  }
}

let other: OtherEnd;
const turn = (ms = 0): Promise<void> => jest.advanceTimersByTimeAsync(ms);
const look = (state: 'visible' | 'hidden'): void => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(async () => {
  jest.useFakeTimers();
  other = new OtherEnd();
  other.line.start();
  await turn();
});
afterEach(() => {
  other.line.stop();
  Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
  Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
  jest.useRealTimers();
});

describe('the line to the server', () => {
  it('is live from the first event, and says so once', () => {
    expect(other.live).toEqual([]);
    other.newest.changed(WHOLE);
    other.newest.changed(WHOLE);
    expect(other.live).toEqual([true]);
    expect(other.heard).toHaveLength(2);
  });

  it('opens again after it broke, later each time up to half a minute, and at once after it was live', async () => {
    for (const wait of [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = other.lines.length;
      other.newest.ended(1006);
      await turn(wait - 1);
      expect(other.lines).toHaveLength(before);
      await turn(1);
      expect(other.lines).toHaveLength(before + 1);
    }
    other.newest.changed(WHOLE);
    other.newest.ended(1006);
    expect(other.live).toEqual([true, false]);
    const before = other.lines.length;
    await turn(500);
    expect(other.lines).toHaveLength(before + 1);
  });

  it('hears nothing of a line that was given up', async () => {
    const old = other.newest;
    old.ended(1006);
    await turn(500);
    old.changed(WHOLE);
    old.ended(1006);
    expect(other.heard).toEqual([]);
    expect(other.lines).toHaveLength(2);
    await turn(60_000);
    expect(other.lines).toHaveLength(2);
  });

  it('renews an ended session once and opens again; a second end in a row waits', async () => {
    other.newest.ended(4401);
    await turn();
    expect([other.renewals, other.lines.length]).toEqual([1, 2]);
    other.newest.ended(4401);
    await turn(499);
    expect([other.renewals, other.lines.length]).toEqual([1, 2]);
    await turn(1);
    other.newest.changed(WHOLE);
    other.newest.ended(4401);
    await turn();
    expect(other.renewals).toBe(2);
    expect(other.expired).toBe(0);
  });

  it('asks for a sign-in when the session is not renewed or not allowed, and opens nothing more', async () => {
    other.renewal = () => Promise.resolve(false);
    other.newest.ended(4401);
    await turn(60_000);
    expect([other.expired, other.lines.length]).toEqual([1, 1]);

    const another = new OtherEnd();
    another.line.start();
    await turn();
    another.newest.ended(4403);
    await turn(60_000);
    expect([another.expired, another.renewals, another.lines.length]).toEqual([1, 0, 1]);
  });

  it('waits as after any break when the session could not be renewed for want of a connection', async () => {
    other.renewal = () => Promise.reject(new TypeError('Failed to fetch'));
    other.newest.ended(4401);
    await turn(500);
    expect([other.expired, other.lines.length]).toEqual([0, 2]);
  });

  it('is dropped when the network goes and opened at once when it returns', async () => {
    other.newest.changed(WHOLE);
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    window.dispatchEvent(new Event('offline'));
    expect(other.newest.closed).toBe(true);
    expect(other.live).toEqual([true, false]);
    await turn(60_000);
    expect(other.lines).toHaveLength(1);
    Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
    window.dispatchEvent(new Event('online'));
    await turn();
    expect(other.lines).toHaveLength(2);
  });

  it('is let go by a page nobody looks at, and opened or asked when somebody does', async () => {
    other.newest.changed(WHOLE);
    look('hidden');
    await turn(60_000);
    look('visible');
    expect(other.newest.probes).toBe(1);
    look('hidden');
    await turn(5 * 60_000);
    expect(other.newest.closed).toBe(true);
    look('visible');
    await turn();
    expect(other.lines).toHaveLength(2);
  });

  it('closes a line that opens after it was stopped', async () => {
    const another = new OtherEnd();
    another.line.start();
    another.line.stop();
    await turn();
    expect(another.newest.closed).toBe(true);
    await turn(60_000);
    expect(another.lines).toHaveLength(1);
  });
});
