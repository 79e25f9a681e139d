import type { NamedAccount } from '../../domain/operations/foldDecisions.js';
import type { QueuedOperation } from '../../domain/operations/operation.js';

export interface QueuedAccountsParts {
  /** Of a client that is looked at; null where it is not. */
  readonly shownOf: (clientId: string) => readonly NamedAccount[] | null;
  /** Of a client as the device keeps it; null where it keeps none. */
  readonly keptOf: (clientId: string) => Promise<readonly NamedAccount[] | null>;
  /** More names are known than before. */
  readonly onMore: () => void;
}

/**
 * The names of the accounts that queued payments are from, of clients nobody looks at just now too: read from the device,
 * once a client, when a payment of it is queued. What is queued carries an account's id alone.
 */
export class QueuedAccounts {
  private readonly kept = new Map<string, readonly NamedAccount[]>();
  private readonly asked = new Set<string>();

  constructor(private readonly parts: QueuedAccountsParts) {}

  of(clientId: string): readonly NamedAccount[] {
    return this.parts.shownOf(clientId) ?? this.kept.get(clientId) ?? NONE;
  }

  /** Reads what is not known of what is queued. */
  async need(operations: readonly QueuedOperation[]): Promise<void> {
    const clients = operations.flatMap(({ operation }) =>
      operation.name === 'SUBMIT_DECISION' && operation.decision.accountId !== null ? [operation.clientId] : [],
    );
    for (const clientId of new Set(clients)) {
      if (this.asked.has(clientId) || this.parts.shownOf(clientId) !== null) continue;
      this.asked.add(clientId);
      const accounts = await this.parts.keptOf(clientId);
      if (accounts === null) this.asked.delete(clientId);
      else {
        this.kept.set(clientId, accounts);
        this.parts.onMore();
      }
    }
  }
}

const NONE: readonly NamedAccount[] = [];
