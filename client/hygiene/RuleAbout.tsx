import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import type { Price } from './hygiene.js';
import type { IssueGroup } from './issueGroups.js';
import { weekBelowZero } from './issueWords.js';

/** What an open rule looks for, and what its issues are worth with every digit. */
export function RuleAbout({ group }: { group: IssueGroup }): ReactElement {
  const { rule, price } = group;
  return (
    <div role="row" className="irow aboutrow" aria-level={2}>
      <div role="gridcell" className="i-about" id={`about-${rule.id}`} aria-colspan={5}>
        <p>{rule.about}</p>
        {price !== null && price.range > 0 && <PriceSentence price={price} />}
      </div>
    </div>
  );
}

/** Both ends with every digit; what they have in common is said once. */
function PriceSentence({ price: { worst, best } }: { price: Price }): ReactElement {
  const print = usePrinting();
  const isSame = worst.firstWeekBelowZero === best.firstWeekBelowZero;
  if (isSame && worst.label === null && best.label === null && worst.lowPoint.date === best.lowPoint.date) {
    const [low, high] = [print.money(worst.lowPoint.amount), print.money(best.lowPoint.amount)];
    return (
      <p>
        Data shows a low point from <b>{low}</b> to <b>{high}</b> on {print.day(worst.lowPoint.date)},{' '}
        {weekBelowZero(worst.firstWeekBelowZero, print)} either way.
      </p>
    );
  }
  return (
    <p>
      Data shows a low point of <End end={worst} withWeek={!isSame} /> and of <End end={best} withWeek={!isSame} />
      {isSame && `, ${weekBelowZero(worst.firstWeekBelowZero, print)} either way`}.
    </p>
  );
}

function End({ end, withWeek }: { end: Price['worst']; withWeek: boolean }): ReactElement {
  const print = usePrinting();
  const label = end.label === null ? '' : ` where ${lowerFirst(end.label)}`;
  return (
    <>
      <b>{print.money(end.lowPoint.amount)}</b> on {print.day(end.lowPoint.date)}
      {label}
      {withWeek && `, ${weekBelowZero(end.firstWeekBelowZero, print)},`}
    </>
  );
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}
