import { foldAllDecisions } from '../../domain/operations/foldDecisions.js';
import type { Operation, QueuedOperation } from '../../domain/operations/operation.js';
import { QueueStore, type Saved } from './outboxState.js';

/** What all components read of the queue. One a page. */
export const queueStore = new QueueStore();

/** Saves operations on this device, all or none; resolves once the disk has them. */
export function enqueue(operations: readonly Operation[]): Promise<Saved> {
  const before = queueStore.get().operations;
  const place = before.at(-1)?.place ?? 0;
  const savedAt = Date.now();
  show([
    ...before,
    ...operations.map((operation, index): QueuedOperation => ({
      operation,
      place: place + index + 1,
      savedAt,
      state: 'WAITING',
      refusal: null,
    })),
  ]);
  return Promise.resolve({ kept: true });
}

/** Takes decisions back. */
export function withdraw(decisionIds: readonly string[]): Promise<Saved> {
  return letGo(decisionIds);
}

/** Lets refused operations go. */
export function letGo(operationIds: readonly string[]): Promise<Saved> {
  show(queueStore.get().operations.filter(({ operation }) => !operationIds.includes(operation.id)));
  return Promise.resolve({ kept: true });
}

function show(operations: readonly QueuedOperation[]): void {
  const { known, decisions, outbox } = queueStore.get();
  queueStore.set({
    operations,
    decisions: foldAllDecisions(known, operations, undefined, decisions),
    outbox: {
      ...outbox,
      waiting: operations.filter(({ state }) => state !== 'REFUSED').length,
      refused: operations.filter(({ state }) => state === 'REFUSED'),
    },
  });
}
