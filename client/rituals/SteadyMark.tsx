import type { ReactElement } from 'react';
import { wholeNumber } from '../../domain/wording.js';
import { Kbd } from '../ui/Kbd.js';

export interface SteadyMarkProps {
  /** Steady clients that are not reviewed. */
  readonly left: number;
  /** All steady clients. */
  readonly of: number;
  readonly locale: string;
}

/** Marks the steady clients that are left; its press is heard by `useListMarks`. Nothing where none is left. */
export function SteadyMark({ left, of, locale }: SteadyMarkProps): ReactElement | null {
  if (left === 0) return null;
  const those = left < of ? `the other ${wholeNumber(left, locale)}` : `all ${wholeNumber(left, locale)}`;
  return (
    <button type="button" className="btn s steadymark">
      Mark {of === 1 ? '1 steady' : those} reviewed <Kbd>⇧R</Kbd>
    </button>
  );
}
