import type { ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { changedParts } from './changedParts.js';
import { Details } from './Details.js';
import { fillsOf, fillWords } from './eventFills.js';
import { useForecast } from './ForecastContext.js';
import { INTERVAL_WORDS, type AddedView } from './forecastParts.js';
import { ItemRow } from './ItemRows.js';
import { SeriesRow } from './Series.js';

/** What advisors changed in this forecast: events added, items on another day, series and items left out. */
export function Changes(): ReactElement | null {
  const { forecast, counted } = useForecast();
  const { added, series, items } = changedParts(forecast, counted.marks);
  const count = added.length + series.length + items.length;
  if (count === 0) return null;
  return (
    <Details title="Changed by advisors" count={countOf(count, 'change')} isOpen isPrinted>
      <ul className="fcitems">
        {added.map((event) => (
          <Added key={event.id} event={event} />
        ))}
        {series.map((one) => (
          <SeriesRow key={one.key} series={one} act="Take in again" />
        ))}
        {items.map((item) => (
          <ItemRow key={item.key} item={item} dayless={forecast.inView.includes(item)} />
        ))}
      </ul>
    </Details>
  );
}

function Added({ event }: { event: AddedView }): ReactElement {
  const { told, acts, offline } = useForecast();
  const print = usePrinting();
  const fills = fillsOf(event, told);
  const { id, name, direction, amount, date, interval, until } = event;
  const problem = acts.problem?.place === id ? acts.problem.sentence : null;
  const how = interval === null ? 'once' : INTERVAL_WORDS[interval];
  return (
    <li className="fcitem">
      <span className="fi-name">
        {name} <span className="t3">{how}</span>
      </span>
      <span className="fi-date">
        {interval === null ? '' : 'from '}
        {print.day(date)}
      </span>
      <span className="fi-due t3">{until === null ? '' : `to ${print.shortDay(until)}`}</span>
      <span className="fi-amount r">
        <span className="vh">{direction === 'IN' ? 'in ' : 'out '}</span>
        {direction === 'IN' && <span aria-hidden="true">+</span>}
        <Money amount={amount} currency={print.currency} locale={print.locale} />
      </span>
      <span className="fi-basis t2">
        Added by {event.byName}, {print.instant(event.at)}.{fills.length > 0 && ` ${fillWords(fills, print)}`}
      </span>
      <span className="fi-acts">
        <button
          type="button"
          className="lkb"
          aria-label={`Remove: ${name}`}
          aria-disabled={offline || acts.busy || undefined}
          onClick={() => void acts.run({ kind: 'remove', name, id })}
        >
          Remove
        </button>
        {offline && <small className="t3">when online</small>}
      </span>
      {problem !== null && (
        <p className="fieldproblem fi-problem" role="alert">
          {problem}
        </p>
      )}
    </li>
  );
}
