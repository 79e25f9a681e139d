import { useCallback, useMemo } from 'react';
import type { ClientRow } from '../../domain/clientList.js';
import { queueGroup } from '../../domain/ritual/queue.js';
import type { Reviews } from '../rituals/reviews.js';
import { useHeldOrder } from '../ui/useHeldOrder.js';
import { isGrouped, printListQuery, type ListQuery } from './listQuery.js';
import { groupedIds, heldParts, type ListPart } from './queueLines.js';

export interface ShownRows {
  /** In their order, the folded ones too. */
  readonly shown: readonly ClientRow[];
  /** Null where the list is flat. */
  readonly parts: readonly ListPart[] | null;
  readonly moved: number;
  readonly reorder: () => void;
}

/** The selected rows in the order, and the groups, that are held while someone reads. */
export function useShownRows(
  selected: readonly ClientRow[],
  query: ListQuery,
  standings: Reviews['standings'],
): ShownRows {
  const grouped = isGrouped(query);
  const groupOf = useCallback((row: ClientRow) => queueGroup(row, standings.get(row.id) ?? 'NOT_STARTED'), [standings]);
  const ids = useMemo(
    () => (grouped ? groupedIds(selected, groupOf) : selected.map(({ id }) => id)),
    [selected, grouped, groupOf],
  );
  const { ids: held, moved, reorder } = useHeldOrder(ids, printListQuery(query));
  return useMemo(() => {
    const byId = new Map(selected.map((row) => [row.id, row]));
    const parts = grouped ? heldParts(held, (id) => byId.get(id), groupOf) : null;
    const shown = parts?.flatMap(({ rows }) => rows) ?? held.flatMap((id) => byId.get(id) ?? []);
    return { shown, parts, moved, reorder };
  }, [selected, held, grouped, groupOf, moved, reorder]);
}
