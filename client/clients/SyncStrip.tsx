import type { ReactElement } from 'react';
import type { OverviewView } from '../offline/index.js';

export interface SyncStripProps {
  readonly overview: OverviewView;
  readonly withFigures: number;
}

/** While companies are still arriving: how many of them have figures. The list below is usable meanwhile. */
export function SyncStrip({ overview, withFigures }: SyncStripProps): ReactElement | null {
  const waiting = overview.syncing + overview.waiting;
  if (waiting === 0 || withFigures >= overview.clients) return null;
  return (
    <div className="syncstrip">
      <span>
        <b>
          {withFigures} of {overview.clients} synced
        </b>{' '}
        <span className="t3">{overview.syncing} being read from QuickBooks, the list is usable meanwhile</span>
      </span>
      <span
        className="progress"
        role="progressbar"
        aria-label="Clients synced"
        aria-valuemin={0}
        aria-valuemax={overview.clients}
        aria-valuenow={withFigures}
      >
        <i style={{ width: `${(100 * withFigures) / overview.clients}%` }} />
      </span>
    </div>
  );
}
