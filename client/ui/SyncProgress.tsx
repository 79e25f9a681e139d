import RefreshCw from 'lucide-react/icons/refresh-cw';
import type { ReactElement } from 'react';
import { wholeNumber } from '../../domain/wording.js';

export interface SyncProgressProps {
  /** What is being read, in words; null when it is not known. */
  readonly phase: string | null;
  /** 0 to 100. */
  readonly percent: number | null;
  /** Entries and documents read so far, and a second. */
  readonly rowsRead: number | null;
  readonly rowsPerSecond: number | null;
  readonly locale: string;
}

/** What a running sync reads, how far it is and how fast; each figure keeps its place while it grows. */
export function SyncProgress({ phase, percent, rowsRead, rowsPerSecond, locale }: SyncProgressProps): ReactElement {
  return (
    <span className="fresh progressing">
      <RefreshCw className="ic turning" size={13} strokeWidth={2} aria-hidden="true" />
      <span className="cut">{phase ?? 'Syncing'}</span>
      {percent !== null && <b className="pct">{`${percent}\u2009%`}</b>}
      {rowsRead !== null && rowsRead > 0 && (
        <span className="counted">
          <span className="rows">{wholeNumber(rowsRead, locale)} rows</span>
          {rowsPerSecond !== null && rowsPerSecond >= 1 && (
            <span className="rate">{wholeNumber(Math.round(rowsPerSecond), locale)} a second</span>
          )}
        </span>
      )}
    </span>
  );
}
