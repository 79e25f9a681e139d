import type { ReactElement } from 'react';

export interface OutOfViewProps {
  /** How many are selected and in no row that is shown. */
  readonly hidden: number;
  /** Takes the filters off. */
  readonly onShowAll: () => void;
}

/** What is selected behind a filter is queued with the rest: how many, and the way to see them. */
export function OutOfView({ hidden, onShowAll }: OutOfViewProps): ReactElement | null {
  if (hidden === 0) return null;
  return (
    <button type="button" className="btn s" onClick={onShowAll}>
      {hidden} not in this view<span className="vh">: show all rows</span>
    </button>
  );
}
