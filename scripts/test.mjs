/**
 * `npm test`: everything that CI runs, in the order in which a failure is cheapest to see. Installs what is missing.
 * Ends with one line, `N passed, N failed`, over all runners.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  ROOT,
  ensureBrowser,
  ensureBuilt,
  ensureDependencies,
  ensureRuntime,
  productNode,
  run,
  step,
} from './ground.mjs';

const RESULTS = join(ROOT, 'test-results');
const began = Date.now();
const failures = [];
const took = [];
const counts = { passed: 0, failed: 0 };

const [chromium] = await Promise.all([ensureBrowser(), ensureDependencies()]);
ensureRuntime();
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

await part('Build', () => ensureBuilt());
await part('Bundle budget', () => run(productNode(), [join(ROOT, 'scripts/bundleBudget.mjs')], { show: true }));

const { startGround } = await import('../tests/harness/ground.mjs');
// Chaos waits more than it computes, for faults that last: both kinds run beside what looks at the code alone.
const [ground] = await Promise.all([checkThenGround(), chaosOfDecisions(), chaosOfSyncs()]);
try {
  await part('Tests', runJest);
  await part('Stories', () => runStories(chromium));
  await part('Journeys', () => runJourneys(chromium));
} finally {
  await ground.stop();
}

console.log(`\nAll parts took ${minutesSince(began)} minutes: ${took.join(', ')}.`);
if (failures.length > 0) console.error(`Failed: ${failures.join(', ')}`);
if (failures.length > 0 && counts.failed === 0) counts.failed = failures.length;
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(failures.length > 0 ? 1 : 0);

/** Runs one part; a failure is printed and remembered, and the parts after it still run. */
async function part(name, work) {
  const start = Date.now();
  console.log(`\n== ${name}`);
  try {
    await work();
  } catch (error) {
    failures.push(name);
    console.error(error.message);
  }
  took.push(`${name} ${minutesSince(start)}`);
}

function minutesSince(start) {
  return ((Date.now() - start) / 60_000).toFixed(1);
}

async function checkThenGround() {
  await part('Checks', () => run(process.execPath, [join(ROOT, 'scripts/check.mjs')], { show: true }));
  return step('Syncing fifty companies for the tests', () => startGround({ fifty: true }));
}

/** Three workers on two cores: tests of the server wait for their database. */
async function runJest() {
  const file = join(RESULTS, 'jest.json');
  const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js', '--maxWorkers=3'];
  try {
    await run(productNode(), [...jest, '--coverage', '--json', `--outputFile=${file}`], {
      show: true,
      env: ground.env,
    });
  } finally {
    countJest(file);
  }
}

async function runStories(executablePath) {
  try {
    await run(productNode(), [join(ROOT, 'scripts/stories.mjs')], {
      show: true,
      env: { CHROMIUM_PATH: executablePath },
    });
  } finally {
    countJest(join(RESULTS, 'stories.json'));
  }
}

async function runJourneys(executablePath) {
  try {
    await run(productNode(), [join(ROOT, 'scripts/journeys.mjs')], {
      show: true,
      env: { ...ground.env, CHROMIUM_PATH: executablePath },
    });
  } finally {
    for (const results of readdirSync(RESULTS).filter((name) => /^browser-\d+\.json$/.test(name)))
      count(join(RESULTS, results), ({ stats }) => [stats.expected, stats.unexpected + stats.flaky]);
  }
}

async function chaosOfDecisions() {
  const brief = ['--seed', 'test', '--brief', '--runs', '1'];
  await part('Chaos of decisions', () => runChaos('chaos.mjs', ...brief));
  for (const bug of ['dedupe-off', 'drop-after-ten', 'effect-first'])
    await part(`Chaos of decisions that must catch ${bug}`, () => runChaos('chaos.mjs', ...brief, '--control', bug));
}

async function chaosOfSyncs() {
  const chaos = ['--seed', 'test', '--lanes', '6'];
  await part('Chaos of syncs', () => runChaos('chaosSync.mjs', ...chaos, '--brief', '--runs', '6'));
  for (const bug of ['no-overlap', 'token-after-use'])
    await part(`Chaos of syncs that must catch ${bug}`, () =>
      runChaos('chaosSync.mjs', ...chaos, '--runs', '18', '--control', bug),
    );
}

/** What it says is printed at its end, so that it does not stand between the lines of what runs beside it. */
async function runChaos(script, ...settings) {
  try {
    const said = await run(productNode(), [join(ROOT, 'scripts', script), ...settings]);
    console.log(`\n== ${[script, ...settings].join(' ')}\n${said.trimEnd()}`);
    counts.passed += 1;
  } catch (error) {
    counts.failed += 1;
    throw error;
  }
}

function countJest(file) {
  count(file, ({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) => [
    numPassedTests,
    numFailedTests + numRuntimeErrorTestSuites,
  ]);
}

function count(file, read) {
  if (!existsSync(file)) return;
  const [passed, failed] = read(JSON.parse(readFileSync(file, 'utf8')));
  counts.passed += passed;
  counts.failed += failed;
}
