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

function PriceSentence({ price: { worst, best } }: { price: Price }): ReactElement {
  return (
    <p>
      Data shows a low point of <End end={worst} /> and of <End end={best} />.
    </p>
  );
}

function End({ end }: { end: Price['worst'] }): ReactElement {
  const { money, day, ...print } = usePrinting();
  const label = end.label === null ? '' : ` where ${lowerFirst(end.label)}`;
  return (
    <>
      <b>{money(end.lowPoint.amount)}</b> on {day(end.lowPoint.date)}
      {label}, {weekBelowZero(end.firstWeekBelowZero, { money, day, ...print })}
    </>
  );
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}
