import type { QueuedOperation } from './operation.js';

/**
 * The queue without the operations that a snapshot holds already: between the server's answer and the moment the operation
 * leaves the queue it would count twice. The same list where it holds none of them.
 */
export function withoutAnswered(
  queue: readonly QueuedOperation[],
  answered: readonly string[] | undefined,
): readonly QueuedOperation[] {
  if (answered === undefined || !queue.some(({ operation }) => answered.includes(operation.id))) return queue;
  return queue.filter(({ operation }) => !answered.includes(operation.id));
}
