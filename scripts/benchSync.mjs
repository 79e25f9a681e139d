/**
 * `npm run bench:sync`: what a sync costs for companies of 1,000, 10,000 and 100,000 documents. For each size a database
 * of its own, the built product as a process of its own with the product's heap, and the stand-in QuickBooks in this one:
 * a full sync, then syncs after 1, 10 and 100 changed documents and after none. Prints a table and the ratios between the
 * sizes; `--sizes 1000,10000` measures others.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, startProduct, startStandIn } from './benchGround.mjs';
import { ROOT, ensureBuilt, ensureDependencies, ensureRuntime } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
await ensureBuilt({ only: 'server' });
const load = (file) => import(join(ROOT, 'dist', file));
const { prepareDatabase } = await load('server/platform/prepareDatabase.js');
const { stopEmbeddedPostgres } = await load('server/platform/embeddedPostgres.js');
const { createLogger } = await load('server/platform/logger.js');
const { seedPeople, DEMO_PASSWORD } = await load('server/seeds/people.js');
const { ProductSession } = await load('server/seeds/productSession.js');
const { allow, beginConnection } = await load('server/seeds/consent.js');
const { bulkCompany } = await load('sandbox/companies/bulk.js');
const { dateInZone } = await load('sandbox/ledger/calendar.js');
const { default: pg } = await import('pg');

const REALM = '9130000000000900';
const ADVISOR = 'daniel@foundrystreet.example';
const CHANGES = [1, 10, 100, 0];
const LONGEST_SYNC_MS = 8 * 60_000;
/** Between two syncs, so that QuickBooks' ten calls a second hold none of them up: one sync is measured, not two. */
const REST_MS = 2_500;

const sizes = (argument('--sizes') ?? '1000,10000,100000').split(',').map(Number);
const directory = mkdtempSync(join(tmpdir(), 'runway-bench-'));
// PostgreSQL runs as another user where this runs as root; it must be able to pass.
chmodSync(directory, 0o755);
const stops = [];
/** Why measuring cannot go on; null while it can. */
let fatal = null;
process.on('SIGINT', () => void endAll().then(() => process.exit(130)));

try {
  const rows = [];
  for (const size of sizes) {
    const row = await measure(size).catch((error) => ({ documents: size, error: fatal ?? error }));
    for (const stop of stops.splice(0).reverse()) await stop();
    rows.push(row);
  }
  printTable(rows.filter(({ error }) => !error));
  for (const { documents, error } of rows.filter((row) => row.error)) {
    console.log(`\n${documents} documents could not be measured: ${error.message}`);
    process.exitCode = 1;
  }
} finally {
  await endAll();
}
process.exit();

