import type { QueuedOperation } from './operation.js';

/**
 * The queue without the operations that a snapshot holds already: between the server's answer and the moment the operation
 * leaves the queue it would count twice, and so it would after an answer that was lost. The same list where it holds none of them.
 */
export function withoutAnswered(
  queue: readonly QueuedOperation[],
  answered: readonly string[] | undefined,
): readonly QueuedOperation[] {
  if (answered === undefined || answered.length === 0 || queue.length === 0) return queue;
  const held = new Set(answered);
  const rest = queue.filter(({ operation }) => !held.has(operation.id));
  return rest.length === queue.length ? queue : rest;
}
