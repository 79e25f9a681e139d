import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import type { Price } from './hygiene.js';
import type { PriceScale } from './issueGroups.js';
import { belowZeroWords, lowPointWords, spokenPrice } from './issueWords.js';

export interface PriceCellProps {
  /** Null where the issue has none. */
  readonly price: Price | null;
  /** Null where the tier has no prices. */
  readonly scale: PriceScale | null;
  /** Only open issues have a price. */
  readonly isOpen: boolean;
  /** The server has yet to price these issues. Default: it has. */
  readonly isUnpriced?: boolean;
}

/** The forecast's low point and first week below zero as a range, with a small drawing of it. */
export function PriceCell({ price, scale, isOpen, isUnpriced = false }: PriceCellProps): ReactElement | null {
  const print = usePrinting();
  // What the tier has not is said once, in the column's head.
  if (!isOpen || scale === null) return null;
  if (isUnpriced) return <span className="nopr">once sent</span>;
  if (!hasEffect(price)) return <span className="nopr">no effect</span>;
  return (
    <>
      <span className="prwords" aria-hidden="true">
        <b>{lowPointWords(price, print)}</b>
        <small>{belowZeroWords(price, print)}</small>
      </span>
      <RangeDrawing price={price} scale={scale} />
      <span className="vh">{spokenPrice(price, print)}</span>
    </>
  );
}

/** Whether the forecast is another one way or the other. */
export function hasEffect(price: Price | null): price is Price {
  if (price === null) return false;
  return price.range !== 0 || price.worst.firstWeekBelowZero !== price.best.firstWeekBelowZero;
}

/** Decoration beside its words: the range on the scale that all rows share, where the forecast stands, and zero. */
function RangeDrawing({ price, scale }: { price: Price; scale: PriceScale }): ReactElement {
  const place = (amount: number): number => (100 * (amount - scale.from)) / (scale.to - scale.from);
  const [from, to] = [place(price.worst.lowPoint.amount), place(price.best.lowPoint.amount)];
  const hasZero = scale.from < 0 && scale.to > 0;
  return (
    <span className="rg" aria-hidden="true">
      {hasZero && <i className="zero" style={{ left: `${place(0)}%` }} />}
      <i className="span" style={{ left: `${from}%`, width: `max(2px, ${to - from}%)` }} />
      <i className="now" style={{ left: `${place(scale.now)}%` }} />
    </span>
  );
}
