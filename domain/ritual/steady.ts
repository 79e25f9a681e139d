import type { ClientRow } from '../clientList.js';
import { hasMoved } from './reviewed.js';

type Judged = Pick<ClientRow, 'asOf' | 'attention' | 'runway' | 'previousRunway'>;

/**
 * Whether nothing of a client asks to be opened this week: it needs no attention, its status is last week's, and its runway
 * moved less than 1.0 week either way. A client without figures, or without last week's, was not seen before and is not
 * steady.
 */
export function isSteady({ asOf, attention, runway, previousRunway }: Judged): boolean {
  if (asOf === null || attention.length > 0 || previousRunway === null) return false;
  const before = previousRunway.state === 'NUMBER' ? previousRunway.weeks : null;
  const weeks = runway.state === 'NUMBER' ? runway.weeks : null;
  return runway.status === previousRunway.status && !hasMoved(before, { weeks, status: runway.status });
}
