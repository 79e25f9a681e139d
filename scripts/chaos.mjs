/**
 * `npm run chaos -- --runs R --seed S`: five hundred decisions a run from two devices, over two processes of the product,
 * real PostgreSQL and the stand-in QuickBooks, while lines break, processes and the database die, and QuickBooks is ill; then
 * calm, and the stand-in's own files judge. Prints a line a finding, a line a kind of fault with how often it struck, and
 * `runs= decisions= lost= dup= reorder= wedged= diverged=`; ends with 1 when anything was found or a fault never struck.
 * `--lane fast` (the app's own queue over an IndexedDB in memory) `wire` (the simplest device)
 * or `browser` (Chromium with the built app).
 * `--control dedupe-off|drop-after-ten|effect-first|drop-unanswered|new-id-again` puts one bug in and ends with 0 when it was
 * caught. `--only S-7` replays
 * one run, `--brief` makes runs short, `--minutes M` ends after so many, `--tell` prints every step. See
 * docs/how-to/read-a-chaos-failure.md.
 */
import { ensureBuilt, ensureDependencies, ensureRuntime } from './ground.mjs';

const LANES = ['browser', 'fast', 'wire'];
/** Each with the lane that it runs in where none is asked for. */
const CONTROLS = {
  'dedupe-off': 'fast',
  'effect-first': 'fast',
  // A device that tries ten times within seconds is needed to catch what it drops.
  'drop-after-ten': 'wire',
  'drop-unanswered': 'browser',
  'new-id-again': 'browser',
};
const KINDS = ['lost', 'dup', 'reorder', 'wedged', 'diverged'];

await ensureDependencies();
ensureRuntime();
const bug = oneOf('--control', Object.keys(CONTROLS)) ?? null;
const laneName = oneOf('--lane', LANES) ?? (bug === null ? 'fast' : CONTROLS[bug]);
await ensureBuilt({ only: 'server' });
const { runDecisions } = await import('../tests/exactlyOnce/runDecisions.mjs');
const { openLane } = await import('../tests/exactlyOnce/lanes.mjs');

const seed = argument('--seed') ?? '1';
const only = argument('--only');
const runs = count('--runs', 5);
const result = await runDecisions({
  seeds: only ? [only] : Array.from({ length: runs }, (_, nth) => `${seed}-${nth + 1}`),
  lane: await openLane(laneName, { bug }),
  bug,
  isBrief: process.argv.includes('--brief'),
  tellsSteps: process.argv.includes('--tell'),
  upTo: argument('--minutes') === undefined ? Infinity : count('--minutes', 1) * 60_000,
});
for (const [kind, times] of [...result.struck].sort()) console.log(`struck ${kind}: ${times}`);
for (const kind of result.neverStruck) console.log(`never struck: ${kind}`);
const drains = result.drains.sort((a, b) => a - b).map((ms) => (ms / 1000).toFixed(1));
console.log(
  `lane=${laneName} seconds=${result.seconds} drained in s: median ${drains[drains.length >> 1]}, longest ${drains.at(-1)}`,
);
const found = (kind) => result.findings.filter((finding) => finding.kind === kind).length;
// That a run could not go on proves nothing of the bug.
const [first] = result.findings.filter(({ said }) => !said.startsWith('the run broke'));
if (bug !== null)
  console.log(`control=${bug} caught=${Boolean(first)}${first ? ` by: ${first.kind} ${first.said}` : ''}`);
console.log(
  `runs=${result.runs} decisions=${result.decisions} ${KINDS.map((kind) => `${kind}=${found(kind)}`).join(' ')}`,
);
const isClean = result.findings.length === 0 && result.neverStruck.length === 0;
process.exit((bug === null ? isClean : Boolean(first)) ? 0 : 1);

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
