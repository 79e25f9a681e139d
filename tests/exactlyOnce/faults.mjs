/**
 * What befalls a run, drawn by its seed: kinds of faults, when each strikes and where. Every kind that a lane can have comes
 * up in turn, so that a handful of runs meets all of them.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { CLOCK_SPEED } from '../chaos/chaosGround.mjs';
import { Random } from '../chaos/seeding.mjs';
import { POINTS } from './failpoints.mjs';
import { forgottenIds } from './ledger.mjs';
import { LONGEST_HOLD_MS } from './scale.mjs';

/** Whether a request of a device brings decisions. */
export const isDecision = (line, bytes) =>
  line.startsWith('POST /graphql') && /submitDecisions|withdrawDecisions/.test(bytes.toString());
const WRITES = (line) => /^POST \/v3\/company\/\d+\/(billpayment|invoice)/i.test(line);
const LONGEST_PARTITION_MS = 3_000;
const GONE_MS = 20_000;
/** By the stand-in's clock, which runs three times as fast. */
const FAULT_MS = 12_000;
const KEPT_IDS_MS = CLOCK_SPEED * (LONGEST_HOLD_MS + 200);

/** Faults of one request; `hold` bounds what is held. */
const REQUEST_FAULTS = {
  'cut orderly': () => ({}),
  'cut random': (random) => ({ share: random.next(), afterMs: random.whole(0, 40) }),
  'half-open': (random) => ({ arrives: random.chance(0.5), forMs: GONE_MS }),
  delay: (random, hold) => ({ ms: random.whole(50, hold) }),
  'answer lost': () => ({}),
  'answer cut': (random) => ({ bytes: random.whole(1, 600) }),
  duplicate: (random) => ({ copies: random.whole(2, 5) }),
};

function onDevices(kind, draw) {
  return (run, random) => {
    const proxy = run.ground.lines.get(random.pick(['one', 'two']));
    proxy.plan({ kind, fits: isDecision, nth: random.whole(1, 3), ...draw(random, LONGEST_PARTITION_MS) });
  };
}

function onQuickBooks(kind, draw) {
  return (run, random) => {
    for (const proxy of run.ground.toQuickBooks)
      proxy.plan({ kind, fits: WRITES, nth: random.whole(1, 4), ...draw(random, LONGEST_HOLD_MS) });
  };
}

function partition(direction) {
  return async (run, random) => {
    const [proxy, longest] = random.chance(0.5)
      ? [run.ground.lines.get(random.pick(['one', 'two'])), LONGEST_PARTITION_MS]
      : [random.pick(run.ground.toQuickBooks), LONGEST_HOLD_MS];
    await proxy.isolate(direction, random.whole(100, longest), random.chance(0.5));
  };
}

/** As a train in a tunnel: both devices, for as long as a dozen tries of an impatient one. */
async function tunnel(run, random) {
  const milliseconds = random.whole(2_500, 4_000);
  const refused = await Promise.all([...run.ground.lines.values()].map((proxy) => proxy.refuse(milliseconds)));
  const met = refused.filter((count) => count > 0).length;
  if (met > 0) run.ground.noteStrike('device: nobody is reached', met);
}

function kill(point) {
  return (run, random) => {
    for (const server of run.ground.servers) server.say({ kind: 'arm', point, nth: random.whole(1, 6) });
  };
}

/** A fault of the stand-in itself, on some company's writes: which it met the stand-in says (`struckThere.ts`). */
function quickBooks(name, draw) {
  return (run, random) => {
    const realmId = random.pick(run.realmIds);
    return run.ground.control('POST faults', { name, realmId, forMs: FAULT_MS, ...draw(random) });
  };
}

const writes = { kind: 'writes' };

/** Struck are decisions that were written and not answered, whose ids are forgotten before anybody asked again. */
async function forget(run) {
  await run.ground.control('POST faults', { ...writes, status: 500, times: 3, forMs: FAULT_MS });
  // It keeps an id for as long at least as a copy of its request may still be on the line.
  await wait(KEPT_IDS_MS / CLOCK_SPEED + 400);
  const before = new Set(forgottenIds(run.ground.dataDir, run.realmIds));
  await run.ground.control('POST requestids/forget', { olderThanMs: KEPT_IDS_MS });
  const forgotten = forgottenIds(run.ground.dataDir, run.realmIds).filter((id) => !before.has(id));
  const [{ met }] = await run.ground.rows(
    'select count(*)::int as met from decision where id::text = any($1) and settled_at is null',
    [forgotten],
  );
  if (met > 0) run.ground.noteStrike('QuickBooks forgets requestids', met);
}

