import type { ReactElement } from 'react';
import type { Weeks as PrintedWeeks } from '../../domain/units.js';
import { formatRunway } from '../../domain/wording.js';
import type { DigestView } from '../offline/index.js';
import { MoneyIfKnown } from '../ui/Money.js';
import { RunwayCoverageBar } from '../ui/RunwayCoverageBar.js';
import { StatusMark } from '../ui/StatusMark.js';
import { usePrinting } from './reading.js';

export interface PastSummaryProps {
  readonly week: DigestView['history'][number];
  readonly client: string;
  /** Why there is not more; null while it is on its way. */
  readonly error: string | null;
}

/** A past week by its line of the history, which is on the device; the rest needs the server. */
export function PastSummary({ week, client, error }: PastSummaryProps): ReactElement {
  const { locale, currency, day } = usePrinting();
  const text = formatRunway({ ...week.runway, weeks: week.runway.weeks as PrintedWeeks | null }, locale);
  const isNumber = week.runway.state === 'NUMBER';
  const figures = [
    ['Cash on hand', week.cashOnHand],
    ['In, that week', week.cashIn],
    ['Out, that week', week.cashOut],
    ['Apart, in', week.apartIn],
  ] as const;
  return (
    <div className="dg">
      <div className="dgl">
        <section className="hero" aria-label="Runway">
          <div className="herotop">
            <span className={isNumber ? 'heron' : 'heron heroword'}>{text}</span>
            <div className="herounit">
              {isNumber && <div className="heroof">weeks of runway</div>}
              <StatusMark status={week.runway.status} />
            </div>
            <span className="sp" />
            <div className="heroside fresh">As of {day(week.asOf)}</div>
          </div>
          <RunwayCoverageBar client={client} runway={week.runway} size="hero" />
        </section>
        <section className="figs" aria-label="Figures of that week">
          {figures.map(([label, amount]) => (
            <div key={label}>
              <div className="sm t2">{label}</div>
              <div className="fg">
                <MoneyIfKnown amount={amount} currency={currency} locale={locale} />
              </div>
            </div>
          ))}
        </section>
        <p className="note" role="status">
          {error ?? 'The rest of that week is being read.'}
        </p>
      </div>
    </div>
  );
}
