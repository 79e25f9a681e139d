/**
 * Another person signs in on a device while decisions of its own person wait there, without a word to the app: the session
 * is simply another's, as where one browser is shared. A tab of the first is still open. What waited is neither shown nor
 * sent, nothing is saved for the first meanwhile, and they are told when they come back (docs/offline.md, G8).
 */
import { setTimeout as wait } from 'node:timers/promises';

const LONGEST_GATHER_MS = 2_500;
const LONGEST_LOOK_MS = 3_000;
const LOOK_MS = 25;
const STAYS_MS = [500, 1_500];

/** Answers whether anything waited. */
export async function lend(device, random, run) {
  const others = [...run.devices.values()].filter(({ email }) => email !== device.email);
  const { email, viewerId } = random.pick(others);
  device.isHeldBack = true;
  await until(LONGEST_GATHER_MS, () => device.waitingIds().size > 0);
  const seen = await device.lendTo(email, (left) => stay(device, { email, viewerId }, left, random));
  if (seen === null) return false;
  for (const id of seen.shown) run.tell('diverged', `${id} waits in the name of ${email}`);
  if (seen.lost > 0 || seen.told > 0)
    run.tell(
      'diverged',
      `${email} is told of what ${device.email} lost: ${seen.lost} here, ${seen.told} by the server`,
    );
  if (seen.isKept) run.tell('diverged', `${seen.again}: saved for ${device.email} on what is ${email}'s by now`);
  if (seen.waited > 0) run.ground.noteStrike('items that another person found waiting', seen.waited);
  return seen.waited > 0;
}

/** What the other finds, and what a tab that is still the first one's makes of it. */
async function stay(device, { email, viewerId }, left, random) {
  const waiting = left.outbox.now.operations.map(({ operation }) => operation);
  const waited = device.waitingIds().size;
  let [told, isTold] = [0, false];
  const hears = (lost) => ([told, isTold] = [lost, true]);
  const guest = await device.openTab(device.personOf(email, viewerId, hears));
  // From here on nothing but whose it is keeps what waits from being sent.
  device.isHeldBack = false;
  left.outbox.wake();
  guest.reporting.reached();
  const [again] = waiting.filter(({ name }) => name === 'SUBMIT_DECISION');
  const saved =
    again && (await Promise.race([left.outbox.enqueue([again]), wait(LONGEST_LOOK_MS, null, { ref: false })]));
  await wait(random.whole(...STAYS_MS));
  guest.outbox.wake();
  await until(LONGEST_LOOK_MS, () => isTold);
  const { operations, lost } = guest.outbox.now;
  guest.kill();
  const shown = operations.map(({ operation }) => operation.id);
  return { shown, lost, told, waited, again: again?.id, isKept: saved?.kept === true };
}

async function until(longestMs, holds) {
  const end = Date.now() + longestMs;
  while (!holds() && Date.now() < end) await wait(LOOK_MS);
}
