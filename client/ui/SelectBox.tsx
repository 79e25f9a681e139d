import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import type { MouseEvent, ReactElement } from 'react';

export interface SelectBoxProps {
  readonly label: string;
  readonly checked: boolean | 'mixed';
  readonly onToggle: (event: MouseEvent) => void;
}

/**
 * A checkbox of a row. A button by its element: keys go on working while it has the focus. Not a Tab stop: the row has
 * `x` and the space bar.
 */
export function SelectBox({ label, checked, onToggle }: SelectBoxProps): ReactElement {
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={checked}
      aria-label={label}
      className="selbox"
      tabIndex={-1}
      onClick={onToggle}
    >
      <span className={checked === false ? 'cb' : 'cb on'} aria-hidden="true">
        {checked === true && <Check size={11} strokeWidth={2.5} />}
        {checked === 'mixed' && <Minus size={11} strokeWidth={2.5} />}
      </span>
    </button>
  );
}
