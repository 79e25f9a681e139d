import type { DecisionKind } from '../../domain/decision/decision.js';

/** A decision that is being made: selected on this screen, kept nowhere else. */
export interface Draft {
  readonly documentKey: string;
  readonly kind: DecisionKind;
  /** RECORD_PAYMENT: the bank account; null while none is chosen. */
  readonly accountId: string | null;
  /** RECORD_PAYMENT: what was typed; null: the whole open balance. */
  readonly amountText: string | null;
  /** PLAN: the day; '' while none is chosen. */
  readonly plannedFor: string;
  /** The final decision on the document that this one takes the place of. */
  readonly replaces: string | null;
}

/** By document key, in the order they were selected. */
export type Drafts = ReadonlyMap<string, Draft>;

const NONE: Drafts = new Map();

/** Drafts of one person, by client. They live as long as the page: a change of tab or client loses none. */
export class DraftStore {
  private readonly byClient = new Map<string, Drafts>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get(clientId: string): Drafts {
    return this.byClient.get(clientId) ?? NONE;
  }

  change(clientId: string, change: (drafts: Map<string, Draft>) => void): void {
    const next = new Map(this.get(clientId));
    change(next);
    if (next.size === 0) this.byClient.delete(clientId);
    else this.byClient.set(clientId, next);
    for (const listener of this.listeners) listener();
  }
}

let held: { readonly viewerId: string; readonly store: DraftStore } | null = null;

/** The drafts of whoever is signed in; another person's are dropped. */
export function draftsOf(viewerId: string): DraftStore {
  if (held?.viewerId !== viewerId) held = { viewerId, store: new DraftStore() };
  return held.store;
}
