import type { Books } from '../books.js';
import type { IsoDate } from '../units.js';

/** A customer or vendor as QuickBooks keeps it. */
export interface Party {
  readonly kind: 'Customer' | 'Vendor';
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** QuickBooks tracks payments to this vendor for form 1099. */
  readonly vendor1099: boolean;
  readonly hasTaxIdentifier: boolean;
}

/**
 * The books as the hygiene rules read them: whole since `condensedBefore` (null: from the first entry), older documents
 * only where they are still open. Everything is keyed by `entityKey` where a document is meant.
 */
export interface HygieneBooks extends Books {
  readonly parties: readonly Party[];
  /** Documents that have at least one file attached. */
  readonly attachedTo: ReadonlySet<string>;
  /** When each document was first entered, ISO 8601; absent where QuickBooks does not say. */
  readonly enteredAt: ReadonlyMap<string, string>;
  /** The day up to which the books are closed, itself included; null while none is set. */
  readonly closedThrough: IsoDate | null;
}
