/**
 * `npm run bench:offline`: what reading everything through the one fold costs on a device, by the app's own functions that a
 * page calls whenever its queue changes: 500 queued operations over the decisions, the review and the list's row of one client
 * with 2,000 items; and the impact of 200 decisions in a prepared forecast. Prints medians and the shortest run, in
 * milliseconds of wall time on one core. Ends with 1 beyond the limits. `--queue 500 --items 2000 --runs 21`.
 */
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { ROOT, ensureBuilt, ensureDependencies, ensureRuntime } from './ground.mjs';

const LIMITS = { fold: 10, impact: 5 };
const WARM_UP = 5;

await ensureDependencies();
ensureRuntime();
await ensureBuilt({ only: 'server' });
const load = (file) => import(pathToFileURL(join(ROOT, 'dist', 'domain', file)).href);
const { addDays } = await load('calendar.js');
const { prepare } = await load('forecast/prepare.js');
const { impactBase, impactOf } = await load('decision/impact.js');
const { loadApp } = await import('../tests/exactlyOnce/fast/loadApp.mjs');
const app = await loadApp(new URL('../tests/exactlyOnce/fast/foldParts.ts', import.meta.url));

const AS_OF = '2026-11-22';
const CLIENT = 'client';
const NOW = Date.parse(`${AS_OF}T12:00:00Z`);
const WEEK = '2026-11-16';
const ACCOUNTS = [{ id: '35', name: 'Operating', counted: true }];
const queued = Number(argument('--queue') ?? 500);
const items = Number(argument('--items') ?? 2_000);
const runs = Number(argument('--runs') ?? 21);

const device = deviceWith(items);
const base = impactBase(prepare(forecastInputs(items)), ACCOUNTS);
const selection = Array.from({ length: 200 }, (_, place) => draft(place, kindOf(place)));
const fold = measure(() => device(queueOf(queued)));
const impact = measure(() => () => impactOf(base, selection));

console.log(`\n${queued} queued operations over ${items} items, medians of ${runs} runs in milliseconds.\n`);
const said = [
  ['the fold of decisions, review and row (project, projectRows)', fold, LIMITS.fold],
  ['the impact of 200 decisions, after preparing', impact, LIMITS.impact],
];
for (const [what, { median, shortest }, limit] of said) {
  const within = median <= limit ? 'within' : 'BEYOND';
  console.log(`${within} ${limit} ms: ${what}, ${median.toFixed(2)} ms (shortest ${shortest.toFixed(2)})`);
}
process.exitCode = said.some(([, { median }, limit]) => median > limit) ? 1 : 0;

/**
 * A client's snapshot, half of whose items are bills and half issues that a movement of the forecast rests on each. Answers
 * what folds it with a queue made anew, so that nothing is remembered from run to run.
 */
function deviceWith(count) {
  const half = Array.from({ length: count / 2 }, (_, place) => place);
  const bills = half.map((place) => app.openDocument([`Bill:${place}`, 'Fern & Moss', `${place}`, AS_OF, 10_000]));
  const line = { key: 'Bill:0', amount: 10_000, url: null };
  const issues = half.map((place) => app.fakeIssue('stale-invoice', `issue-${place}`, 'Long overdue.', [line]));
  const flowband = app.fakeFlowband();
  const [event] = flowband.events;
  const events = half.map((place) => ({ ...event, key: `Event:${place}`, issueIds: [`issue-${place}`] }));
  const review = app.fakeRitual(CLIENT, {
    hygiene: app.fakeHygiene(issues),
    flowband: { ...flowband, events },
    console: app.fakeConsole({ bills, invoices: [] }),
  });
  const rows = [{ id: CLIENT, openIssues: issues.length, ritual: null, lastReviewedAt: null, timeZone: 'UTC' }];
  return (queue) => {
    const known = new Map([[CLIENT, []]]);
    return () => {
      const decisions = app.foldAllDecisions(known, queue, () => ACCOUNTS);
      const shown = app.project(review, queue, decisions.get(CLIENT) ?? []);
      const list = app.projectRows(rows, queue, decisions, NOW);
      // A fold that changes nothing would be no measure.
      const parts = ['hygiene', 'flowband', 'console', 'ritual'];
      const same = parts.filter((part) => shown[part] === review[part]);
      if (same.length > 0 || list === rows)
        throw new Error(`the queue changes nothing in ${same.join(', ') || 'the row'}`);
    };
  };
}

