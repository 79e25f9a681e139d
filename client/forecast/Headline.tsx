import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { useForecast } from './ForecastContext.js';
import { belowZeroWords, readingsOf, type Reading } from './headlineWords.js';

/** The low point and the first week below zero: of the forecast, and with none of the open invoices paid. */
export function Headline(): ReactElement {
  const { forecast } = useForecast();
  const { upper, lower } = readingsOf(forecast);
  return (
    <div className="fchead">
      <OneReading title="Low point, invoices paid at their usual delay" reading={upper} />
      <OneReading title="Low point, none of the open invoices paid" reading={lower} />
    </div>
  );
}

function OneReading({ title, reading }: { title: string; reading: Reading }): ReactElement {
  const print = usePrinting();
  const { lowPoint, firstWeekBelowZero } = reading;
  return (
    <div>
      <div className="sm t2">{title}</div>
      <div className="fcfigure">
        <b>
          <Money amount={lowPoint.amount} currency={print.currency} locale={print.locale} />
        </b>{' '}
        on {print.day(lowPoint.date)}
      </div>
      <div className="fcbelow">{belowZeroWords(firstWeekBelowZero, print)}</div>
    </div>
  );
}
