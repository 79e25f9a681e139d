import { useCallback, useState, type KeyboardEvent } from 'react';

/** Keys of a table whose cells open: arrows move between the cells that do, Home and End along a row. */
export interface CellKeys {
  /** The cell with the Tab stop, `row:column`; null: the first. */
  readonly at: string | null;
  readonly noteFocus: (cell: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One Tab stop for all cells marked `data-cell="row:column"`. */
export function useCellKeys(): CellKeys {
  const [at, noteFocus] = useState<string | null>(null);
  const onKeyDown = useCallback((event: KeyboardEvent<HTMLElement>) => {
    const from = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined;
    if (from === undefined || event.metaKey || event.ctrlKey || event.altKey) return;
    const cells = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-cell]')];
    const to = next(event.key, from, cells);
    if (to === null) return;
    event.preventDefault();
    to.focus();
    to.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, []);
  return { at, noteFocus, onKeyDown };
}

function next(key: string, from: string, cells: readonly HTMLElement[]): HTMLElement | null {
  const [row = 0, column = 0] = from.split(':').map(Number);
  const place = (cell: HTMLElement): [number, number] => {
    const [r = 0, c = 0] = (cell.dataset['cell'] ?? '').split(':').map(Number);
    return [r, c];
  };
  const inRow = cells.filter((cell) => place(cell)[0] === row);
  const at = inRow.findIndex((cell) => place(cell)[1] === column);
  switch (key) {
    case 'ArrowRight':
      return inRow[at + 1] ?? null;
    case 'ArrowLeft':
      return inRow[at - 1] ?? null;
    case 'Home':
      return inRow[0] ?? null;
    case 'End':
      return inRow.at(-1) ?? null;
    case 'ArrowDown':
      return nearestInRow(cells, place, column, Math.min(...rowsPast(cells, place, row, 1)));
    case 'ArrowUp':
      return nearestInRow(cells, place, column, Math.max(...rowsPast(cells, place, row, -1)));
    default:
      return null;
  }
}

function rowsPast(
  cells: readonly HTMLElement[],
  place: (cell: HTMLElement) => [number, number],
  row: number,
  way: 1 | -1,
): readonly number[] {
  return cells.map((cell) => place(cell)[0]).filter((other) => (other - row) * way > 0);
}

function nearestInRow(
  cells: readonly HTMLElement[],
  place: (cell: HTMLElement) => [number, number],
  column: number,
  row: number,
): HTMLElement | null {
  const inRow = cells.filter((cell) => place(cell)[0] === row);
  const distance = (cell: HTMLElement): number => Math.abs(place(cell)[1] - column);
  return inRow.reduce<HTMLElement | null>(
    (best, cell) => (best === null || distance(cell) < distance(best) ? cell : best),
    null,
  );
}
