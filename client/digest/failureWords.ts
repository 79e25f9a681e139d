import { formatInstant, type ReadingMoment } from '../../domain/wording.js';
import type { ClientSync } from './clientSync.js';

/** " 08:02 did not end well: QuickBooks did not answer." What stands before it names the sync. */
export function failureWords(sync: ClientSync | null, moment: ReadingMoment): string {
  const at = sync?.lastErrorAt ?? null;
  const why = sync?.lastError ?? null;
  const when = at === null ? '' : ` ${formatInstant(Date.parse(at), moment)}`;
  return `${when} did not end well${why === null ? '' : `: ${why}`}`.replace(/\.?$/, '.');
}
