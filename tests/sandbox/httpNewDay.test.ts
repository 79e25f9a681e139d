import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '../../sandbox/companies/catalogue.js';
import { sandboxDataDir } from '../../sandbox/dataDir.js';
import { SandboxStore } from '../../sandbox/ledger/sandboxStore.js';
import { start, type Running } from './httpHarness.js';

const EVENING = Date.parse('2026-11-21T20:00:00Z');
const DAY_MS = 86_400_000;

let dataDir: string;
let running: Running | undefined;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-day-'));
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a stand-in that keeps running', () => {
  it('posts the days that have passed before it answers, with no restart', async () => {
    const spec = CATALOGUE[0];
    if (!spec) throw new Error('The catalogue is empty');
    const clock = { now: EVENING };
    const now = (): Date => new Date(clock.now);
    const store = await SandboxStore.open({ dataDir: null, seed: 'runway', now, specs: [spec] });
    const server = await start([], { store, dataDir, now, today: undefined });
    running = server;
    const through = (): string | undefined => store.company(spec.realmId)?.simulatedThrough();
    const tokens = await server.connect(spec.realmId);
    const ask = (token: string) => server.get(`/companyinfo/${spec.realmId}`, token, spec.realmId);
    expect((await ask(tokens.access_token)).status).toBe(200);
    expect(through()).toBe('2026-11-21');
    clock.now += 3 * DAY_MS;
    const renewed = await server.connect(spec.realmId);
    expect((await ask(renewed.access_token)).status).toBe(200);
    expect(through()).toBe('2026-11-24');
  });

  it('keeps its data where the reset command looks for it', () => {
    expect(sandboxDataDir({})).toBe(join('.runway', 'sandbox'));
    expect(sandboxDataDir({ RUNWAY_SANDBOX_DATA_DIR: '/elsewhere' })).toBe('/elsewhere');
  });
});
