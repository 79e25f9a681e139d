import type { ReactElement } from 'react';

export interface TieMarkProps {
  /** Printed time of the check; null when the books were not tied out yet. */
  readonly checked: string | null;
  /** The printed difference when it does not close; null when it ties. */
  readonly difference?: string | null;
  /** Which lines differ, in words; beside the difference. */
  readonly where?: string | null;
}

/** Whether the figures are QuickBooks' own. */
export function TieMark({ checked, difference = null, where = null }: TieMarkProps): ReactElement {
  if (checked === null) return <span className="tie">Not tied out yet</span>;
  const differs = difference !== null;
  return (
    <span className="tie">
      <TieShape ties={!differs} />
      {differs ? (
        <span>
          Differs by {difference}
          {where !== null && <span className="tiewhere"> {where}</span>}
        </span>
      ) : (
        `Ties to QuickBooks, ${checked}`
      )}
    </span>
  );
}

/** Two lines, struck through where they differ; a word must stand beside it. */
export function TieShape({ ties }: { ties: boolean }): ReactElement {
  return (
    <svg className="mk" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d={ties ? 'M2 5.6h12M2 10.4h12' : 'M2 5.6h12M2 10.4h12M10.6 2.4 5.4 13.6'}
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
    </svg>
  );
}
