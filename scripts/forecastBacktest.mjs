/**
 * `npm run forecast:backtest`: syncs the stand-in's fifty companies into a database of its own, as `npm test` does, and holds
 * forecasts made 4, 8 and 13 weeks before the last Sunday against the cash that came of them, beside cash carried forward
 * at the net burn of the 13 weeks before. A line a company and horizon, in whole units of its currency; at the end the
 * misses by horizon, in weeks of mean outflow.
 */
import { ensureBuilt, ensureDependencies, ensureRuntime, step } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
await ensureBuilt({ only: 'server' });
const { MikroORM } = await import('@mikro-orm/postgresql');
const { loadHygieneBooks } = await import('../dist/server/books/hygieneBooks.js');
const { loadSettings } = await import('../dist/server/books/clientSettings.js');
const { SnapshotSource } = await import('../dist/domain/snapshotSource.js');
const { snapshotFrom } = await import('../dist/domain/computeSnapshot.js');
const { trackRecord } = await import('../dist/domain/forecast/trackRecord.js');
const { backtestSummaries } = await import('../dist/domain/forecast/backtest.js');
const { startGround } = await import('../tests/harness/ground.mjs');

const known = process.env.RUNWAY_TEST_FIFTY
  ? null
  : await step('Syncing fifty companies', () => startGround({ fifty: true }));
try {
  const { RUNWAY_TEST_DATABASE, RUNWAY_TEST_FIFTY } = known?.env ?? process.env;
  const { template } = JSON.parse(RUNWAY_TEST_FIFTY);
  const ownerUrl = JSON.parse(RUNWAY_TEST_DATABASE).DATABASE_OWNER_URL.replace(/\/[^/]*$/, `/${template}`);
  const lines = await linesOf(ownerUrl);
  if (lines.length === 0) throw new Error('no company has a history to forecast from');
  print(lines);
} finally {
  await known?.stop();
}

/** Every company's track record as its books tell it. */
async function linesOf(ownerUrl) {
  const orm = await MikroORM.init({ clientUrl: ownerUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  try {
    const em = orm.em.fork();
    const clients = await em.execute(
      `select client_id, name, as_of::text, books_version from client_row where as_of is not null order by name`,
    );
    const lines = [];
    for (const client of clients) lines.push(...(await em.transactional((tx) => recordOf(tx, client))));
    return lines;
  } finally {
    await orm.close(true);
  }
}

async function recordOf(tx, { client_id, name, as_of, books_version }) {
  const books = await loadHygieneBooks(tx, client_id, books_version, as_of);
  const { settings } = await loadSettings(tx, client_id);
  const source = new SnapshotSource(books, settings);
  return trackRecord(source, as_of).entries.map((entry) => ({
    ...entry,
    name,
    weeklyOut: snapshotFrom(source, entry.madeAsOf).weeklyOut ?? 0,
  }));
}

function print(lines) {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const whole = (amount) =>
    Math.round(amount / 100)
      .toLocaleString('en-US')
      .padStart(11);
  console.log(
    [
      'company'.padEnd(width),
      'weeks',
      ...['forecast', 'carried', 'actual', 'error', 'its error'].map((head) => head.padStart(11)),
    ].join('  '),
  );
  for (const line of lines) {
    const { name, weeks, forecast, carryForward, actual, error, carryForwardError } = line;
    const amounts = [forecast, carryForward, actual, error, carryForwardError].map(whole);
    console.log([name.padEnd(width), String(weeks).padStart(5), ...amounts].join('  '));
  }
  console.log('\nabsolute error in weeks of mean outflow');
  for (const { weeks, companies, forecast, carryForward, nearer } of backtestSummaries(lines)) {
    const misses = ({ mean, median }) => `mean ${mean.toFixed(2)} median ${median.toFixed(2)}`;
    console.log(
      `weeks=${weeks} companies=${companies} forecast: ${misses(forecast)}; ` +
        `carried forward: ${misses(carryForward)}; forecast nearer in ${nearer} of ${companies}`,
    );
  }
}
