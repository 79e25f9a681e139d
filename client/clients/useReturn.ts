import { useEffect, useRef, useState } from 'react';
import { takeLastLookedAt } from '../ui/listOrder.js';
import type { ListLine } from './queueLines.js';

/**
 * Coming back from a client, its row has the focus again, and is in view. `unfold` opens what it may be folded into, and
 * says whether it is.
 */
export function useReturn(
  lines: readonly ListLine[],
  unfold: (id: string) => boolean,
  goTo: (row: number) => void,
): void {
  const [leftAt] = useState(takeLastLookedAt);
  const isThere = useRef(leftAt === null);
  useEffect(() => {
    if (isThere.current || leftAt === null) return;
    const index = lines.findIndex(({ row }) => row?.id === leftAt);
    isThere.current = index >= 0 || !unfold(leftAt);
    if (index >= 0) goTo(index);
  }, [leftAt, lines, unfold, goTo]);
}
