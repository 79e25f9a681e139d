import ExternalLink from 'lucide-react/icons/external-link';
import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import type { Price } from './hygiene.js';
import type { PriceScale } from './issueGroups.js';
import { IssueLines } from './IssueLines.js';
import { stateSentence, unbroken } from './issueWords.js';
import { hasEffect, PriceCell } from './PriceCell.js';
import type { RowProps } from './RuleRow.js';
import { SelectBox } from '../ui/SelectBox.js';
import type { TreeRow } from './treeRows.js';

/** An event of the Flowband that rests on an issue. */
export interface RestingEvent {
  readonly number: number;
  readonly name: string;
}

export interface IssueRowProps extends RowProps {
  readonly row: Extract<TreeRow, { kind: 'issue' }>;
  readonly price: Price | null;
  readonly scale: PriceScale | null;
  readonly checked: boolean;
  /** Why it was left as it is; null when it was not. */
  readonly refused: string | null;
  readonly events: readonly RestingEvent[];
  readonly onSelect: () => void;
  readonly onShowEvent: (number: number) => void;
}

/** One issue: its reason, its documents in place, and where it is fixed. */
export function IssueRow(props: IssueRowProps): ReactElement {
  const { row, price, scale, checked, refused, events, selectable, tabbable, onFocus, onSelect } = props;
  const { issue } = row;
  const print = usePrinting();
  const state = stateSentence(issue, print);
  const isPriced = issue.state === 'OPEN' && scale !== null && tellsMore(row);
  return (
    <div
      role="row"
      className={`irow issue${checked ? ' sel' : ''}${isPriced ? '' : ' unpriced'}`}
      aria-level={2}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-selected={selectable ? checked : undefined}
      data-row={row.id}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => onFocus(row.id)}
    >
      <div role="gridcell" className="i-sel">
        {selectable && <SelectBox label={`Select: ${issue.reason}`} checked={checked} onToggle={onSelect} />}
      </div>
      <div role="rowheader" className="i-reason" aria-colspan={isPriced ? undefined : 2}>
        {unbroken(issue.reason)}
        {state !== null && <span className="i-state">{state}</span>}
        {refused !== null && <span className="i-refused">Left as before: {refused}</span>}
      </div>
      {isPriced && (
        <div role="gridcell" className="i-price">
          <PriceCell price={price} scale={scale} isOpen />
        </div>
      )}
      <div role="gridcell" className="i-stake">
        <span className="vh">At stake </span>
        <Money amount={issue.moneyAtStake} currency={print.currency} locale={print.locale} />
      </div>
      <div role="gridcell" className="i-fix">
        {issue.fixUrl !== null && issue.state !== 'SETTLED' && (
          <a
            href={issue.fixUrl}
            target="_blank"
            rel="noopener noreferrer"
            tabIndex={tabbable ? 0 : -1}
            className="fixlink"
          >
            Fix
            <span className="vh"> in QuickBooks, opens a new window</span>
            <ExternalLink size={12} aria-hidden="true" />
          </a>
        )}
      </div>
      <div role="gridcell" className="i-lines" aria-colspan={4}>
        <IssueLines lines={issue.lines} more={issue.moreLines} tabbable={tabbable} />
        {events.map((event) => (
          <RestsOnIt key={event.number} event={event} tabbable={tabbable} onShow={props.onShowEvent} />
        ))}
      </div>
    </div>
  );
}

/** Its rule's row has said it of one issue, and of many that have no effect. */
function tellsMore({ group }: IssueRowProps['row']): boolean {
  return group.issues.length > 1 && (group.isUnpriced || hasEffect(group.price));
}

function RestsOnIt(props: { event: RestingEvent; tabbable: boolean; onShow: (number: number) => void }): ReactElement {
  const { event, tabbable, onShow } = props;
  return (
    <p className="i-event">
      <span className="qmark" aria-hidden="true">
        ?
      </span>
      <button type="button" className="lkb" tabIndex={tabbable ? 0 : -1} onClick={() => onShow(event.number)}>
        Event {event.number}, {event.name}
      </button>{' '}
      in the Flowband rests on it
    </p>
  );
}
