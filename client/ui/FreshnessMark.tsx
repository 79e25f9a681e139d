import ClockAlert from 'lucide-react/icons/clock-alert';
import Pause from 'lucide-react/icons/pause';
import RefreshCw from 'lucide-react/icons/refresh-cw';
import type { ReactElement, ReactNode } from 'react';

export interface FreshnessMarkProps {
  /** The words, as the domain prints them: "Synced 07:58, books through Fri 20 Nov" or short "07:58, to Fri 20". */
  readonly children: ReactNode;
  /** No good sync in 48 hours. */
  readonly stale?: boolean;
  /** An advisor stopped the reading. */
  readonly paused?: boolean;
  /** A sync runs: its share 0 to 100, or null when it is not known. Stands in place of the words. */
  readonly syncing?: { readonly percent: number | null } | null;
}

/** How fresh figures are: always in words beside them, never only in a tooltip. */
export function FreshnessMark({
  children,
  stale = false,
  paused = false,
  syncing = null,
}: FreshnessMarkProps): ReactElement {
  if (syncing !== null) {
    return (
      <span className="fresh">
        <RefreshCw className="ic turning" size={13} strokeWidth={2} aria-hidden="true" />
        <span>syncing {syncing.percent !== null && <span className="pct">{`${syncing.percent}\u2009%`}</span>}</span>
      </span>
    );
  }
  return (
    <span className={stale ? 'fresh old' : 'fresh'}>
      {stale && <ClockAlert className="ic" size={13} strokeWidth={2} aria-hidden="true" />}
      {paused && <Pause className="ic" size={13} strokeWidth={2} aria-hidden="true" />}
      <span>
        {paused && 'paused, '}
        {children}
      </span>
    </span>
  );
}
