/** Many runs, some on each ground; companies grow with every run, so after a while a new ground is begun. */
import { CONTROLS, seenBy } from './controls.mjs';
import { DecisionGround } from './decisionGround.mjs';
import { OneRun } from './oneRun.mjs';

const COMPANIES = { whole: 5, brief: 2 };
/** Companies grow by a hundred documents a run, and every sync of a grown one computes longer. */
const RUNS_OF_A_GROUND = 8;
/** A kind that was planned so often and never struck is no fault any more. */
const EXPECTED_OF = 5;

/**
 * Plays the runs with these seeds, one after the other. With a `bug` they end at the first run that saw it.
 * @param lane makes the devices: see `wireLane.mjs`. @param upTo ends after so many milliseconds, with whole runs.
 * @param onRun is told the totals after each run. @param onStop likewise when a person ends the set: of its whole runs.
 */
export async function runDecisions({
  seeds,
  lane,
  bug,
  isBrief = false,
  tellsSteps = false,
  upTo = Infinity,
  onRun = () => undefined,
  onStop = () => undefined,
}) {
  const log = tellsSteps ? (line) => console.log(line) : () => undefined;
  const totals = {
    runs: 0,
    decisions: 0,
    findings: [],
    drains: [],
    struck: new Map(),
    planned: new Map(),
    began: Date.now(),
    isStopped: false,
  };
  let ground = null;
  const stop = () => {
    totals.isStopped = true;
    // Whatever is under way breaks now, and must not end the process before all is put away.
    process.on('unhandledRejection', () => undefined);
    onStop(resultOf(totals, lane));
    void Promise.resolve(ground?.stop()).then(() => process.exit(130));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const isSeen = () => bug !== null && seenBy(totals.findings, bug).length > 0;
  const isOver = () => isSeen() || Date.now() - totals.began > upTo;
  const { weather: surely = [], stillnessMs } = CONTROLS[bug] ?? {};
  try {
    for (let first = 0; first < seeds.length && !isOver(); first += RUNS_OF_A_GROUND) {
      const part = seeds.slice(first, first + RUNS_OF_A_GROUND);
      const companies = isBrief ? COMPANIES.brief : COMPANIES.whole;
      ground = await DecisionGround.begin({ companies, bug, seed: part[0], environment: lane.environment });
      for (const [place, seed] of part.entries()) {
        if (isOver()) break;
        await playOne(
          ground,
          { seed, number: numberOf(seed, first + place), lane, surely, stillnessMs, isBrief, log },
          totals,
        );
        if (!totals.isStopped) onRun(totals);
      }
      await ground.stop();
      ground = null;
    }
    return resultOf(totals, lane);
  } finally {
    await ground?.stop();
  }
}

function resultOf(totals, lane) {
  const seconds = Math.round((Date.now() - totals.began) / 1000);
  return { ...totals, neverStruck: neverStruck(totals, lane.meets), seconds };
}

/** A run that is replayed alone meets the kinds whose turn it was. */
function numberOf(seed, place) {
  return Number(/-(\d+)$/.exec(seed)?.[1] ?? place + 1) - 1;
}

async function playOne(ground, settings, totals) {
  const run = new OneRun(ground, settings);
  try {
    await run.play();
  } catch (error) {
    // It broke since it was ended.
    if (totals.isStopped) return;
    run.tell('wedged', `the run broke: ${error.stack ?? error} ${error.cause?.message ?? ''}`);
    await run.abandon();
  }
  totals.runs += 1;
  totals.decisions += run.advisors?.saved.size ?? 0;
  if (run.drainMs !== undefined) totals.drains.push(run.drainMs);
  totals.findings.push(...run.findings);
  for (const [kind, times] of ground.struck) add(totals.struck, kind, times);
  ground.struck.clear();
  for (const name of run.planned) add(totals.planned, name, 1);
}

function add(sums, key, times) {
  sums.set(key, (sums.get(key) ?? 0) + times);
}

/** @param meets by kind: what it must have met as well. */
function neverStruck({ planned, struck }, meets = {}) {
  return [...planned]
    .filter(([, times]) => times >= EXPECTED_OF)
    .flatMap(([name]) => [name, ...(meets[name] ?? [])])
    .filter((name) => !hasStruck(struck, name));
}

/** What is drawn for any line is noted with the line it met: `QuickBooks: partition in`. */
function hasStruck(struck, name) {
  return [...struck.keys()].some(
    (kind) =>
      kind === name || kind.endsWith(`: ${name}`) || (name === 'notices go astray' && kind.startsWith('notices')),
  );
}
