import type { ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { Changes } from './Changes.js';
import { ComingDecisions } from './ComingDecisions.js';
import { Details } from './Details.js';
import { useForecast } from './ForecastContext.js';
import { ItemRows } from './ItemRows.js';
import { Series } from './Series.js';
import { TrackRecord } from './TrackRecord.js';

/** What the forecast rests on: decisions on their way, changes, what is in view, what recurs, what was assumed, and how earlier ones held. */
export function Ground(): ReactElement {
  return (
    <div className="fcground">
      <ComingDecisions />
      <Changes />
      <InView />
      <Series />
      <Assumptions />
      <TrackRecord />
    </div>
  );
}

/** Overdue beyond their usual delay: in neither edge, and never out of sight. */
function InView(): ReactElement | null {
  const { forecast } = useForecast();
  const print = usePrinting();
  const { inView } = forecast;
  if (inView.length === 0) return null;
  const invoices = inView.filter(({ kind, off }) => kind === 'INVOICE' && !off).length;
  const off = inView.filter((item) => item.off).length;
  return (
    <Details
      isPrinted
      title="In view, not in the forecast"
      count={`${countOf(invoices, 'invoice')} overdue beyond the usual delay, ${print.money(forecast.inViewTotal)}${off > 0 ? `, ${off} left out` : ''}`}
    >
      <ItemRows dayless items={inView} caption="No day to expect them on" />
    </Details>
  );
}

function Assumptions(): ReactElement {
  const { forecast } = useForecast();
  const print = usePrinting();
  const { assumptions, runRate, newBusiness, payers, usualDelay } = forecast;
  const money = (amount: number): ReactElement => (
    <Money amount={amount} currency={print.currency} locale={print.locale} />
  );
  return (
    <Details isPrinted title="Assumptions" count={countOf(assumptions.length + 2, 'line')}>
      <ul className="fcsentences">
        <li>
          Everyday movements in a usual week: {money(runRate.in)} in, {money(runRate.out)} out.
        </li>
        <li>
          Business not in the books yet, in a usual week: {money(newBusiness.in)} in, {money(newBusiness.out)} out; open
          invoices and bills fill it first.
        </li>
        {assumptions.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {usualDelay !== null && <li>Customers without paid invoices: {daysLate(usualDelay)}.</li>}
      </ul>
      {payers.length > 0 && (
        <ul className="fcpayers">
          {payers.map(({ partyId, name, days, of }) => (
            <li key={partyId}>
              <span>{name}</span>
              <span className="t2">
                {daysLate(days)} <span className="t3">of {countOf(of, 'paid invoice')}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Details>
  );
}

/** `12 days past due`, `3 days before due`, `on the due date`. */
function daysLate(days: number): string {
  if (days === 0) return 'on the due date';
  return `${countOf(Math.abs(days), 'day')} ${days > 0 ? 'past' : 'before'} due`;
}
