/**
 * `npm run chaos -- --runs R --seed S`: five hundred decisions a run from two devices, over two processes of the product,
 * real PostgreSQL and the stand-in QuickBooks, while lines break, processes and the database die, and QuickBooks is ill; then
 * calm, and the stand-in's own files judge. Prints a line a finding, a line a kind of fault with how often it struck, and
 * `runs= decisions= lost= dup= reorder= wedged= diverged=`; ends with 1 when anything was found or a fault never struck.
 * `--lane fast` (the app's own queue over an IndexedDB in memory) `wire` (the simplest device)
 * or `browser` (Chromium with the built app).
 * `--control dedupe-off|drop-after-ten|effect-first|drop-unanswered|new-id-again` puts one bug in, with the faults in which it
 * is met, and ends with 0 when it was caught by a finding of its kind. `--only S-7` replays one run, `--brief` makes runs short,
 * `--minutes M` ends after so many, `--tell` prints every step. After each run a line on standard error says how far it is;
 * Ctrl-C prints the totals of the runs that were whole. See docs/how-to/read-a-chaos-failure.md.
 */
import { CONTROLS, seenBy } from '../tests/exactlyOnce/controls.mjs';
import { ensureBuilt, ensureDependencies, ensureRuntime } from './ground.mjs';

const LANES = ['browser', 'fast', 'wire'];
const KINDS = ['lost', 'dup', 'reorder', 'wedged', 'diverged'];

await ensureDependencies();
ensureRuntime();
const bug = oneOf('--control', Object.keys(CONTROLS)) ?? null;
const laneName = oneOf('--lane', LANES) ?? (bug === null ? 'fast' : CONTROLS[bug].lane);
await ensureBuilt({ only: 'server' });
const { runDecisions } = await import('../tests/exactlyOnce/runDecisions.mjs');
const { openLane } = await import('../tests/exactlyOnce/lanes.mjs');

const seed = argument('--seed') ?? '1';
const only = argument('--only');
const seeds = only ? [only] : Array.from({ length: count('--runs', 5) }, (_, nth) => `${seed}-${nth + 1}`);
const result = await runDecisions({
  seeds,
  lane: await openLane(laneName, { bug }),
  bug,
  isBrief: process.argv.includes('--brief'),
  tellsSteps: process.argv.includes('--tell'),
  upTo: argument('--minutes') === undefined ? Infinity : count('--minutes', 1) * 60_000,
  onRun: tellProgress,
  onStop: (soFar) => {
    console.log('ended before its time; of the runs that were whole:');
    tellTotals(soFar);
  },
});
const [first] = tellTotals(result);
const isClean = result.findings.length === 0 && result.neverStruck.length === 0;
process.exit((bug === null ? isClean : Boolean(first)) ? 0 : 1);

/** A line a run, on standard error: what is read by other programs is on the other. */
function tellProgress({ runs, decisions, findings, drains, began }) {
  const took = (Date.now() - began) / 60_000;
  const left = (took / runs) * (seeds.length - runs);
  console.error(
    `run ${runs} of ${seeds.length}: ${decisions} decisions so far, ${findings.length} findings, drained in ` +
      `${((drains.at(-1) ?? 0) / 1000).toFixed(1)} s; ${took.toFixed(1)} minutes, about ${Math.ceil(left)} to go`,
  );
}

/** Prints what was counted. Answers the findings that show that the deliberate bug was seen. */
function tellTotals(result) {
  for (const [kind, times] of [...result.struck].sort()) console.log(`struck ${kind}: ${times}`);
  for (const kind of result.neverStruck) console.log(`never struck: ${kind}`);
  const drains = result.drains.toSorted((a, b) => a - b).map((ms) => (ms / 1000).toFixed(1));
  console.log(
    `lane=${laneName} seconds=${result.seconds} drained in s: median ${drains[drains.length >> 1]}, longest ${drains.at(-1)}`,
  );
  const found = (kind) => result.findings.filter((finding) => finding.kind === kind).length;
  const telling = bug === null ? [] : seenBy(result.findings, bug);
  const [caught] = telling;
  if (bug !== null)
    console.log(`control=${bug} caught=${Boolean(caught)}${caught ? ` by: ${caught.kind} ${caught.said}` : ''}`);
  console.log(
    `runs=${result.runs} decisions=${result.decisions} ${KINDS.map((kind) => `${kind}=${found(kind)}`).join(' ')}`,
  );
  return telling;
}

function argument(name) {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

function oneOf(name, words) {
  const word = argument(name);
  if (word === undefined || words.includes(word)) return word;
  console.error(`${name} is one of ${words.join(', ')}`);
  process.exit(2);
}

function count(name, usual) {
  const number = Number(argument(name) ?? usual);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`${name} is a whole number above 0`);
  process.exit(2);
}
