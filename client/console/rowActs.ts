import type { DecisionKind } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { DocumentKind } from './console.js';
import type { Draft } from './draftStore.js';

/** What a row asks for; the same object for as long as the console is shown, so that rows need not be drawn again. */
export interface RowActs {
  readonly toggle: (kind: DocumentKind, key: string) => void;
  /** Selects all from the row selected last to this one. */
  readonly extendTo: (kind: DocumentKind, key: string) => void;
  /** Makes the decision of these rows this one; selects them where they were not. */
  readonly decide: (kind: DocumentKind, keys: readonly string[], decision: DecisionKind) => void;
  /** Asks for one day, and plans all of these rows for it. */
  readonly planMany: (kind: DocumentKind, keys: readonly string[]) => void;
  readonly edit: (key: string, change: Partial<Omit<Draft, 'documentKey'>>) => void;
  /** Opens a row to its parts; null closes. `day`: at the day. */
  readonly open: (key: string | null, at?: 'day') => void;
  readonly withdraw: (decision: DecisionShown) => void;
  /** Which table was worked in last. */
  readonly noteFocus: (kind: DocumentKind) => void;
}
