import type { ReactElement } from 'react';
import type { Weeks as PrintedWeeks } from '../../domain/units.js';
import { formatRunway } from '../../domain/wording.js';
import type { DrawnRunway } from './RunwayCoverageBar.js';

export interface WeeksProps {
  readonly runway: DrawnRunway;
  /** The last good number is kept, in text-3. */
  readonly stale?: boolean;
  /** Left out in a column headed Weeks. */
  readonly unit?: boolean;
}

/** The number of weeks, or in words the state that stands in its place. */
export function Weeks({ runway, stale = false, unit = false }: WeeksProps): ReactElement {
  const text = formatRunway({ ...runway, weeks: runway.weeks as PrintedWeeks | null });
  if (runway.weeks === null) return <span className="wkstate">{text}</span>;
  return (
    <span className={stale ? 'wk t3' : 'wk'}>
      {text}
      {unit && <span className="wkunit"> wk</span>}
    </span>
  );
}
