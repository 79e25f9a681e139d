/** What happens to a company during a run. Each step is drawn by the run's seed and answers what it did, in words. */
import { setTimeout as wait } from 'node:timers/promises';
import { dataFault, lostRefresh, refreshFault } from './faults.mjs';

const FREEZE_MS = 8_500;
const REST_MS = 20_000;

async function write(run) {
  const steps = run.random.chance(0.15) ? run.random.whole(15, 40) : run.random.whole(1, 6);
  const seed = `${run.seed} ${run.stepsDone}`;
  const { made } = await run.ground.control('POST write', { realmId: run.realmId, seed, steps });
  return `write ${made.length}, ${await attach(run, made)}`;
}

/** What files can be attached to by hand: whatever the API shows. */
const DOCUMENTS = ['Bill', 'Invoice', 'Purchase', 'SalesReceipt', 'JournalEntry', 'Payment'];

/** A file for some of the documents that were just made; two at times for one. */
async function attach(run, made) {
  const gone = new Set(made.filter(({ change }) => change === 'delete').map(({ entity, id }) => `${entity} ${id}`));
  const living = made.filter(({ entity, id }) => DOCUMENTS.includes(entity) && !gone.has(`${entity} ${id}`));
  const chosen = living.filter(() => run.random.chance(0.4));
  for (const { entity: type, id } of chosen) {
    const fileName = `receipt-${run.random.whole(1, 999)}.pdf`;
    await run.ground.control('POST write', { realmId: run.realmId, change: 'attach', type, id, fileName });
  }
  return `${chosen.length} files`;
}

async function spoil(run) {
  const fault = dataFault(run.random, run.realmId);
  await run.ground.control('POST faults', fault);
  return `fault ${JSON.stringify(fault)}`;
}

async function late(run) {
  const ms = run.random.chance(0.3) ? 0 : run.drawLag();
  await run.beLate(ms);
  return `changes ${ms} ms late`;
}

/** Only once a sync is over: two in a row could meet one call twice, which counts as a grant that is lost. */
async function expire(run) {
  if (!(await run.client.settle(REST_MS))) return 'not settled, so no token expires';
  if (run.random.chance(0.5)) await run.ground.control('POST faults', refreshFault(run.random, run.realmId));
  await run.ground.control('POST tokens/expire', { realmId: run.realmId });
  return `access expired, ${await now(run)}`;
}

/** The grant ends, or a refresh is refused, or its answer is lost: a person must connect again. */
async function lose(run) {
  if (!(await run.client.settle(REST_MS))) return 'not settled, so no grant is lost';
  const { ground, realmId } = run;
  const way = run.random.pick(['revoked', 'refused', 'answer lost']);
  if (way !== 'answer lost') run.excuse = `the grant was ${way}`;
  if (way === 'revoked') await ground.control('POST tokens/revoke', { realmId });
  if (way === 'refused') await ground.control('POST tokens/refuse', { realmId });
  if (way === 'answer lost') await ground.control('POST faults', lostRefresh(realmId));
  if (way !== 'revoked') await ground.control('POST tokens/expire', { realmId });
  const settled = await run.client.settle();
  run.excuse = null;
  if (!settled) run.tell(`wedged after a grant was ${way}: ${JSON.stringify(await run.client.state())}`);
  return `grant ${way}, connected again`;
}

async function now(run) {
  const refusal = await run.client.syncNow();
  return refusal ? `sync now: ${refusal}` : 'sync now';
}

/** kill -9 of whoever syncs this company while QuickBooks keeps it waiting. */
async function killHolder(run) {
  const { ground, realmId, client, random } = run;
  const hang = { realmId, path: '/v3/', nth: random.whole(1, 14), hang: true, hangMs: 3_000, forMs: 5_000, times: 3 };
  await ground.control('POST faults', hang);
  await client.syncNow();
  await wait(random.whole(200, 2_500));
  const holder = await client.holder();
  if (!holder) return 'nobody to kill';
  await ground.kill(holder);
  return 'killed in the middle of a sync';
}

/** kill -9 of whoever renewed a token, the moment the new one is first used: it must be saved by then. */
async function killAfterRefresh(run) {
  const { ground, realmId, client } = run;
  if (!(await client.settle(REST_MS))) return 'not settled, so no token is renewed';
  const used = ground.tokens.nextUse(realmId, 6_000);
  await ground.control('POST tokens/expire', { realmId });
  await client.syncNow();
  if (!(await used)) return 'no refresh to kill after';
  const holder = await client.holder();
  if (holder) await ground.kill(holder);
  await client.settle();
  return `killed ${holder ? 'right' : 'nobody'} after a refresh`;
}

/** A process stands still for longer than its lease, then goes on as if nothing had been. */
async function freeze(run) {
  await run.client.syncNow();
  await wait(run.random.whole(100, 1_500));
  const holder = await run.client.holder();
  if (!holder) return 'nobody to freeze';
  await holder.freeze(FREEZE_MS);
  return 'froze a sync until its lease was gone';
}

async function settle(run) {
  return (await run.client.settle(8_000)) ? 'settled' : 'not settled yet';
}

const STEPS = [
  [34, write],
  [20, spoil],
  [12, now],
  [7, late],
  [8, expire],
  [4, lose],
  [1.2, killHolder],
  [1.2, killAfterRefresh],
  [0.6, freeze],
  [8, settle],
];

/** One step, drawn by weight. */
export function drawStep(random) {
  let ticket = random.next() * STEPS.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, step] of STEPS) if ((ticket -= weight) < 0) return step;
  return write;
}
