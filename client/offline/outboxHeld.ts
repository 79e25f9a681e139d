import type { Operation, QueuedOperation } from '../../domain/operations/operation.js';
import type { KeptDecisions } from './decisionRows.js';
import { aboutOf, type Item } from './outboxOrder.js';
import type { OutboxRows, Queue } from './outboxRows.js';
import type { Whose } from './storageOwner.js';

/** What the device held at the last reading: the queue, and what the server knows of decisions. */
export class OutboxHeld {
  private queue: Queue = { operations: [], lost: 0, unreadable: [], whose: 'MINE' };
  private decisions: ReadonlyMap<string, KeptDecisions> = new Map();
  private readonly sending = new WeakMap<QueuedOperation, QueuedOperation>();

  async read(rows: OutboxRows): Promise<void> {
    [this.queue, this.decisions] = await Promise.all([rows.read(), rows.decisions()]);
  }

  get operations(): readonly QueuedOperation[] {
    return this.queue.operations;
  }

  get known(): ReadonlyMap<string, KeptDecisions> {
    return this.decisions;
  }

  get lost(): number {
    return this.queue.lost;
  }

  get whose(): Whose {
    return this.queue.whose;
  }

  /** As the machine sees them. */
  items(): Item[] {
    const documentOf = (id: string): string | null => this.documentOf(id);
    return this.queue.operations.map(({ operation, place, state }) => ({
      id: operation.id,
      kind: operation.name,
      place,
      state,
      about: aboutOf(operation, documentOf),
      takesBack: isWithdrawal(operation) ? operation.decisionId : null,
      faults: 0,
    }));
  }

  /** With those that are under way shown so: the same object for the same operation, so that nothing is drawn anew. */
  shownWith(underWay: readonly string[]): readonly QueuedOperation[] {
    const sending = new Set(underWay);
    return this.queue.operations.map((one) =>
      sending.has(one.operation.id) && one.state === 'WAITING' ? this.asSending(one) : one,
    );
  }

  queued(id: string): QueuedOperation | undefined {
    return this.queue.operations.find(({ operation }) => operation.id === id);
  }

  /** Whose a decision is; null where nobody here knows it. */
  clientOf(decisionId: string): string | null {
    const queued = this.queued(decisionId);
    if (queued !== undefined) return queued.operation.clientId;
    for (const [clientId, { decisions }] of this.decisions)
      if (decisions.some(({ id }) => id === decisionId)) return clientId;
    return null;
  }

  private documentOf(decisionId: string): string | null {
    const operation = this.queued(decisionId)?.operation;
    if (operation?.name === 'SUBMIT_DECISION') return operation.decision.documentKey;
    for (const { decisions } of this.decisions.values()) {
      const known = decisions.find(({ id }) => id === decisionId);
      if (known !== undefined) return known.documentKey;
    }
    return null;
  }

  private asSending(one: QueuedOperation): QueuedOperation {
    const known = this.sending.get(one) ?? { ...one, state: 'SENDING' };
    this.sending.set(one, known);
    return known;
  }
}

export function isWithdrawal(operation: Operation): operation is Extract<Operation, { name: 'WITHDRAW_DECISION' }> {
  return operation.name === 'WITHDRAW_DECISION';
}
