import Plus from 'lucide-react/icons/plus';
import type { ReactElement } from 'react';

export interface FilterChipProps {
  readonly label: string;
  readonly on: boolean;
  readonly onToggle: () => void;
  /** How many it matches; left out when not known. */
  readonly count?: number | undefined;
}

/** A condition that is on or off. */
export function FilterChip({ label, on, onToggle, count }: FilterChipProps): ReactElement {
  return (
    <button type="button" className="fc" aria-pressed={on} onClick={onToggle}>
      {!on && <Plus size={13} aria-hidden="true" />}
      {label}
      {count !== undefined && <span className="fccount"> {count}</span>}
    </button>
  );
}
