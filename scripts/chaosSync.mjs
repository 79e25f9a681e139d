/**
 * `npm run chaos:sync -- --runs R --seed S`: R companies, ten at a time, live through changes, faults, lost notices, lost
 * grants and kill -9, over two processes of the product; at its end each is compared with a fresh full sync and with the
 * stand-in's own ledger file. Prints a line a difference and `runs= steps= differences=`; ends with 1 when there are any.
 * `--control no-overlap|token-after-use|shown-early` puts one bug in and ends with 0 when it was caught. `--only S-7` replays one run.
 * `--brief` makes runs short, `--lanes` says how many at a time, `--tell` prints every step. See docs/how-to/read-a-chaos-failure.md.
 */
import { ensureBuilt, ensureDependencies, ensureRuntime } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
await ensureBuilt({ only: 'server' });
const { runChaos } = await import('../tests/chaos/runChaos.mjs');

const CONTROLS = ['no-overlap', 'token-after-use', 'shown-early'];
const bug = argument('--control') ?? null;
if (bug !== null && !CONTROLS.includes(bug)) {
  console.error(`--control is one of ${CONTROLS.join(', ')}`);
  process.exit(2);
}
const seed = argument('--seed') ?? '1';
const only = argument('--only');
const runs = count('--runs', 20);
const result = await runChaos({
  seeds: only ? [only] : Array.from({ length: runs }, (_, nth) => `${seed}-${nth + 1}`),
  lanes: count('--lanes', 10),
  seed: only?.replace(/-\d+$/, '') ?? seed,
  bug,
  isBrief: process.argv.includes('--brief'),
  tellsSteps: process.argv.includes('--tell'),
});
const { kills, syncs, full, noticed, failures, reads, seconds } = result;
console.log(
  `kills=${kills} syncs=${syncs} full=${full} noticed=${noticed} failedCalls=${failures} reads=${reads} seconds=${seconds}`,
);
const found = result.differences.length;
if (bug !== null) console.log(`control=${bug} caught=${found > 0}${found > 0 ? ` by: ${result.differences[0]}` : ''}`);
console.log(`runs=${result.runs} steps=${result.steps} differences=${found}`);
process.exit((bug === null) === (found === 0) ? 0 : 1);

function argument(name) {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

function count(name, usual) {
  const number = Number(argument(name) ?? usual);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`${name} is a whole number above 0`);
  process.exit(2);
}
