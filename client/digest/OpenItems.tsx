import type { ReactElement } from 'react';
import { countOf, formatDaysToDue } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { Money } from '../ui/Money.js';
import { usePrinting } from './reading.js';

type Totals = DigestView['figures']['payablesDue'];

export interface OpenItemsProps {
  readonly id: string;
  readonly title: string;
  readonly totals: Totals;
  readonly one: 'bill' | 'invoice';
  /** Said in place of the table when there is none. */
  readonly none: string;
  /** Due dates, or days late. */
  readonly when: 'date' | 'days';
}

const MOST_ROWS = 200;

/** Open bills or invoices with what is open of each, and their sum. */
export function OpenItems({ id, title, totals, one, none, when }: OpenItemsProps): ReactElement {
  const print = usePrinting();
  const items = totals.items.slice(0, MOST_ROWS);
  return (
    <section aria-labelledby={id}>
      <div className="sec">
        <h2 id={id}>{title}</h2> <small>{countOf(totals.count, one, `${one}s`, print.locale)}</small>
        <span className="sp" />
        <b>
          <Money amount={totals.amount} currency={print.currency} locale={print.locale} />
        </b>
      </div>
      {items.length === 0 ? (
        <p className="note">{none}</p>
      ) : (
        <table className="dt tight flush open">
          <colgroup>
            <col />
            <col className="colwhen" />
            <col className="colopen" />
          </colgroup>
          <thead className="vh">
            <tr>
              <th scope="col">{one === 'bill' ? 'Vendor' : 'Customer'}</th>
              <th scope="col">{when === 'date' ? 'Due' : 'Late'}</th>
              <th scope="col">Open, {print.currency}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <td>
                  {item.partyName ?? 'No name'} <span className="t3">{item.number}</span>
                </td>
                <td className={`r t2${(item.days ?? 0) < 0 ? ' str' : ''}`}>
                  {when === 'date' && item.dueDate !== null ? print.shortDay(item.dueDate) : formatDaysToDue(item.days)}
                </td>
                <td className="r">
                  <Money amount={item.open} currency={print.currency} locale={print.locale} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {items.length < totals.items.length && (
        <p className="note">The first {items.length} are listed; the sum is of all.</p>
      )}
    </section>
  );
}
