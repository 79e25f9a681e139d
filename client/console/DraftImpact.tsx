import { useDeferredValue, useMemo, type ReactElement } from 'react';
import { MINUS } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import type { CheckedDraft } from './checkedDrafts.js';
import { useConsole } from './ConsoleContext.js';
import { baseOf, impactOfDrafts } from './draftImpact.js';

/** How one decision moves the forecast's low point, after what is coming and without the rest of the selection; drawn after what was pressed. */
export function DraftImpact({ draft }: { draft: CheckedDraft }): ReactElement | null {
  const print = usePrinting();
  const { forecast, accounts, coming } = useConsole();
  const settled = useDeferredValue<CheckedDraft | null>(draft, null);
  const change = useMemo(() => {
    if (forecast === null || settled === null || settled.problem !== null) return null;
    return impactOfDrafts(baseOf(forecast, accounts), coming, [settled]).lowPointChange;
  }, [forecast, accounts, coming, settled]);
  if (change === null) return null;
  const size = print.money(Math.abs(change), {});
  if (change === 0) return <span className="t3">{size}</span>;
  return (
    <span className="t2">
      {change > 0 ? '+' : MINUS}
      {size}
    </span>
  );
}
