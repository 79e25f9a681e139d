import type { Books, ClientSettings } from '../../domain/books.js';
import type { CashMovement } from '../../domain/cashMovement.js';
import { FIGURES, type Figure } from '../../domain/figures.js';
import { provenanceFrom, type Provenance } from '../../domain/provenance.js';
import type { SnapshotFigures } from '../../domain/snapshot.js';
import { SnapshotSource } from '../../domain/snapshotSource.js';

/** A cash movement's part as the contract shows it, the account by its name. */
interface MovementLine {
  readonly documentKey: string;
  readonly type: string;
  readonly date: string;
  readonly number: string | null;
  readonly name: string | null;
  readonly memo: string | null;
  readonly direction: 'IN' | 'OUT';
  readonly class: CashMovement['parts'][number]['class'];
  readonly account: string;
  readonly amount: number;
}

/** What a snapshot's figures are made of. */
export interface SnapshotDetail {
  readonly movements: readonly MovementLine[];
  readonly provenance: Readonly<Record<Figure, Provenance>>;
}

/** The window's movements and every figure's provenance, from the books the figures were computed from. */
export function snapshotDetail(books: Books, settings: ClientSettings, figures: SnapshotFigures): SnapshotDetail {
  return snapshotDetailFrom(new SnapshotSource(books, settings), figures);
}

/** The same from books that are prepared already. */
export function snapshotDetailFrom(source: SnapshotSource, figures: SnapshotFigures): SnapshotDetail {
  const names = new Map(source.books.accounts.map(({ id, fullName }) => [id, fullName]));
  const movements = source.cashAt(figures.asOf).inWindow.flatMap((movement) => linesOf(movement, names));
  const entries = FIGURES.map((figure) => [figure, provenanceFrom(figure, source, figures)] as const);
  return { movements, provenance: Object.fromEntries(entries) as Record<Figure, Provenance> };
}

function linesOf({ parts, ...head }: CashMovement, names: ReadonlyMap<string, string>): MovementLine[] {
  const { documentKey, type, date, number, name, memo } = head;
  return parts.map((part) => ({
    documentKey,
    type,
    date,
    number,
    name,
    memo,
    direction: part.direction,
    class: part.class,
    account: names.get(part.accountId) ?? `Account ${part.accountId}`,
    amount: part.amount,
  }));
}
