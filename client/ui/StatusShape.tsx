import type { ReactElement } from 'react';
import type { RunwayStatus } from '../../domain/snapshot.js';

/** What a mark can show: a runway status, or the flag for books without a fresh sync. */
export type ShapeName = RunwayStatus | 'STALE';

const SHAPES: Record<ShapeName, ReactElement> = {
  RED: (
    <>
      <path d="M5 .9h6L15.1 5v6L11 15.1H5L.9 11V5z" fill="var(--critical-fill)" />
      <path d="M8 4.2v4.6M8 11.1v.9" stroke="var(--surface)" strokeWidth="1.9" strokeLinecap="round" />
    </>
  ),
  YELLOW: (
    <path
      d="M8 1.6 15.2 14H.8z"
      fill="var(--tight-fill)"
      stroke="var(--tight-fill)"
      strokeWidth="1.4"
      strokeLinejoin="round"
    />
  ),
  GREEN: <circle cx="8" cy="8" r="6.2" fill="var(--clear-fill)" />,
  NOT_BURNING: (
    <>
      <circle cx="8" cy="8" r="5.6" fill="none" stroke="var(--clear-fill)" strokeWidth="2" />
      <path d="M8 5.4v5.2M5.4 8h5.2" stroke="var(--clear-fill)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
  NO_DATA: (
    <circle cx="8" cy="8" r="5.8" fill="none" stroke="var(--text-3)" strokeWidth="1.8" strokeDasharray="2.6 2" />
  ),
  STALE: (
    <>
      <circle cx="8" cy="8" r="6" fill="none" stroke="var(--text-2)" strokeWidth="1.8" />
      <path d="M8 4.6V8l2.2 1.6" fill="none" stroke="var(--text-2)" strokeWidth="1.7" strokeLinecap="round" />
    </>
  ),
};

/** The shape alone, in px; hidden from assistive technology, so a word must stand beside it. */
export function StatusShape({ shape, size = 14 }: { shape: ShapeName; size?: 12 | 13 | 14 | 15 }): ReactElement {
  return (
    <svg className="mk" data-shape={shape} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[shape]}
    </svg>
  );
}
