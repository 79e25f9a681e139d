import type { QueuedOperation } from '../../domain/operations/operation.js';
import type { Answered } from './answers.js';
import type { DeviceBase } from './deviceBase.js';
import type { DeviceOptions } from './deviceOptions.js';
import type { DeviceRows } from './deviceRows.js';
import type { QueueStore } from './outboxState.js';
import type { PageQueue } from './pageQueue.js';
import type { Snapshots } from './snapshots.js';

export interface DeviceQueueParts {
  readonly rows: DeviceRows | null;
  readonly options: DeviceOptions;
  readonly store: QueueStore;
  readonly base: DeviceBase;
  readonly snapshots: () => Snapshots;
  readonly onAnswer: (answered: Answered) => Promise<void>;
  readonly isStopped: () => boolean;
}

/**
 * Opens the queue of a device and folds what is shown with it. Null where this device sends nothing, was stopped meanwhile,
 * or the queue's own part of the app could not be loaded: what waits stays on the device then.
 */
export async function deviceQueue(parts: DeviceQueueParts): Promise<PageQueue | null> {
  const { send } = parts.options;
  if (send === undefined) return null;
  try {
    const [{ PageQueue }, { QueuedAccounts }] = await Promise.all([
      import('./pageQueue.js'),
      import('./queuedAccounts.js'),
    ]);
    const { rows, options, store, base } = parts;
    const accounts = new QueuedAccounts({
      shownOf: (clientId) => base.ritualOf(clientId)?.console?.accounts ?? null,
      keptOf: async (clientId) => (await parts.snapshots().ritual(clientId))?.value.console?.accounts ?? null,
      onMore: () => base.refreshQueue(),
    });
    // A name that cannot be read stays unsaid: nothing hangs on it.
    const name = (operations: readonly QueuedOperation[]): void =>
      void accounts.need(operations).catch(() => undefined);
    const queue = await PageQueue.open({
      rows,
      viewerId: options.viewerId,
      send,
      store,
      now: options.now ?? Date.now,
      onFold: () => {
        base.refold();
        name(store.get().operations);
      },
      onAnswer: parts.onAnswer,
      accountsOf: (clientId) => accounts.of(clientId),
    });
    if (parts.isStopped()) {
      queue.close();
      return null;
    }
    base.foldWith(queue);
    base.refold();
    // What became known while the queue was opened is shown now.
    base.refreshQueue();
    name(store.get().operations);
    return queue;
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'The reason is not known.';
    const { outbox } = parts.store.get();
    parts.store.set({ outbox: { ...outbox, problem: `What waits on this device could not be read. ${problem}` } });
    return null;
  }
}
