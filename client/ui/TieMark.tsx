import type { ReactElement } from 'react';

export interface TieMarkProps {
  /** Printed time of the check; null when the books were not tied out yet. */
  readonly checked: string | null;
  /** The printed difference when it does not close; null when it ties. */
  readonly difference?: string | null;
}

/** Whether the figures are QuickBooks' own. */
export function TieMark({ checked, difference = null }: TieMarkProps): ReactElement {
  if (checked === null) return <span className="tie">Not tied out yet</span>;
  const differs = difference !== null;
  return (
    <span className="tie">
      <svg className="mk" width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path
          d={differs ? 'M2 5.6h12M2 10.4h12M10.6 2.4 5.4 13.6' : 'M2 5.6h12M2 10.4h12'}
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
      {differs ? `Differs by ${difference}` : `Ties to QuickBooks, ${checked}`}
    </span>
  );
}
