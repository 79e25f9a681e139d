/**
 * `npm run bench:domain`: what the hygiene rules and the forecast cost in books of 1,000, 10,000 and 100,000 documents, on
 * one core: all of it from books that were just read, and again after one document changed. Prints medians of several
 * runs, and of all of it the shortest run too: what other programs on the machine add is in the first and hardly in the
 * second. Ends with 1 where 10,000 documents take longer than the limits. `--sizes 1000,10000` measures others, `--runs 20`
 * more often, `--build dir` another build than dist/.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { benchBooks } from './benchBooks.mjs';
import { ROOT, ensureBuilt, ensureDependencies, ensureRuntime } from './ground.mjs';

const LIMITS = { documents: 10_000, full: 500, again: 50 };
const AS_OF = '2026-11-22';
/** Runs that are not counted: the code is compiled as it is used. */
const WARM_UP = 3;

await ensureDependencies();
ensureRuntime();
const build = argument('--build');
if (build === undefined) await ensureBuilt({ only: 'server' });
const domain = join(build === undefined ? join(ROOT, 'dist') : resolve(build), 'domain');
const load = (file) => import(pathToFileURL(join(domain, file)).href);
const { addDays } = await load('calendar.js');
const { HygieneSource } = await load('hygiene/hygieneSource.js');
const { findAll, findAgain } = await load('hygiene/findAll.js');
const { priceIssues } = await load('hygiene/pricing.js');
const { RULE_LIST } = await load('hygiene/rules/rules.js');
const { settingValues } = await load('hygiene/settings.js');
const { forecastFrom } = await load('forecast/forecast.js');
const { forecastInputs } = await load('forecast/inputsOf.js');
const { flowbandOf } = await load('forecast/flowband.js');
const { prepare } = await load('forecast/prepare.js');
const { trackRecord } = await load('forecast/trackRecord.js');
const { whatIf } = await load('forecast/whatIf.js');

const SETTINGS = { counted: {}, oneOffs: {}, thresholds: { red: 5, yellow: 13 } };
const VALUES = settingValues({});
const sizes = (argument('--sizes') ?? '1000,10000,100000').split(',').map(Number);
const runs = Number(argument('--runs') ?? 11);

const measured = sizes.map(measure);
console.log(
  `\n${RULE_LIST.length} rules, 13 weeks, one core, medians of ${runs} runs in milliseconds of processor time.\n`,
);
printTable(
  [
    'documents',
    'open items',
    'issues',
    'index',
    'rules',
    'inputs',
    'forecast',
    'Flowband',
    'prices',
    'all',
    'shortest',
    'track record',
  ],
  measured.map(({ documents, open, issues, full }) => [
    ...[documents, open, issues],
    ...[full.index, full.rules, full.inputs, full.forecast, full.flowband, full.prices].map(inMs),
    ...[full.all, full.shortest, full.trackRecord].map(inMs),
  ]),
);
console.log('\nAgain, after one changed document:\n');
printTable(
  [
    'documents',
    'changed',
    'index',
    'rules',
    'inputs',
    'forecast',
    'Flowband',
    'prices',
    'all',
    'shortest',
    'one price',
  ],
  measured.flatMap(({ documents, again }) =>
    again.map(({ what, index, rules, inputs, forecast, flowband, prices, all, shortest, price }) => [
      ...[documents, what],
      ...[index, rules, inputs, forecast, flowband, prices, all, shortest].map(inMs),
      `${(price * 1_000).toFixed(1)} µs`,
    ]),
  ),
);
process.exitCode = measured.some(beyondLimits) ? 1 : 0;

/** One size: everything from the books, and again after each kind of change. */
function measure(documents) {
  const books = benchBooks(documents, AS_OF, addDays);
  const full = medians(() => {
    const { source, ...times } = everything(new HygieneSource(books, SETTINGS, AS_OF), (fresh) =>
      findAll(fresh, VALUES),
    );
    return { ...times, trackRecord: timed(() => trackRecord(source.snapshots, AS_OF)).took };
  });
  const { source, found, basis } = everything(new HygieneSource(books, SETTINGS, AS_OF), (fresh) =>
    findAll(fresh, VALUES),
  );
  const again = changesOf(books).map(({ what, parts, ...next }) => ({
    what,
    ...medians(() => {
      const revised = timed(() => source.revised({ ...books, ...next }, parts));
      const times = everything(revised.value, (now) => findAgain(found, now, VALUES, parts), revised.took);
      return { ...times, price: onePrice(basis) };
    }),
  }));
  return { documents, open: basis.items.length, issues: found.length, full, again };
}