function argument(name) {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

async function endAll() {
  for (const stop of stops.splice(0).reverse()) await stop();
  await stopEmbeddedPostgres(join(directory, 'postgres'));
  rmSync(directory, { recursive: true, force: true });
}

/** One size from nothing: its database, its company, its product. */
async function measure(documents) {
  fatal = null;
  const made = performance.now();
  const company = bulkCompany(REALM, documents, dateInZone(new Date(), 'America/New_York'));
  const database = await prepareDatabase({
    directory,
    database: `bench_${documents}`,
    settings: { fsync: 'off', synchronous_commit: 'off' },
    logger: createLogger('error', process.stderr),
  });
  await seedPeople(database.DATABASE_OWNER_URL);
  const address = `http://localhost:${await freePort()}`;
  const dataDir = join(directory, `sandbox-${documents}`);
  mkdirSync(dataDir);
  const standIn = await startStandIn(company, dataDir, address);
  stops.push(standIn.stop);
  const product = await startProduct(database, standIn.url, address, (error) => (fatal = error));
  stops.push(product.stop);
  const reader = new pg.Client({ connectionString: database.DATABASE_OWNER_URL });
  await reader.connect();
  stops.push(() => reader.end());
  say(documents, `company, database and product ready in ${seconds(made).toFixed(1)} s`);
  const full = await fullSync(documents, { address, standIn, product, reader });
  const steps = [];
  for (const count of CHANGES) steps.push(await changedSync(documents, count, { company, standIn, product, reader }));
  return { documents, full, steps };
}

async function fullSync(documents, { address, standIn, product, reader }) {
  const session = await ProductSession.signIn(address, ADVISOR, DEMO_PASSWORD);
  const [calls, bytes] = [standIn.calls(), standIn.bytes()];
  const began = performance.now();
  await allow(session, await beginConnection(session), { realmId: REALM, name: 'Bulk' });
  const run = await nextRun(reader, null);
  const full = {
    seconds: seconds(began),
    calls: standIn.calls() - calls,
    kilobytes: (standIn.bytes() - bytes) / 1024,
    peak: product.peakMegabytes(),
    tied: run.tied,
    runId: run.id,
  };
  say(documents, `full sync ${full.seconds.toFixed(1)} s, ${full.calls} calls, peak ${full.peak.toFixed(0)} MB`);
  return full;
}

/** Changes so many of the newest documents, asks for a sync by hand, and waits until it is published. */
async function changedSync(documents, count, { company, standIn, product, reader }) {
  await wait(REST_MS);
  const newest = [...company.txns('Purchase')].slice(-count);
  if (count > 0)
    for (const { id, lines } of newest)
      company.update(
        'Purchase',
        id,
        { lines: lines.map((line) => ({ ...line, amount: line.amount + 100 })) },
        new Date().toISOString(),
      );
  const before = await newestRun(reader);
  const [calls, bytes] = [standIn.calls(), standIn.bytes()];
  const began = performance.now();
  await reader.query(
    `update sync_job set wanted = true, due_at = now(), requested_at = now(), cause = 'BY_HAND', attempts = 0`,
  );
  const run = await nextRun(reader, before.id);
  const step = {
    count,
    kind: run.kind,
    milliseconds: performance.now() - began,
    calls: standIn.calls() - calls,
    kilobytes: (standIn.bytes() - bytes) / 1024,
    rowsRead: run.rowsRead,
    rowsChanged: run.rows_changed,
    peak: product.peakMegabytes(),
    tied: run.tied,
  };
  say(documents, `${count} changed: ${run.kind} ${step.milliseconds.toFixed(0)} ms, ${step.calls} calls`);
  return step;
}

async function newestRun(reader) {
  const { rows } = await reader.query(
    `select r.id, r.kind, r.state, r.error, r.rows_changed,
       (select t.tied from tie_out t where t.client_id = r.client_id order by t.checked_at desc limit 1) as tied,
       j.wanted or j.lease_owner is not null as busy
       from sync_run r join sync_job j using (client_id)
       order by r.started_at desc limit 1`,
  );
  return rows[0] ?? { id: null };
}

/**
 * The run after the given one, once it is done and nothing more is wanted. `rowsRead`: the most rows that were seen staged
 * for it, since what is staged goes with the run's end; a first run is not counted.
 */
async function nextRun(reader, previousId) {
  const began = performance.now();
  let rowsRead = 0;
  for (;;) {
    if (fatal) throw fatal;
    const run = await newestRun(reader);
    if (run.id !== previousId && run.state === 'DONE' && !run.busy) return { ...run, rowsRead };
    if (previousId !== null && run.id !== previousId) rowsRead = Math.max(rowsRead, await stagedRows(reader, run.id));
    if (run.id !== previousId && run.state === 'FAILED') throw new Error(`a sync failed: ${run.error}`);
    if (performance.now() - began > LONGEST_SYNC_MS) throw new Error('a sync did not end within eight minutes');
    await wait(15);
  }
}

async function stagedRows(reader, runId) {
  const { rows } = await reader.query(
    'select coalesce(sum(jsonb_array_length(rows)), 0)::int as staged from sync_chunk where run_id = $1',
    [runId],
  );
  return rows[0].staged;
}

function printTable(rows) {
  const cell = (text, width) => String(text).padStart(width);
  const line = (cells) => console.log(cells.map((text, place) => cell(text, place === 0 ? 10 : 12)).join(' '));
  console.log('\nFull sync');
  line(['documents', 'seconds', 'docs/s', 'calls', 'MB read', 'peak MB', 'ties']);
  for (const { documents, full } of rows)
    line([
      documents,
      full.seconds.toFixed(1),
      Math.round(documents / full.seconds),
      full.calls,
      (full.kilobytes / 1024).toFixed(1),
      full.peak.toFixed(0),
      full.tied,
    ]);
  console.log('\nSync after so many changed documents');
  line(['documents', 'changed', 'kind', 'ms', 'calls', 'kB read', 'rows read', 'rows new', 'ties']);
  for (const { documents, steps } of rows)
    for (const step of steps)
      line([
        documents,
        step.count,
        step.kind,
        step.milliseconds.toFixed(0),
        step.calls,
        step.kilobytes.toFixed(0),
        step.rowsRead,
        step.rowsChanged ?? '-',
        step.tied,
      ]);
  const [first, ...larger] = rows;
  if (!first || larger.length === 0) return;
  console.log(`\nAgainst ${first.documents} documents`);
  line(['documents', 'size', 'full time', 'peak', ...CHANGES.map((count) => `${count} changed`)]);
  const times = (a, b) => `x ${(a / b).toFixed(1)}`;
  for (const { documents, full, steps } of larger)
    line([
      documents,
      times(documents, first.documents),
      times(full.seconds, first.full.seconds),
      times(full.peak, first.full.peak),
      ...steps.map((step, place) => times(step.milliseconds, first.steps[place].milliseconds)),
    ]);
}

function say(documents, text) {
  console.log(`  ${documents} documents: ${text}`);
}

function seconds(since) {
  return (performance.now() - since) / 1000;
}
