/** The process of the very tab that sends is held still, so that another takes over; then it goes on where it was. */
import { setTimeout as wait } from 'node:timers/promises';
import { isDecision } from '../faults.mjs';
import { answerWithin } from './answering.mjs';
import { lookAtQueue } from './pageQueue.mjs';

const HELD_REQUEST_MS = 2_500;
const LONGEST_SEARCH_MS = 8_000;
const LOOK_MS = 40;
/** A page that does not answer for so long is in the process that was stopped. */
const ANSWERS_MS = 400;
/** Others take over after five seconds without a sign of life. */
const HOLD_MS = [1_000, 8_000];
const LONG_MS = 6_000;

export function holdSender(device, random, run) {
  return device.byHand(() => hold(device, random, run));
}

async function hold(device, random, run) {
  // Something is there to be sent, and its request is under way for as long as it takes to find who sends it.
  await device.browser.setOffline(true);
  try {
    await run.advisors.hands.decideSpare(device.name);
    run.ground.lines.get(device.name).plan({ kind: 'delay', fits: isDecision, ms: HELD_REQUEST_MS });
  } finally {
    await device.browser.setOffline(false);
  }
  const page = await untilOneSends(device);
  if (!page) return false;
  const pid = await device.browser.stopProcessOf(page, ANSWERS_MS);
  if (pid === null) return false;
  const forMs = random.chance(0.5) ? random.whole(LONG_MS, HOLD_MS[1]) : random.whole(HOLD_MS[0], LONG_MS);
  try {
    const others = device.pages.filter((one) => one !== page);
    if (await sendsWithin(others, forMs)) run.ground.noteStrike('another tab sends for one held still');
  } finally {
    device.browser.resume(pid);
  }
  return true;
}

async function untilOneSends(device) {
  const end = Date.now() + LONGEST_SEARCH_MS;
  while (Date.now() < end) {
    for (const page of device.pages) if ((await seen(page))?.queue?.isSending) return page;
    await wait(LOOK_MS);
  }
  return null;
}

/** Waits all that time; answers whether one of these sent meanwhile. */
async function sendsWithin(pages, milliseconds) {
  const end = Date.now() + milliseconds;
  let sent = false;
  while (Date.now() < end) {
    for (const page of pages) sent ||= (await seen(page))?.queue?.isSending === true;
    await wait(LOOK_MS);
  }
  return sent;
}

function seen(page) {
  return answerWithin(ANSWERS_MS, lookAtQueue(page));
}
