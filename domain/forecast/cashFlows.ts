import type { BooksIndex } from '../booksIndex.js';
import type { CashDirection, CashMovement } from '../cashMovement.js';
import { documentTypeOf } from '../documentTypes.js';
import type { Cents } from '../units.js';
import { cents } from '../money.js';
import type { CashPiece } from './cashPieces.js';

/** What a document moved in one direction without settling an invoice or a bill: what can come back. */
export interface CashFlow {
  readonly movement: CashMovement;
  readonly direction: CashDirection;
  readonly amount: Cents;
  /**
   * What makes two flows the same kind: the ledger's label where only the ledger has the document (paychecks), else the
   * payee, else the accounts on the other side (domain: "same payee or account").
   */
  readonly group: string;
  /** Whether all of a day's documents are one occurrence: the paychecks of a payday. */
  readonly ledgerOnly: boolean;
  readonly payee: string | null;
  readonly pieces: readonly CashPiece[];
}

/**
 * The flows of one movement, one a direction at most. What an advisor set aside, opening balances and money that comes from an
 * account of the business that is not counted are none: the last would be counted again with what brought it there.
 */
export function cashFlows(
  index: BooksIndex,
  pieces: readonly CashPiece[],
  setAside: ReadonlySet<string>,
): readonly CashFlow[] {
  const comingBack = pieces.filter((piece) => canComeBack(piece, setAside));
  return [...Map.groupBy(comingBack, ({ direction }) => direction).values()].map((of) =>
    flowOf(index, of as [CashPiece, ...CashPiece[]]),
  );
}

function canComeBack(piece: CashPiece, setAside: ReadonlySet<string>): boolean {
  if (piece.settles !== null || piece.class === 'OPENING' || setAside.has(piece.movement.documentKey)) return false;
  return piece.class !== 'OWN_TRANSFER' || piece.direction === 'OUT';
}

function flowOf(index: BooksIndex, pieces: readonly [CashPiece, ...CashPiece[]]): CashFlow {
  const [{ movement, direction }] = pieces;
  const ledgerOnly = movement.id === null || documentTypeOf(movement.type) === null;
  const payee = ledgerOnly ? null : payeeOf(index, movement);
  return {
    movement,
    direction,
    amount: cents(pieces.reduce((total, { amount }) => total + amount, 0)),
    group: groupOf(
      movement,
      direction,
      payee,
      ledgerOnly,
      pieces.map(({ accountId }) => accountId),
    ),
    ledgerOnly,
    payee,
    pieces,
  };
}

/** The group of a flow as a key: stable as long as payee, accounts and label keep their names and ids. */
export function groupOf(
  { type }: Pick<CashMovement, 'type'>,
  direction: CashDirection,
  payee: string | null,
  ledgerOnly: boolean,
  accountIds: readonly string[],
): string {
  if (ledgerOnly) return `${direction}:entry:${type.toLowerCase()}`;
  if (payee !== null) return `${direction}:payee:${nameKey(payee)}`;
  return `${direction}:account:${[...new Set(accountIds)].sort().join('+')}`;
}

/** A name as it is compared: without regard to case and blanks. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** The one name a document's legs bear; null where they bear none or several. */
export function payeeOf(index: BooksIndex, movement: CashMovement): string | null {
  let name: string | null = null;
  for (const leg of index.legs.get(movement.documentKey) ?? []) {
    if (!leg.name) continue;
    if (name !== null && name !== leg.name) return null;
    name = leg.name;
  }
  return name;
}
