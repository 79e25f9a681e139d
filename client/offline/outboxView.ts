import type { OutboxNow } from './outbox.js';
import { heldUp } from './outboxOrder.js';
import type { NeverArrived, OutboxView } from './outboxState.js';

const DAY_MS = 86_400_000;

/** What a person reads of the queue at an instant (milliseconds since 1970, by the device's clock). */
export function outboxView(
  { state, operations, lost, full }: OutboxNow,
  now: number,
  neverArrived: NeverArrived | null = null,
): OutboxView {
  const waiting = operations.filter((one) => one.state !== 'REFUSED');
  const oldestAt = waiting.length === 0 ? null : Math.min(...waiting.map(({ savedAt }) => savedAt));
  const isOld = oldestAt !== null && now - oldestAt > DAY_MS;
  const isTriedByTime = state.phase === 'pausing' || state.phase === 'offline';
  return {
    phase: full === null ? state.phase : 'full',
    waiting: waiting.length,
    heldUp: heldUp(state.items).length,
    refused: operations.filter((one) => one.state === 'REFUSED'),
    oldestAt,
    pausedUntil: isTriedByTime ? state.until : null,
    problem: full ?? problemOf(state.phase, waiting.length, neverArrived === null ? lost : 0, isOld),
    lostItems: Math.max(lost, neverArrived?.count ?? 0),
    neverArrived,
  };
}

/** Being offline is none. */
function problemOf(phase: OutboxView['phase'], waiting: number, lost: number, isOld: boolean): string | null {
  if (lost > 0) {
    const changes = lost === 1 ? 'One change' : `${lost} changes`;
    return `${changes} saved on this device cannot be read any more: the browser cleared or damaged them. Look through what you decided last; some may have reached the server.`;
  }
  if (phase === 'needsSignIn') return 'The session has ended. What waits is sent after you sign in again.';
  if (phase === 'needsUpdate') return 'The server does not know what this version of Runway asks. Reload the page.';
  if (waiting > 0 && isOld) return 'Something has been waiting on this device for more than a day.';
  return null;
}
