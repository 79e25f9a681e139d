import type { ReactElement } from 'react';
import { kindOf, type ByKind, type DocumentKind } from './console.js';

export interface PhoneChoiceProps {
  readonly shown: DocumentKind;
  /** How many are open, and how many of them are selected. */
  readonly counts: ByKind<number>;
  readonly selected: ByKind<number>;
  readonly onShow: (kind: DocumentKind) => void;
}

/** One table at a time; what is selected in the other is not forgotten. */
export function PhoneChoice(props: PhoneChoiceProps): ReactElement {
  const choice = (kind: DocumentKind, words: string): ReactElement => (
    <button type="button" aria-pressed={props.shown === kind} onClick={() => props.onShow(kind)}>
      {words} {props.counts[kind]}
      {props.selected[kind] > 0 && `, ${props.selected[kind]} selected`}
    </button>
  );
  return (
    <div className="seg phonechoice" role="group" aria-label="Shown">
      {choice('BILL', 'Bills')}
      {choice('INVOICE', 'Invoices')}
    </div>
  );
}

/** How many of these documents stand in each table. */
export function selectedOf(keys: Iterable<string>): ByKind<number> {
  const counts = { BILL: 0, INVOICE: 0 };
  for (const key of keys) counts[kindOf(key)] += 1;
  return counts;
}
