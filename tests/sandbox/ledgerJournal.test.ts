import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CATALOGUE } from '../../sandbox/companies/catalogue.js';
import { addDays } from '../../sandbox/ledger/calendar.js';
import { SandboxStore } from '../../sandbox/ledger/sandboxStore.js';
import { resetSandbox } from '../../sandbox/reset.js';

jest.setTimeout(30_000);

const SEED = 'journal test';
const ORIGIN = '2026-11-21';
const SPECS = CATALOGUE.filter(({ name }) => ['Everline Cleaning', 'Kestrel Web Studio'].includes(name));
const SMALL = CATALOGUE.filter(({ name }) => name === 'Everline Cleaning');

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const open = (dataDir: string, today: string, specs = SPECS) =>
  SandboxStore.open({ dataDir, seed: SEED, today, specs });
const fileOf = (dataDir: string, realmId: string): string => join(dataDir, 'companies', `${realmId}.jsonl`);
/** A fingerprint of every journal, byte by byte. */
function fingerprint(dataDir: string): Record<string, string> {
  const names = readdirSync(join(dataDir, 'companies')).sort();
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(dataDir, 'companies', name)))
        .digest('hex'),
    ]),
  );
}

describe('determinism', () => {
  it('gives equal journals for equal seeds and different ones for another seed', async () => {
    const [one, two, other] = ['one', 'two', 'other'].map((name) => join(dir, name)) as [string, string, string];
    await open(one, ORIGIN);
    await open(two, ORIGIN);
    await SandboxStore.open({ dataDir: other, seed: 'another', today: ORIGIN, specs: SMALL });
    expect(fingerprint(two)).toEqual(fingerprint(one));
    const [name] = Object.keys(fingerprint(other)) as [string];
    expect(fingerprint(other)[name]).not.toBe(fingerprint(one)[name]);
  });

  it('catches up ten days at once exactly as day by day, with a restart before each', async () => {
    const [daily, late] = [join(dir, 'daily'), join(dir, 'late')];
    const founded = await open(daily, ORIGIN);
    await founded.close();
    cpSync(daily, late, { recursive: true });
    for (let day = 1; day <= 10; day += 1) await (await open(daily, addDays(ORIGIN, day))).close();
    const running = await open(late, ORIGIN);
    await running.catchUp(addDays(ORIGIN, 10));
    expect(fingerprint(late)).toEqual(fingerprint(daily));
    expect(running.companies()[0]?.simulatedThrough()).toBe(addDays(ORIGIN, 10));
  });

  it('replays into the same books as those that were written', async () => {
    const written = await open(dir, ORIGIN);
    const replayed = await open(dir, ORIGIN);
    for (const company of written.companies()) {
      const again = replayed.company(company.profile.realmId);
      expect(again?.txns()).toEqual(company.txns());
      expect(again?.accounts()).toEqual(company.accounts());
      expect(again?.planted()).toEqual(company.planted());
      expect(again?.openDocuments('Invoice').map(({ id }) => id)).toEqual(
        company.openDocuments('Invoice').map(({ id }) => id),
      );
      for (const { id } of company.accounts()) expect(again?.balance(id)).toBe(company.balance(id));
    }
  });
});

describe('a process that dies while writing', () => {
  it('loses nothing but the unfinished day, which is simulated again identically, wherever the file was cut', async () => {
    await open(dir, ORIGIN, SMALL);
    const path = fileOf(dir, SMALL[0]?.realmId ?? '');
    const whole = readFileSync(path);
    const cuts = [
      0,
      1,
      200,
      ...Array.from({ length: 40 }, (_, index) => Math.floor((whole.length * (index + 1)) / 40) - 7),
      whole.length - 1,
    ];
    for (const cut of cuts) {
      writeFileSync(path, whole);
      truncateSync(path, cut);
      await open(dir, ORIGIN, SMALL);
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });

  it('keeps what was written outside the simulator, even after a torn line', async () => {
    const store = await open(dir, ORIGIN, SMALL);
    const company = store.companies()[0];
    const bank = company?.accountBySubType('Checking').id ?? '';
    const cost = company?.accountBySubType('BankCharges').id ?? '';
    const posted = company?.post(
      { type: 'Purchase', date: ORIGIN, accountId: bank, lines: [{ accountId: cost, amount: 999 }] },
      '2026-11-21T15:00:00.000Z',
    );
    const path = fileOf(dir, SMALL[0]?.realmId ?? '');
    writeFileSync(path, '{"seq":99999,"at":"2026-', { flag: 'a' });
    const again = (await open(dir, ORIGIN, SMALL)).companies()[0];
    expect(again?.txn('Purchase', posted?.id ?? '')?.total).toBe(999);
    expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
  });

  it('survives SIGKILL in the midst of founding', async () => {
    const root = pathToFileURL(join(process.cwd(), 'sandbox')).href;
    const hook = `import { registerHooks } from 'node:module';
      registerHooks({ resolve: (name, context, next) => next(name.startsWith('.') ? name.replace(/\\.js$/, '.ts') : name, context) });`;
    const program = `const { SandboxStore } = await import('${root}/ledger/sandboxStore.ts');
      const { CATALOGUE } = await import('${root}/companies/catalogue.ts');
      const specs = CATALOGUE.filter(({ name }) => ${JSON.stringify(SPECS.map(({ name }) => name))}.includes(name));
      await SandboxStore.open({ dataDir: ${JSON.stringify(dir)}, seed: ${JSON.stringify(SEED)}, today: '${ORIGIN}', specs });
      setInterval(() => undefined, 1000);`;
    const args = [
      '--experimental-transform-types',
      '--no-warnings',
      '--import',
      `data:text/javascript,${encodeURIComponent(hook)}`,
      '--input-type=module',
      '-e',
      program,
    ];
    const child = spawn(process.execPath, args, { stdio: 'ignore', env: {} });
    const path = fileOf(dir, SPECS[0]?.realmId ?? '');
    for (let waited = 0; waited < 1000 && !(existsSync(path) && statSync(path).size > 100_000); waited += 1)
      await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(child.signalCode).toBe('SIGKILL');
    expect(statSync(path).size).toBeGreaterThan(100_000);
    await open(dir, ORIGIN);
    const clean = join(dir, 'clean');
    await open(clean, ORIGIN);
    expect(fingerprint(dir)).toEqual(fingerprint(clean));
  });
});

describe('refusals', () => {
  it('names the line of a file that is damaged in the middle, and does not touch it', async () => {
    await open(dir, ORIGIN, SMALL);
    const path = fileOf(dir, SMALL[0]?.realmId ?? '');
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[7] = '{"seq":8,';
    writeFileSync(path, lines.join('\n'));
    await expect(open(dir, ORIGIN, SMALL)).rejects.toMatchObject({
      code: 'corrupt-journal',
      message: expect.stringContaining('line 8'),
    });
    expect(readFileSync(path, 'utf8')).toBe(lines.join('\n'));
  });

  it('refuses another seed until the data is reset', async () => {
    await open(dir, ORIGIN, SMALL);
    const other = { dataDir: dir, seed: 'another', today: ORIGIN, specs: SMALL };
    await expect(SandboxStore.open(other)).rejects.toMatchObject({ code: 'seed-mismatch' });
    writeFileSync(join(dir, 'keep.txt'), 'not ours');
    expect(resetSandbox(dir)).toEqual(['companies', 'sandbox.json']);
    expect(readdirSync(dir)).toEqual(['keep.txt']);
    await expect(SandboxStore.open(other)).resolves.toBeInstanceOf(SandboxStore);
  });
});
