/**
 * `npm run bench:replay`: how long 200 payments take through the server to QuickBooks, from the moment a device has them until
 * each is applied, against the same requests sent raw, one after another, under the same limit of ten a second (QuickBooks'
 * own, which the stand-in enforces). It measures the server's side: the device is the simplest one (`wireDevice`), which sends
 * up to twenty at a time with nothing between, and has no storage, no lock and no order of the app's queue. With `--lane fast`
 * it is the app's own queue over an IndexedDB in memory. The undo window, ten seconds in the product, is nothing here. Raw requests go to a second
 * company with bills of its own, so that neither side spends the other's calls. Prints seconds, calls and the ratio; ends with
 * 1 above 1.2. `--payments N`.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { ensureBuilt, ensureDependencies, ensureRuntime } from './ground.mjs';

await ensureDependencies();
ensureRuntime();
await ensureBuilt({ only: 'server' });
const { DecisionGround } = await import('../tests/exactlyOnce/decisionGround.mjs');
const { drawPayments } = await import('../tests/exactlyOnce/plan.mjs');
const { postAndRead } = await import('../tests/exactlyOnce/preparing.mjs');
const { idAt, submit } = await import('../tests/exactlyOnce/decisions.mjs');
const { openLane } = await import('../tests/exactlyOnce/lanes.mjs');
const { readDecisions } = await import('../tests/exactlyOnce/serverView.mjs');
const { RawSender } = await import('../tests/exactlyOnce/rawSender.mjs');
const { Random } = await import('../tests/chaos/seeding.mjs');

const LIMIT = 1.2;
const LONGEST_MS = 180_000;
/** So that what the first syncs called is out of QuickBooks' minute. */
const REST_MS = 61_000;
const LANES = ['wire', 'fast'];
const payments = Number(argument('--payments') ?? 200);
const laneName = argument('--lane') ?? 'wire';
if (!LANES.includes(laneName)) {
  console.error(`--lane is one of ${LANES.join(', ')}`);
  process.exit(2);
}
const ground = await DecisionGround.begin({ companies: 2, bug: null, seed: 'replay', isPaced: true });
let ratio = Infinity;
try {
  const realmIds = ground.clients.map(({ realmId }) => realmId);
  const run = { ground, realmIds };
  const documents = await postAndRead(run, (realmId, today, accounts) =>
    drawPayments(realmId, today, accounts, payments),
  );
  const [own, others] = realmIds.map((realmId) => documents.filter((document) => document.realmId === realmId));
  // What the raw requests write must not make the product read, which would spend their calls.
  await ground.control('POST webhooks', { url: null });
  await wait(REST_MS);
  const product = await replay(run, own);
  const raw = await sendRaw(own, others);
  ratio = product.seconds / raw.seconds;
  const say = (what, { seconds, calls }) =>
    console.log(`${what}: ${payments} payments in ${seconds.toFixed(1)} s, ${calls} calls`);
  say('product', product);
  say('raw', raw);
  console.log(`replay ratio=${ratio.toFixed(2)} limit=${LIMIT} lane=${laneName}`);
} finally {
  await ground.stop();
}
process.exit(ratio <= LIMIT ? 0 : 1);

/** From the moment the device saves them to the moment the server says that each is applied. */
async function replay(run, bills) {
  const lane = await openLane(laneName, { bug: null });
  const random = new Random('replay');
  const email = 'daniel@foundrystreet.example';
  const address = ground.servers[0].address;
  const device = await lane.open({ name: 'one', email, address, now: Date.now, ground, random });
  const operations = bills.map(({ shown, amount }) =>
    submit({ id: idAt(Date.now(), random), kind: 'RECORD_PAYMENT', shown, amount }),
  );
  const before = await callsOf(bills[0].realmId);
  const began = performance.now();
  const saved = await device.save(operations);
  if (!saved.kept) throw new Error(`the device kept nothing: ${saved.message}`);
  for (;;) {
    const seen = await readDecisions(run);
    const states = operations.map(({ id }) => seen.get(id)?.state);
    const failed = states.find((state) => state && !['ACCEPTED', 'SUBMITTED', 'APPLIED'].includes(state));
    if (failed) throw new Error(`a payment is ${failed}`);
    if (states.every((state) => state === 'APPLIED')) break;
    if (performance.now() - began > LONGEST_MS) throw new Error('the payments were not applied in three minutes');
    await wait(50);
  }
  const seconds = (performance.now() - began) / 1000;
  const calls = (await callsOf(bills[0].realmId)) - before;
  await device.stop();
  return { seconds, calls };
}

/** The requests that were sent for the first company's bills, for the second company's. */
async function sendRaw(own, others) {
  const attempts = await ground.rows(
    `select a.request, d.document_key as key from decision_attempt a join decision d on d.id = a.decision_id where a.number = 1`,
  );
  const requests = new Map(attempts.map(({ key, request }) => [key, request]));
  const [{ realmId }] = others;
  const sender = await RawSender.open(ground, realmId);
  const bodies = own.map((bill, nth) => {
    const { path, body } = requests.get(bill.key);
    return { path, body: body.replace(`"TxnId":"${bill.id}"`, `"TxnId":"${others[nth].id}"`) };
  });
  const before = await callsOf(realmId);
  const began = performance.now();
  for (const { path, body } of bodies) await sender.send(path, body);
  return { seconds: (performance.now() - began) / 1000, calls: (await callsOf(realmId)) - before };
}

function argument(name) {
  const place = process.argv.indexOf(name);
  return place === -1 ? undefined : process.argv[place + 1];
}

async function callsOf(realmId) {
  const { calls } = await ground.control('GET state');
  return calls[realmId]?.total ?? 0;
}
