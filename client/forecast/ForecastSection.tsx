import './styles.js';
import type { ReactElement } from 'react';
import { useDevice, type ForecastResultView, type ReviewView } from '../offline/index.js';
import { StripDrawing } from '../ui/StripDrawing.js';
import { ForecastView } from './ForecastView.js';

export interface ForecastSectionProps {
  readonly clientId: string;
  readonly forecast: NonNullable<ForecastResultView>;
  readonly features: ReviewView['features'];
}

/** Thirteen weeks: what comes in, what goes out, and what is left at the end of each; or what it would show. */
export function ForecastSection({ clientId, forecast }: ForecastSectionProps): ReactElement {
  const offline = useDevice().offlineSince !== null;
  if (forecast.__typename === 'Forecast') {
    return <ForecastView clientId={clientId} forecast={forecast} offline={offline} />;
  }
  return (
    <section className="fcs" aria-labelledby="forecast-head">
      <div className="sec">
        <h2 id="forecast-head">Next 13 weeks</h2>
      </div>
      {forecast.code === 'FEATURE_OFF' ? <NotInTheTier /> : <NoGround message={forecast.message} />}
    </section>
  );
}

function NotInTheTier(): ReactElement {
  return (
    <div className="fcoff">
      <p className="fcoffwords">Not in this client’s tier</p>
      <p>
        It would show thirteen weeks of cash in and out, from open invoices and bills, what recurs and what moves every
        day, with the low point and the first week below zero.
      </p>
    </div>
  );
}

/** The books do not hold enough for a forecast: what they lack, in a sentence. */
function NoGround({ message }: { message: string }): ReactElement {
  return (
    <div className="fcoff">
      <StripDrawing />
      <p>{message}</p>
    </div>
  );
}