const expireTokens = (run) => run.ground.control('POST tokens/expire', {});

const revokeGrant = (run, random) => run.ground.control('POST tokens/revoke', { realmId: random.pick(run.realmIds) });

async function restart(run) {
  await run.ground.restartPostgres();
}

async function astray(run, random) {
  const kind = random.pick(['lose', 'duplicate', 'reorder', 'delay']);
  await run.ground.control('POST webhooks/faults', {
    kind,
    times: random.whole(2, 6),
    delayMs: random.whole(200, 2_000),
  });
}

/** By name; what each does when it strikes. */
const WEATHER = {
  ...Object.fromEntries(
    Object.entries(REQUEST_FAULTS).map(([kind, draw]) => [`device: ${kind}`, onDevices(kind, draw)]),
  ),
  ...Object.fromEntries(
    Object.entries(REQUEST_FAULTS).map(([kind, draw]) => [`QuickBooks: ${kind}`, onQuickBooks(kind, draw)]),
  ),
  'partition in': partition('in'),
  'partition out': partition('out'),
  'partition both': partition('both'),
  'device: nobody is reached': tunnel,
  ...Object.fromEntries(POINTS.map((point) => [`killed: ${point}`, kill(point)])),
  'QuickBooks throttles': quickBooks('QuickBooks throttles', (random) => ({
    ...writes,
    status: 429,
    times: random.whole(2, 12),
  })),
  'QuickBooks fails after the write': quickBooks('QuickBooks fails after the write', (random) => ({
    ...writes,
    status: 500,
    times: random.whole(1, 4),
  })),
  'QuickBooks hangs': quickBooks('QuickBooks hangs', (random) => ({
    ...writes,
    hang: true,
    hangMs: random.whole(500, 4_000),
    times: random.whole(1, 3),
  })),
  'QuickBooks forgets requestids': forget,
  'access tokens expire': expireTokens,
  'a grant is revoked': revokeGrant,
  'PostgreSQL restarted': restart,
  'notices go astray': astray,
};

/** Rare because each costs seconds. */
const RARE = new Set([
  'PostgreSQL restarted',
  ...POINTS.map((point) => `killed: ${point}`),
  'a grant is revoked',
  'the browser clears its storage',
  'the browser clears all that scripts wrote',
  'the browser is killed',
  'another person signs in',
  'ten tries fail in a row',
]);
const OFTEN_EACH = 0.55;
const RARE_EACH = 0.06;

/**
 * `{ atMs, name }` by time: four kinds in turn by the run's number, of `inTurn` or of all, the rest by chance. `surely`: what
 * strikes in the first half as well, where the lane has it.
 */
export function drawWeather(seed, number, spanMs, { faults: more = {}, inTurn: turns } = {}, surely = []) {
  const random = new Random(`weather ${seed}`);
  const names = [...Object.keys(WEATHER), ...Object.keys(more)];
  const all = turns ?? names;
  const inTurn = [0, 1, 2, 3].map((nth) => all[(number * 4 + nth) % all.length]);
  const byChance = names.filter(
    (name) => !inTurn.includes(name) && random.chance(RARE.has(name) ? RARE_EACH : OFTEN_EACH),
  );
  const drawn = [...inTurn, ...byChance].map((name) => ({ atMs: random.whole(0, spanMs), name }));
  const sure = surely
    .filter((name) => names.includes(name))
    .map((name) => ({ atMs: random.whole(0, spanMs / 2), name }));
  return [...drawn, ...sure].sort((a, b) => a.atMs - b.atMs);
}

/** Lets one fault strike. `more`: kinds of the lane's own. */
export function strike(run, name, random, more = {}) {
  return { ...WEATHER, ...more }[name](run, random);
}
