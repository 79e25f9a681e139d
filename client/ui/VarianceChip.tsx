import type { ReactElement, ReactNode } from 'react';
import { formatWeeks } from '../../domain/wording.js';

interface Direction {
  readonly mark: 'dn' | 'up' | 'eq';
  readonly spoken: string;
}

function direction(change: number): Direction {
  if (change === 0) return { mark: 'eq', spoken: 'unchanged' };
  return change < 0 ? { mark: 'dn', spoken: 'down' } : { mark: 'up', spoken: 'up' };
}

/** A number of weeks that moved, to the tenth; the triangle says the way, never a hue. */
export function WeeksChip({ change, since }: { change: number; since?: string }): ReactElement {
  const { mark, spoken } = direction(Math.round(change * 10));
  return (
    <span className="vc">
      <i className={mark} aria-hidden="true" />
      <span className="vh">{spoken} </span>
      {formatWeeks(Math.abs(change))}
      <u>
        <span aria-hidden="true">wk</span>
        <span className="vh"> weeks</span>
        {since === undefined ? '' : ` since ${since}`}
      </u>
    </span>
  );
}

export interface MoneyChipProps {
  /** Negative: lower than before. */
  readonly change: number;
  /** The size of the change, printed, without a sign. */
  readonly size: string;
  /** Printed percent; empty or null where the base is too small to say one. */
  readonly percent?: string | null;
}

/** An amount that moved, with its percent where the base allows one. */
export function MoneyChip({ change, size, percent = null }: MoneyChipProps): ReactElement {
  const { mark, spoken } = direction(change);
  return (
    <span className="vc">
      <i className={mark} aria-hidden="true" />
      <span className="vh">{spoken} </span>
      {size}
      {percent !== null && percent !== '' && <u>{percent}</u>}
    </span>
  );
}

/** A change that is a word: "first week", "began burning", "stopped burning", "sign-in". */
export function WordChip({ icon, children }: { icon?: ReactNode; children: ReactNode }): ReactElement {
  return (
    <span className="vc">
      {icon}
      {children}
    </span>
  );
}
