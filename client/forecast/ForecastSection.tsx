import type { ReactElement } from 'react';
import { usePrinting } from '../digest/reading.js';
import type { ForecastResultView, ReviewView } from '../offline/index.js';
import { Money } from '../ui/Money.js';

export interface ForecastSectionProps {
  readonly clientId: string;
  readonly forecast: NonNullable<ForecastResultView>;
  readonly features: ReviewView['features'];
}

/** Thirteen weeks: what comes in, what goes out, and what is left at the end of each. */
export function ForecastSection({ forecast }: ForecastSectionProps): ReactElement {
  const print = usePrinting();
  return (
    <section aria-labelledby="forecast-head">
      <div className="sec">
        <h2 id="forecast-head">Next 13 weeks</h2>
      </div>
      {forecast.__typename === 'Refusal' ? (
        <p className="note">{forecast.message}</p>
      ) : (
        <table className="dt tight flush">
          <thead>
            <tr>
              <th scope="col">Week</th>
              <th scope="col" className="r">
                In
              </th>
              <th scope="col" className="r">
                Out
              </th>
              <th scope="col" className="r">
                Closing
              </th>
            </tr>
          </thead>
          <tbody>
            {forecast.weeks.map((week) => (
              <tr key={week.from}>
                <td>{print.shortDay(week.from)}</td>
                {[week.in, -week.out, week.closing].map((amount, index) => (
                  <td key={index} className="r">
                    <Money amount={amount} currency={print.currency} locale={print.locale} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
