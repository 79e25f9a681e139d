import type { TrayGroup } from './trayGroups.js';

/** Whether amounts of the tray are in more than one currency, its clients' own figures included: then each names its own. */
export function isMixed(groups: readonly TrayGroup[]): boolean {
  const currencies = new Set<string>();
  for (const { row, decisions } of groups) {
    const own = row?.currency ?? null;
    if (own !== null) currencies.add(own);
    for (const { currency } of decisions) currencies.add(currency);
  }
  return currencies.size > 1;
}
