import type { ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { Details } from './Details.js';
import { useForecast } from './ForecastContext.js';
import type { ForecastView } from './forecastParts.js';

type Entry = ForecastView['trackRecord']['entries'][number];

/** What forecasts of past weeks would have said, against what happened and against carrying the burn forward. */
export function TrackRecord(): ReactElement {
  const { forecast } = useForecast();
  const { entries } = forecast.trackRecord;
  return (
    <Details
      title="Track record"
      count={entries.length === 0 ? 'not enough history yet' : countOf(entries.length, 'forecast')}
    >
      {entries.length === 0 ? (
        <p className="note">
          A forecast is held against what happened once the books reach 28 days further back than it.
        </p>
      ) : (
        <>
          <ul className="fcrecord">
            {entries.map((entry) => (
              <OneEntry key={entry.weeks} entry={entry} />
            ))}
          </ul>
          <p className="note">
            Made from the books as they are known now up to those days. Carried forward: cash of that day less the net
            burn of the 13 weeks before it, week by week.
          </p>
        </>
      )}
    </Details>
  );
}

function OneEntry({ entry }: { entry: Entry }): ReactElement {
  const print = usePrinting();
  const money = (amount: number): ReactElement => (
    <b>
      <Money amount={amount} currency={print.currency} locale={print.locale} />
    </b>
  );
  return (
    <li>
      <span>
        Forecast of {print.shortDay(entry.madeAsOf)} for {countOf(entry.weeks, 'week')} later: {money(entry.forecast)};
        data shows {money(entry.actual)}.
      </span>
      <span className="t2">
        Off by {print.money(entry.error, { sign: true })}. Carried forward: {print.money(entry.carryForward)}, off by{' '}
        {print.money(entry.carryForwardError, { sign: true })}.
      </span>
    </li>
  );
}