/** Decisions, withdrawals, acts on issues and time spent on the review in turn. */
function queueOf(count) {
  return Array.from({ length: count }, (_, place) => ({
    operation: operationOf(place),
    place,
    savedAt: 0,
    state: 'WAITING',
    refusal: null,
  }));
}

function operationOf(place) {
  const base = { id: `operation-${place}`, clientId: CLIENT };
  if (place % 50 === 7) {
    const ritual = { clientId: CLIENT, week: WEEK, tabs: ['CONSOLE'], seconds: 30, decisions: 1 };
    return { ...base, name: 'RECORD_RITUAL', ritual };
  }
  if (place % 10 === 8) return { ...base, name: 'WITHDRAW_DECISION', decisionId: `operation-${place - 8}` };
  if (place % 10 === 9) {
    const issueIds = Array.from({ length: 20 }, (_, one) => `issue-${(place * 20 + one) % (items / 2)}`);
    return { ...base, name: 'SNOOZE_ISSUES', issueIds, until: null };
  }
  return { ...base, name: 'SUBMIT_DECISION', decision: { ...draft(place, kindOf(place)), id: base.id } };
}

function kindOf(place) {
  return ['RECORD_PAYMENT', 'RECORD_PAYMENT', 'PLAN', 'SKIP'][place % 4];
}

function draft(place, kind) {
  const isPayment = kind === 'RECORD_PAYMENT';
  const saw = { name: 'Fern & Moss', number: null, dueDate: AS_OF, openBalance: 10_000, currency: 'USD' };
  return {
    ...{ id: `draft-${place}`, clientId: CLIENT, kind, documentKey: `Bill:${place}`, saw, replaces: null },
    amount: isPayment ? 5_000 + 5_000 * (place % 2) : null,
    accountId: isPayment ? '35' : null,
    plannedFor: kind === 'PLAN' ? addDays(AS_OF, 40) : null,
  };
}

function forecastInputs(count) {
  const nothing = { in: 0, out: 0 };
  return {
    ...{ asOf: AS_OF, currency: 'USD', cashOnHand: 9_000_000, inTransit: 0, inView: [], series: [], payers: [] },
    ...{ runRate: { in: 70_000, out: 90_000 }, newBusiness: nothing, usualDelay: null, assumptions: [] },
    items: Array.from({ length: count }, (_, place) => itemOf(place)),
  };
}

/** Every twentieth is a credit against the bill before it. */
function itemOf(place) {
  const isCredit = place % 20 === 19;
  const key = isCredit ? `VendorCredit:${place}` : `Bill:${place}`;
  const date = addDays(AS_OF, 1 + ((isCredit ? place - 1 : place) % 90));
  return {
    ...{ key, amount: isCredit ? 1_000 : 10_000, date, number: null, documentKey: key, dueDate: date, series: null },
    ...{ kind: isCredit ? 'CREDIT' : 'BILL', direction: isCredit ? 'IN' : 'OUT', basis: 'Due.' },
    ...{ name: `Vendor ${Math.floor(place / 20)}`, against: isCredit ? `Bill:${place - 1}` : null },
  };
}

/** `make` prepares a run outside of its time. */
function measure(make) {
  const times = [];
  for (let run = 0; run < WARM_UP + runs; run += 1) {
    const work = make();
    const started = performance.now();
    work();
    if (run >= WARM_UP) times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  return { median: times[Math.floor(times.length / 2)], shortest: times[0] };
}

function argument(name) {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}
