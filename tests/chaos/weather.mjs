/** What befalls all runs at once: kills and freezes of processes, a clock that jumps, sweeps, and notices that go astray. */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from './seeding.mjs';

const SEASONS = [
  { name: 'kill', everyMs: [18_000, 32_000], strike: kill },
  { name: 'clock', everyMs: [3_000, 9_000], strike: jump },
  { name: 'sweep', everyMs: [5_000, 11_000], strike: sweep },
  { name: 'notices', everyMs: [1_500, 5_000], strike: astray },
];
/** Half of the furthest that the stand-in's clock jumps. */
const JUMP_MS = 1_500;
const SWEEP_SPREAD_MS = 3_000;
const SWEPT = 0.2;

export class Weather {
  #isStopped = false;
  #stopped = Promise.withResolvers();

  constructor(ground, seed) {
    this.ground = ground;
    this.seasons = SEASONS.map((season) => this.#pass(season, new Random(`weather ${season.name} ${seed}`)));
  }

  async stop() {
    this.#isStopped = true;
    this.#stopped.resolve();
    await Promise.all(this.seasons);
  }

  async #pass({ name, everyMs, strike }, random) {
    while (!this.#isStopped) {
      await Promise.race([wait(random.whole(...everyMs)), this.#stopped.promise]);
      if (this.#isStopped) return;
      await strike(this.ground, random).catch((error) => console.log(`weather ${name}: ${error.message}`));
    }
  }
}

function kill(ground, random) {
  return ground.kill(random.pick(ground.servers));
}

function jump(ground, random) {
  return ground.control('POST clock', { skewMs: random.whole(-JUMP_MS, JUMP_MS) });
}

/** As the product's sweep does, of some that nobody looked at. */
async function sweep(ground, random) {
  const some = [...ground.living].filter(() => random.chance(SWEPT));
  await ground.rows(
    `update sync_job set wanted = true, cause = 'SWEEP', attempts = 0, due_at = $2::timestamptz + random() * $3 * interval '1 millisecond'
       where not wanted and not paused and next_due_at is not null and client_id = any($1::uuid[])`,
    [some, ground.now(), SWEEP_SPREAD_MS],
  );
}

function astray(ground, random) {
  const kind = random.pick(['lose', 'duplicate', 'reorder', 'delay']);
  return ground.control('POST webhooks/faults', { kind, times: random.whole(1, 2), delayMs: random.whole(200, 4_000) });
}