/** Rules, forecast and prices of prepared books; `before` is what preparing took. */
function everything(source, find, before = 0) {
  const index = timed(() => source.snapshots);
  const rules = timed(() => find(source));
  const inputs = timed(() => forecastInputs(source.snapshots, AS_OF));
  const forecast = timed(() => forecastFrom(inputs.value));
  const flowband = timed(() => flowbandOf(inputs.value, [], new Map(), { recurring: true }));
  const issues = rules.value.map(({ rule, finding }, place) => ({ id: String(place), rule, finding, state: 'OPEN' }));
  const prices = timed(() => priceIssues(inputs.value, [], issues));
  const parts = { index, rules, inputs, forecast, flowband, prices };
  const times = Object.fromEntries(Object.entries(parts).map(([name, { took }]) => [name, took]));
  const all = before + Object.values(times).reduce((sum, took) => sum + took, 0);
  return { source, found: rules.value, basis: inputs.value, ...times, all };
}

/** The smallest changes a day brings: a bill with another amount, an invoice that is paid. */
function changesOf(books) {
  const bill = books.documents.findLast(({ type }) => type === 'Bill');
  const legs = books.postings.filter(({ documentKey }) => documentKey === `Bill:${bill.id}`);
  const more = (posting) =>
    legs.includes(posting)
      ? { ...posting, debit: posting.debit && posting.debit + 100, credit: posting.credit && posting.credit + 100 }
      : posting;
  const invoice = books.documents.findLast(({ type }) => type === 'Invoice');
  const payment = {
    ...invoice,
    type: 'Payment',
    id: 'new',
    date: AS_OF,
    dueDate: null,
    applications: [{ type: 'Invoice', id: invoice.id, amount: invoice.total }],
  };
  const leg = { ...legs[0], documentKey: 'Payment:new', documentType: 'Payment', documentId: 'new', date: AS_OF };
  const { total } = invoice;
  return [
    {
      what: 'a bill',
      parts: new Set(['Bill', 'POSTINGS']),
      documents: books.documents.map((document) =>
        document === bill ? { ...bill, total: bill.total + 100 } : document,
      ),
      postings: books.postings.map(more),
    },
    {
      what: 'a payment',
      parts: new Set(['Payment', 'POSTINGS']),
      documents: [...books.documents, payment],
      postings: [
        ...books.postings,
        { ...leg, accountId: 'undeposited', debit: total, credit: 0 },
        { ...leg, accountId: 'receivable', debit: 0, credit: total },
      ],
    },
    { what: 'a file', parts: new Set(['ATTACHMENTS']), attachedTo: new Set([...books.attachedTo, 'Purchase:none']) },
  ];
}

/** What one way of one issue costs in prepared inputs, in milliseconds. */
function onePrice(inputs) {
  const prepared = prepare(inputs);
  const changes = [{ kind: 'REMOVE', key: inputs.items[0]?.key ?? 'none' }];
  const times = 1_000;
  return (
    timed(() => {
      for (let time = 0; time < times; time += 1) whatIf(prepared, changes);
    }).took / times
  );
}

/**
 * Processor time in milliseconds, of all threads: collecting garbage and compiling count, waiting for a processor that
 * another program has does not. It is what the work takes where one core is free.
 */
function timed(work) {
  const started = process.cpuUsage();
  const value = work();
  const { user, system } = process.cpuUsage(started);
  return { value, took: (user + system) / 1_000 };
}

/** The median of every number over several runs; `shortest` is that of the run whose `all` took least. */
function medians(run) {
  for (let time = 0; time < WARM_UP; time += 1) run();
  const all = Array.from({ length: runs }, run);
  const numbers = Object.keys(all[0]).filter((name) => typeof all[0][name] === 'number');
  const middle = Object.fromEntries(numbers.map((name) => [name, medianOf(all.map((one) => one[name]))]));
  return { ...middle, shortest: Math.min(...all.map((one) => one.all)) };
}

function medianOf(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Says what takes longer than it may; true where something does. */
function beyondLimits({ documents, full, again }) {
  if (documents !== LIMITS.documents) return false;
  const slowest = again.reduce((most, one) => (one.all > most.all ? one : most));
  const said = [
    ['all rules and the forecast', full, LIMITS.full],
    [`again after a change (${slowest.what})`, slowest, LIMITS.again],
  ];
  console.log();
  for (const [what, { all: took, shortest: least }, limit] of said)
    console.log(
      `${took <= limit ? 'within' : 'BEYOND'} ${limit} ms: ${what} of ${documents} documents, ${inMs(took)} ms (shortest ${inMs(least)})`,
    );
  return said.some(([, { all }, limit]) => all > limit);
}

function inMs(took) {
  return took < 10 ? took.toFixed(2) : took.toFixed(0);
}

function printTable(head, rows) {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => String(row[column]).length)));
  for (const row of [head, ...rows])
    console.log(row.map((cell, column) => String(cell).padStart(widths[column])).join('  '));
}

function argument(name) {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}
