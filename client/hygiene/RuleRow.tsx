import ChevronDown from 'lucide-react/icons/chevron-down';
import ChevronRight from 'lucide-react/icons/chevron-right';
import type { KeyboardEvent, MouseEvent, ReactElement } from 'react';
import { wholeNumber } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import type { PriceScale } from './issueGroups.js';
import { countedWords } from './issueWords.js';
import { PriceCell } from './PriceCell.js';
import { SelectBox } from '../ui/SelectBox.js';
import { SeverityMark, SeverityWord } from './SeverityMark.js';
import type { TreeRow } from './treeRows.js';

export interface RowProps {
  readonly tabbable: boolean;
  readonly onFocus: (id: string) => void;
  /** False where nothing can be done to these issues. */
  readonly selectable: boolean;
}

export interface RuleRowProps extends RowProps {
  readonly row: Extract<TreeRow, { kind: 'rule' }>;
  readonly asOf: string;
  readonly scale: PriceScale | null;
  readonly isOpenState: boolean;
  readonly checked: boolean | 'mixed';
  readonly onSelect: () => void;
  readonly onToggle: () => void;
}

/** A rule that found something: what, how many and how old, what it is worth, what is at stake, how long it takes. */
export function RuleRow(props: RuleRowProps): ReactElement {
  const { row, asOf, scale, isOpenState, checked, selectable, tabbable, onFocus, onSelect, onToggle } = props;
  const { group, isOpen } = row;
  const { rule } = group;
  const print = usePrinting();
  const counted = countedWords(group, asOf, print.locale);
  const onClick = (event: MouseEvent): void => {
    if (event.target instanceof Element && event.target.closest('button') !== null) return;
    onToggle();
  };
  // The tree's own listener has the other keys.
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
    event.preventDefault();
    onToggle();
  };
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <div
      role="row"
      className={isOpen ? 'irow rule open' : 'irow rule'}
      aria-level={1}
      aria-expanded={isOpen}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-describedby={isOpen ? `about-${rule.id}` : undefined}
      data-row={row.id}
      tabIndex={tabbable ? 0 : -1}
      onFocus={() => onFocus(row.id)}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      <div role="gridcell" className="i-sel">
        {selectable && <SelectBox label={`Select all of ${rule.title}`} checked={checked} onToggle={onSelect} />}
      </div>
      <div role="rowheader" className="i-name">
        <Chevron className="t3" size={15} aria-hidden="true" />
        <SeverityMark severity={rule.severity} />
        <span className="i-words">
          <b>{rule.title}</b>
          <small>
            <span className="cut">
              <SeverityWord severity={rule.severity} /> · {counted.what}
            </span>
            {counted.age !== null && <span className="nw">, {counted.age}</span>}
          </small>
        </span>
      </div>
      <div role="gridcell" className="i-price">
        <PriceCell price={group.price} scale={scale} isOpen={isOpenState} isUnpriced={group.isUnpriced} />
      </div>
      <div role="gridcell" className="i-stake">
        <span className="vh">At stake </span>
        <Money amount={group.atStake} currency={print.currency} locale={print.locale} />
      </div>
      <div role="gridcell" className="i-fix">
        {isOpenState && `${wholeNumber(group.minutes, print.locale)} min`}
      </div>
    </div>
  );
}
