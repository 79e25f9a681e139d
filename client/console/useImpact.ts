import { useDeferredValue, useMemo } from 'react';
import type { CheckedDraft } from './checkedDrafts.js';
import { useConsole } from './ConsoleContext.js';
import { baseOf, impactOfDrafts, type Impact } from './draftImpact.js';

export type { Impact } from './draftImpact.js';

const NONE: ReadonlyMap<string, CheckedDraft> = new Map();

/** What the selection would do to the forecast, after what is coming; computed once a change, after what was pressed is drawn; null until then, and without a forecast. */
export function useImpact(drafts: ReadonlyMap<string, CheckedDraft>): Impact | null {
  const { forecast, accounts, coming } = useConsole();
  const settled = useDeferredValue(drafts, NONE);
  return useMemo(() => {
    if (forecast === null || settled.size === 0) return null;
    return impactOfDrafts(baseOf(forecast, accounts), coming, settled.values());
  }, [forecast, accounts, coming, settled]);
}
