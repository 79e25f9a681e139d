/** A change an advisor made on this device that the server has not answered yet. No kind of it is built so far. */
export type QueuedOperation = never;

/**
 * What an advisor sees: the last server snapshot with the queued operations applied in their order. Pure, so that a
 * reload, a refusal and an acknowledgement are the same calculation and nothing has to be rolled back.
 */
export function project<Snapshot>(snapshot: Snapshot, operations: readonly QueuedOperation[]): Snapshot {
  return operations.reduce((folded) => folded, snapshot);
}
