import type { ClientRow } from '../../domain/clientList.js';
import { partsOf, QUEUE_GROUPS, type QueueGroup, type QueuePart } from '../../domain/ritual/queue.js';

export type ListPart = QueuePart<ClientRow>;
type GroupOf = (row: ClientRow) => QueueGroup;

/** A line of the list that the keys stop at. */
export interface ListLine {
  /** Null for the one line that the steady are folded into. */
  readonly row: ClientRow | null;
  /** The group that begins with it and has a head of its own; null elsewhere. */
  readonly head: ListPart | null;
  /** Among all rows of the grid, of which the first is its head. */
  readonly rowIndex: number;
}

/** Begins a group in an order that is held; no id of a client looks like it. */
const tokenOf = (group: QueueGroup): string => `#${group}`;
const GROUP_BY_TOKEN = new Map(QUEUE_GROUPS.map((group) => [tokenOf(group), group]));

/** The ids of the rows by group, each group after its token: what a row moves over when it comes to another group. */
export function groupedIds(rows: readonly ClientRow[], groupOf: GroupOf): string[] {
  if (rows.length === 0) return [];
  const parts = new Map(partsOf(rows, groupOf).map((part) => [part.group, part.rows]));
  return QUEUE_GROUPS.flatMap((group) => [tokenOf(group), ...(parts.get(group) ?? []).map(({ id }) => id)]);
}

/**
 * The groups as an order of `groupedIds` holds them. A row stays in the group where it is read, but for the steady: one that
 * is steady no longer, or came after the order was made, stands at once in the group it belongs to.
 */
export function heldParts(
  held: readonly string[],
  rowOf: (id: string) => ClientRow | undefined,
  groupOf: GroupOf,
): ListPart[] {
  const groups = new Map<ClientRow, QueueGroup>();
  let begun: QueueGroup = 'STEADY';
  for (const token of held) {
    begun = GROUP_BY_TOKEN.get(token) ?? begun;
    const row = rowOf(token);
    if (row !== undefined) groups.set(row, begun === 'STEADY' ? groupOf(row) : begun);
  }
  return partsOf([...groups.keys()], (row) => groups.get(row) ?? 'STEADY');
}

/** The rows as they are listed: each group under its head, the steady in one line, under which they follow when it is open. */
export function groupedLines(parts: readonly ListPart[], isOpen: boolean): ListLine[] {
  const lines: ListLine[] = [];
  let rowIndex = 1;
  for (const part of parts) {
    const isFold = part.group === 'STEADY';
    rowIndex += 1;
    if (isFold) lines.push({ row: null, head: null, rowIndex });
    if (isFold && !isOpen) continue;
    part.rows.forEach((row, place) => {
      rowIndex += 1;
      lines.push({ row, head: place === 0 && !isFold ? part : null, rowIndex });
    });
  }
  return lines;
}

export function flatLines(rows: readonly ClientRow[]): ListLine[] {
  return rows.map((row, place) => ({ row, head: null, rowIndex: place + 2 }));
}

/** How many of the lines from `from` to before `to` begin a group. */
export function headsBetween(lines: readonly ListLine[], from: number, to: number): number {
  return lines.slice(from, to).filter(({ head }) => head !== null).length;
}
