import type { Operation } from '../../domain/operations/operation.js';
import { queueStore, runningQueue } from './currentDevice.js';
import type { Saved } from './outboxState.js';
import type { PageQueue } from './pageQueue.js';

const NOBODY = 'Nobody is signed in here, so nothing was saved.';

/** Saves operations on this device, all or none; resolves once the disk has them. What is refused was not saved. */
export function enqueue(operations: readonly Operation[]): Promise<Saved> {
  return inQueue((queue) => queue.enqueue(operations));
}

/** Takes decisions back: one that never left this device is gone at once, of the others the server is told. */
export function withdraw(decisionIds: readonly string[]): Promise<Saved> {
  return inQueue((queue) => queue.withdraw(decisionIds));
}

/** Lets refused operations go; what waited behind them is sent. */
export function letGo(operationIds: readonly string[]): Promise<Saved> {
  return inQueue((queue) => queue.letGo(operationIds));
}

/** A person has taken note of what was lost from this device. */
export function forgetLost(): Promise<Saved> {
  return inQueue((queue) => queue.forgetLost());
}

/** Tries to send all that waits now; resolves to how many still do. */
export async function sendNow(): Promise<number> {
  await (await runningQueue())?.sendNow();
  return queueStore.get().outbox.waiting;
}

async function inQueue(work: (queue: PageQueue) => Promise<Saved>): Promise<Saved> {
  const queue = await runningQueue();
  return queue === null ? { kept: false, message: queueStore.get().outbox.problem ?? NOBODY } : work(queue);
}
