import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { TrayGroup } from './trayGroups.js';

/** A client with more is read in its console; the tray says how many. */
export const MOST_ROWS = 100;

/** All rows in their order. */
export function shownOf(groups: readonly TrayGroup[]): readonly DecisionShown[] {
  return groups.flatMap(({ decisions }) => decisions.slice(0, MOST_ROWS));
}

/** Each group with the place of its first row among all rows. */
export function placed(groups: readonly TrayGroup[]): readonly { readonly group: TrayGroup; readonly from: number }[] {
  let from = 0;
  return groups.map((group) => {
    const place = { group, from };
    from += Math.min(group.decisions.length, MOST_ROWS);
    return place;
  });
}
