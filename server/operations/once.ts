import { refuse, type Refusal } from '../../domain/refusal.js';
import type { EntityManager } from '../platform/database.js';
import { keepReceipt, keepRefusedParts, receiptOf, refusedParts, type ReceivedOperation } from './receipts.js';

/** What became of an operation: a refusal of all of it and nothing written, or done but for the parts that were left. */
export interface Done<Part> {
  readonly refusal: Refusal | null;
  readonly refused: readonly Part[];
}

/** Does all that the operation asks for, with its audit events, and answers the parts that were left as they are; JSON. */
type Effect<Part> = () => Promise<readonly Part[]>;

/**
 * Does an operation once, however often and at however many places at a time it is delivered, in the caller's transaction,
 * which holds or has read the client. Null: it has no id, and is done at every delivery. `judge` answers why it may not be
 * done, or how it is; it is not asked about what was done once, whatever the day or the data say since, and a refusal leaves
 * no receipt. Refuses ID_TAKEN beside what `judge` refuses.
 */
export async function doOnce<Part>(
  tx: EntityManager,
  operation: ReceivedOperation | null,
  now: Date,
  judge: () => Promise<Refusal | Effect<Part>>,
): Promise<Done<Part>> {
  const known = operation ? await receiptOf(tx, operation) : 'NEW';
  if (operation && known !== 'NEW') return answerAgain(tx, operation, known);
  const effect = await judge();
  if (typeof effect !== 'function') return { refusal: effect, refused: [] };
  // Of two deliveries at once the second waits here, until the first has had its effect.
  const kept = operation ? await keepReceipt(tx, operation, now) : 'NEW';
  if (operation && kept !== 'NEW') return answerAgain(tx, operation, kept);
  const refused = await effect();
  if (operation) await keepRefusedParts(tx, operation, refused);
  return { refusal: null, refused };
}

/** As it was answered when it was done. */
async function answerAgain<Part>(
  tx: EntityManager,
  operation: ReceivedOperation,
  known: 'DONE' | 'ID_TAKEN',
): Promise<Done<Part>> {
  if (known === 'ID_TAKEN') return { refusal: refuse('ID_TAKEN', 'operationId'), refused: [] };
  return { refusal: null, refused: await refusedParts<Part>(tx, operation) };
}
