import type { ReactElement } from 'react';
import { wholeNumber } from '../../domain/wording.js';
import type { Allowance } from './connection.js';
import { allowanceWords, monthOf } from './connectionWords.js';

/** The month's calls of all companies: how much of what is allowed, beside how much of the month. */
export function AllowanceBar(props: { allowance: Allowance; now: number; locale: string }): ReactElement {
  const { allowance, now, locale } = props;
  const { used, allowed, usedUp } = allowance;
  const { next, day, days } = monthOf(allowance, now);
  const percent = allowed === 0 ? 100 : Math.min(100, (100 * used) / allowed);
  const words = allowanceWords(allowance, now, locale);
  return (
    <section className="allowance" aria-label="Calls to QuickBooks">
      <div className="allowancehead">
        <span>
          <b>{wholeNumber(used, locale)}</b> of {wholeNumber(allowed, locale)} calls to QuickBooks used{' '}
          <span className="t3">by all companies together</span>
        </span>
        <span className="t3">
          day {day} of {days}
        </span>
      </div>
      <span
        className="progress allowancebar"
        role="meter"
        aria-label="Calls to QuickBooks this month"
        aria-valuemin={0}
        aria-valuemax={allowed}
        aria-valuenow={Math.min(used, allowed)}
        aria-valuetext={`${words}, day ${day} of ${days}`}
      >
        <i style={{ width: `${percent}%` }} />
        <s style={{ left: `${(100 * day) / days}%` }} />
      </span>
      {usedUp && (
        <p className="sm">
          This month’s calls for reading are used up: nothing is read until 1 {next}. The last of them are kept for what
          was decided here. Figures stay as they are.
        </p>
      )}
    </section>
  );
}
