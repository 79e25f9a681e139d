import type { DecisionShown, KnownDecision } from '../../domain/operations/decisionShown.js';
import type { QueuedOperation } from '../../domain/operations/operation.js';

/**
 * What the queue does. `pausing`: the server is ill or the wire breaks, tried again at `pausedUntil`. `offline`: out of
 * reach. `needsSignIn`: the session has ended. `needsUpdate`: the server does not know what this version of the app asks.
 * `full`: this device has no room for one more.
 */
type OutboxPhase = 'resting' | 'draining' | 'pausing' | 'offline' | 'needsSignIn' | 'needsUpdate' | 'full';

/** Operations of which the server knows that they were saved here, and that never reached it. Milliseconds since 1970. */
export interface NeverArrived {
  readonly count: number;
  /** When the first and the last of them were saved, by the device's clock. */
  readonly since: number;
  readonly until: number;
}

/** What a person reads of the queue on this device. */
export interface OutboxView {
  readonly phase: OutboxPhase;
  /** Operations the server has not answered; without those it refused. */
  readonly waiting: number;
  /** Of those, how many wait behind a refused one. */
  readonly heldUp: number;
  /** Refused for good, in the order they were made; each stays until a person lets it go. */
  readonly refused: readonly QueuedOperation[];
  /** Milliseconds since 1970 by the device's clock: when the oldest of those that wait was saved; null when none waits. */
  readonly oldestAt: number | null;
  /** When it is tried again; null unless `pausing` or `offline`. */
  readonly pausedUntil: number | null;
  /** What is wrong, in a sentence; null when all is well. */
  readonly problem: string | null;
  /** Operations that were saved here and are gone or cannot be read, until a person has taken note. */
  readonly lostItems: number;
  /** What the server knows of those that are gone; null where it knows of none. */
  readonly neverArrived: NeverArrived | null;
}

/** What came of saving on the device. `message` is for people. */
export type Saved = { readonly kept: true } | { readonly kept: false; readonly message: string };

/** The queue and the decisions, as screens read them. Each part keeps its identity until it changes. */
export interface QueueShown {
  /** In the order they were made. */
  readonly operations: readonly QueuedOperation[];
  readonly outbox: OutboxView;
  /** By client: what the server knows. */
  readonly known: ReadonlyMap<string, readonly KnownDecision[]>;
  /** By client: what the server knows, folded with the queue. */
  readonly decisions: ReadonlyMap<string, readonly DecisionShown[]>;
}

const RESTING: OutboxView = {
  phase: 'resting',
  waiting: 0,
  heldUp: 0,
  refused: [],
  oldestAt: null,
  pausedUntil: null,
  problem: null,
  lostItems: 0,
  neverArrived: null,
};

export const NOTHING_QUEUED: QueueShown = {
  operations: [],
  outbox: RESTING,
  known: new Map(),
  decisions: new Map(),
};

/** What is queued, and who wants to know when it changes. */
export class QueueStore {
  private shown: QueueShown = NOTHING_QUEUED;
  private readonly listeners = new Set<() => void>();

  /** `over`: this one shows in another, until it is over. */
  constructor(private readonly over: { readonly of: QueueStore; readonly is: () => boolean } | null = null) {}

  /** The same store for somebody who may be stopped: what they show afterwards is not shown. */
  until(is: () => boolean): QueueStore {
    return new QueueStore({ of: this, is });
  }

  readonly get = (): QueueShown => this.over?.of.get() ?? this.shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(change: Partial<QueueShown>): void {
    if (this.over !== null) {
      if (!this.over.is()) this.over.of.set(change);
      return;
    }
    this.shown = { ...this.shown, ...change };
    for (const listener of this.listeners) listener();
  }

  reset(): void {
    this.set(NOTHING_QUEUED);
  }
}
