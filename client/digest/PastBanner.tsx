import HistoryIcon from 'lucide-react/icons/history';
import type { ReactElement } from 'react';
import { Kbd } from '../ui/Kbd.js';
import { usePrinting } from './reading.js';
import type { PastWeeks } from './usePastWeek.js';

/** Says that a past week is shown, and is the way back. */
export function PastBanner({ past }: { past: PastWeeks }): ReactElement | null {
  const { day } = usePrinting();
  if (past.shown === null) return null;
  const { week, digest } = past.shown;
  const reconstructed = digest?.reconstructed ?? week.reconstructed;
  return (
    <div className="pastbanner" role="status">
      <HistoryIcon size={16} aria-hidden="true" />
      <b>
        As of {day(week.asOf)}
        {reconstructed ? ', reconstructed' : ', as it was shown'}
      </b>
      {reconstructed && <span className="t2">built later from the books, not shown at the time</span>}
      <span className="sp" />
      <button type="button" className="btn s" onClick={() => past.show(null)}>
        Back to now <Kbd>]</Kbd>
      </button>
    </div>
  );
}
