/** Many runs, some at a time, on one ground. */
import { ChaosGround } from './chaosGround.mjs';
import { OneRun } from './oneRun.mjs';
import { Reader } from './reader.mjs';
import { Random } from './seeding.mjs';
import { Weather } from './weather.mjs';

const FIRST_REALM = 4_620_816_000_000_000;
const DOCUMENTS = [90, 180];

/** Syncs that came to their end, those that read everything, those that a notice began; and calls that failed. */
const COUNTS = `select count(*)::int as syncs, count(*) filter (where kind = 'FULL')::int as full,
  count(*) filter (where cause = 'NOTICE')::int as noticed, (select count(*)::int from sync_failure) as failures
  from sync_run where state = 'DONE'`;

/** Plays the runs with these seeds, at most `lanes` at a time. A `bug` ends them at the first difference. */
export async function runChaos({ seeds, lanes, seed, bug, isBrief = false, tellsSteps = false }) {
  const began = performance.now();
  const companies = seeds.map((runSeed, nth) => ({
    realmId: String(FIRST_REALM + nth),
    seed: runSeed,
    documents: new Random(`size ${runSeed}`).whole(...DOCUMENTS),
  }));
  const ground = await ChaosGround.start({ companies, bug });
  const stop = () => {
    // Whatever is under way breaks now, and must not end the process before all is put away.
    process.on('unhandledRejection', () => undefined);
    void ground.stop().then(() => process.exit(130));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const reader = await Reader.start(ground);
    const weather = new Weather(ground, seed);
    const log = tellsSteps ? (line) => console.log(line) : () => undefined;
    const played = await playAll({ ground, reader, companies, lanes, bug, settings: { isBrief, log } });
    await weather.stop();
    await reader.stop();
    const [counts] = await ground.rows(COUNTS);
    return {
      ...counts,
      ...{ runs: played.length, kills: ground.kills, reads: reader.reads },
      steps: played.reduce((sum, { stepsDone }) => sum + stepsDone, 0),
      differences: played.flatMap(({ differences }) => differences),
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    await ground.stop();
  }
}

async function playAll({ ground, reader, companies, lanes, bug, settings }) {
  const [left, begun] = [[...companies], []];
  const isOver = () => bug !== null && begun.some(({ differences }) => differences.length > 0);
  const lane = async () => {
    for (let next = left.shift(); next && !isOver(); next = left.shift()) {
      const run = new OneRun(ground, reader, { ...next, ...settings, isOver });
      begun.push(run);
      await run.play();
      settings.log(`${next.seed} ended, ${left.length} of ${companies.length} are left`);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return begun;
}
