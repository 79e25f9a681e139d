import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DeviceRows } from '../../../client/offline/deviceRows.js';
import { DecidingServer } from './decidingServer.js';
import { FakeBrowser, paying } from './queueing.js';
import { queuedHere } from './rawDevice.js';
import { freshProfile, until } from './storage.js';

let server: DecidingServer;
let browser: FakeBrowser;
const PATIENCE = 10_000;

beforeEach(() => {
  freshProfile();
  localStorage.clear();
  server = new DecidingServer();
  browser = new FakeBrowser(server);
});
afterEach(() => browser.close());

describe('tabs of one browser', () => {
  it('enqueue in any, send from one: each operation once, one request at a time', async () => {
    const tabs = [await browser.tab(), await browser.tab(), await browser.tab()];
    const made = Array.from({ length: 60 }, (_, index) => paying(`Bill:${index}`));
    await Promise.all(made.map((one, index) => tabs[index % 3]?.enqueue([one])));
    await until(() => tabs.every(({ now }) => now.operations.length === 0), PATIENCE);
    expect(server.requests.flat().sort()).toEqual(made.map(({ id }) => id).sort());
    expect(server.mostUnderWay).toBe(1);
    expect(tabs.map(({ now }) => now.known.get('c1')?.decisions.length)).toEqual([60, 60, 60]);
  });

  it('take over from one that is frozen, whose late answer harms nothing', async () => {
    let thaw: () => void = () => undefined;
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    const first = await browser.tab({ options: { answerWithinMs: 60_000 } });
    const one = paying('Bill:1');
    server.gate = () => frozen;
    await first.enqueue([one]);
    await until(() => server.underWay === 1, PATIENCE);
    // A frozen tab beats no more.
    browser.lines.mute();
    server.gate = null;
    const second = await browser.tab({ silentBeats: 2 });
    await until(() => second.now.operations.length === 0, PATIENCE);
    expect(server.effects).toEqual([one.id]);
    thaw();
    await until(() => first.now.operations.length === 0, PATIENCE);
    expect(server.effects).toEqual([one.id]);
  });
});

describe('another person on the same device', () => {
  it('neither sees nor sends what waits, and what waited is not sent in their name', async () => {
    server.wire = () => 'requestLost';
    const first = await browser.tab({ viewerId: 'daniel' });
    await first.enqueue([paying('Bill:1')]);
    await until(() => first.now.state.phase === 'offline', PATIENCE);
    const second = await browser.tab({ viewerId: 'maya' });
    server.wire = null;
    expect(second.now.operations).toEqual([]);
    first.wake();
    await first.resting();
    expect(server.effects).toEqual([]);
    expect(first.now.operations).toEqual([]);
    expect(await first.enqueue([paying('Bill:2')])).toMatchObject({ kept: false });
    expect(await DeviceRows.open('maya').then(({ lost }) => lost)).toBeNull();
  });

  it('is seen in the transaction itself, not by the last reading, and loses nothing of theirs', async () => {
    server.wire = () => 'requestLost';
    const first = await browser.tab({ viewerId: 'daniel' });
    browser.lines.mute();
    const second = await browser.tab({ viewerId: 'maya' });
    browser.lines.mute();
    const theirs = paying('Bill:1');
    await second.enqueue([theirs]);
    const saved = await first.enqueue([paying('Bill:2')]);
    expect(saved.kept ? '' : saved.message).toContain('Another person has signed in');
    expect(await first.withdraw([theirs.id])).toMatchObject({ kept: false });
    expect(await first.letGo([theirs.id])).toMatchObject({ kept: false });
    expect(await first.forgetLost()).toMatchObject({ kept: false });
    expect(first.now.lost).toBe(0);
    expect(await queuedHere()).toEqual([theirs.id]);
  });
});
