import type { ReactElement } from 'react';
import { countOf } from '../../domain/wording.js';
import { usePrinting } from '../digest/reading.js';
import { Money } from '../ui/Money.js';
import { Details } from './Details.js';
import { useForecast } from './ForecastContext.js';
import { leftOutWords } from './itemStanding.js';
import { INTERVAL_WORDS, type SeriesView } from './forecastParts.js';

/** Movements that came back regularly, how each was told, and a switch to leave it out. */
export function Series(): ReactElement | null {
  const { forecast } = useForecast();
  const { series } = forecast;
  if (series.length === 0) return null;
  const off = series.filter((one) => one.off).length;
  return (
    <Details
      title="Recurring"
      count={`${countOf(series.length, 'series', 'series')}${off > 0 ? `, ${off} left out` : ''}`}
    >
      <ul className="fcitems">
        {series.map((one) => (
          <SeriesRow key={one.key} series={one} />
        ))}
      </ul>
    </Details>
  );
}

/** One series with its switch; where it stands among changes, with what takes it in again. */
export function SeriesRow({ series, act }: { series: SeriesView; act?: 'Take in again' }): ReactElement {
  const { acts, offline } = useForecast();
  const print = usePrinting();
  const { key, name, off } = series;
  const problem = acts.problem?.place === key ? acts.problem.sentence : null;
  return (
    <li className={off ? 'fcitem leftout' : 'fcitem'}>
      <span className="fi-name">
        {name} <span className="t3">{INTERVAL_WORDS[series.interval]}</span>
      </span>
      <span className="fi-date">next {print.day(series.nextDate)}</span>
      <span className="fi-due t3">last {print.shortDay(series.lastDate)}</span>
      <span className="fi-amount r">
        <span className="vh">{series.direction === 'IN' ? 'in ' : 'out '}</span>
        {series.direction === 'IN' && <span aria-hidden="true">+</span>}
        <Money amount={series.amount} currency={print.currency} locale={print.locale} />
      </span>
      <span className="fi-basis t2">
        {leftOutWords(series)} {series.basis}
      </span>
      <span className="fi-acts">
        <button
          type="button"
          className="lkb"
          {...(act === undefined
            ? { role: 'switch', 'aria-checked': !off, 'aria-label': `In the forecast: ${name}` }
            : { 'aria-label': `${act}: ${name}` })}
          aria-disabled={offline || acts.busy || undefined}
          onClick={() => void acts.run({ kind: 'switch', name, key, off: !off })}
        >
          {off ? 'Take in again' : 'Leave out'}
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
