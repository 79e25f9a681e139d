import type { ReactElement } from 'react';
import type { DigestView } from '../offline/index.js';
import { MoneyIfKnown } from '../ui/Money.js';
import { Scrolling } from '../ui/Scrolling.js';
import { StatusMark } from '../ui/StatusMark.js';
import { Weeks } from '../ui/Weeks.js';
import { usePrinting } from './reading.js';

type History = DigestView['history'];

/** The weeks as a list, the newest first, with the sums of what flows. */
export function HistoryTable({ history }: { history: History }): ReactElement {
  const { currency } = usePrinting();
  return (
    <Scrolling className="histwrap" label="Weeks, as a list">
      <table className="dt tight flush hist">
        <thead>
          <tr>
            <th scope="col">Week to</th>
            <th scope="col" className="r">
              Weeks
            </th>
            <th scope="col">Status</th>
            <th scope="col" className="r">
              Cash, {currency}
            </th>
            <th scope="col" className="r">
              In
            </th>
            <th scope="col" className="r">
              Out
            </th>
            <th scope="col" className="r">
              Net
            </th>
            <th scope="col" className="r">
              Apart, in
            </th>
          </tr>
        </thead>
        <tbody>
          {history.map((week) => (
            <WeekRow key={week.asOf} week={week} />
          ))}
        </tbody>
        <Totals history={history} />
      </table>
    </Scrolling>
  );
}

function WeekRow({ week }: { week: History[number] }): ReactElement {
  const print = usePrinting();
  return (
    <tr>
      <th scope="row">
        {print.shortDay(week.asOf)}
        {week.reconstructed && (
          <span className="t3">
            <span className="sep" aria-hidden="true">
              {' · '}
            </span>
            reconstructed
          </span>
        )}
      </th>
      <td className="num">
        <Weeks runway={week.runway} />
      </td>
      <td>
        <StatusMark status={week.runway.status} size={12} />
      </td>
      <Amount amount={week.cashOnHand} />
      <Amount amount={week.cashIn} />
      <Amount amount={week.cashOut} />
      <Amount amount={week.cashIn - week.cashOut} />
      <Amount amount={week.apartIn} />
    </tr>
  );
}

function Totals({ history }: { history: History }): ReactElement {
  const sum = (of: (week: History[number]) => number): number => history.reduce((total, week) => total + of(week), 0);
  return (
    <tfoot>
      <tr>
        <th scope="row">{history.length === 1 ? '1 week' : `${history.length} weeks`}</th>
        <td />
        <td />
        <td />
        <Amount amount={sum(({ cashIn }) => cashIn)} />
        <Amount amount={sum(({ cashOut }) => cashOut)} />
        <Amount amount={sum(({ cashIn, cashOut }) => cashIn - cashOut)} />
        <Amount amount={sum(({ apartIn }) => apartIn)} />
      </tr>
    </tfoot>
  );
}

function Amount({ amount }: { amount: number | null }): ReactElement {
  const { currency, locale } = usePrinting();
  return (
    <td className="r">
      <MoneyIfKnown amount={amount} currency={currency} locale={locale} />
    </td>
  );
}
