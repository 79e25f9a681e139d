import X from 'lucide-react/icons/x';
import type { ReactElement } from 'react';

export interface FootProblemProps {
  /** Why the device did not keep what was done last, in words; null when it did. */
  readonly problem: string | null;
  /** Why a key that was pressed queued nothing; null where none was pressed in vain. It is said elsewhere. */
  readonly inVain: string | null;
  /** Something is selected, and stays so. */
  readonly isSelecting: boolean;
  /** A problem was read. */
  readonly onClose: () => void;
}

/** What came of an act that did nothing, at the foot that is in sight wherever the tab was scrolled to. */
export function FootProblem({ problem, inVain, isSelecting, onClose }: FootProblemProps): ReactElement | null {
  if (inVain !== null) return <p className="dproblem">{inVain}</p>;
  if (problem === null) return null;
  return (
    <div className="dproblem">
      <p role="alert">
        Not kept: {problem}
        {isSelecting && ' What is selected stays selected.'}
      </p>
      <button type="button" className="btn s icon qt" aria-label="Close message" onClick={onClose}>
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}
