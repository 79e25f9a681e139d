import ArrowRight from 'lucide-react/icons/arrow-right';
import { useMemo, type ReactElement } from 'react';
import { dateInZone } from '../../domain/calendar.js';
import { impactOf, type Impact } from '../../domain/decision/impact.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { IsoDate } from '../../domain/units.js';
import { formatDay, type ReadingMoment } from '../../domain/wording.js';
import { comingOf, comingPayments } from '../console/comingDecisions.js';
import { baseOf } from '../console/draftImpact.js';
import { shortMoney } from '../hygiene/shortMoney.js';
import { useDecisions, useDigest, type ReviewView } from '../offline/index.js';
import { withCurrency } from './currencies.js';

export interface GroupImpactProps {
  readonly clientId: string;
  readonly moment: ReadingMoment & { readonly now: number };
  /** Amounts of the tray are in more than one currency: each names its own. */
  readonly isMixed: boolean;
}

/** What the client's decisions on their way do to its forecast, as the console counts them: first week below zero and low point, before and after. */
export function GroupImpact({ clientId, moment, isMixed }: GroupImpactProps): ReactElement | null {
  const { review, digest } = useDigest(clientId);
  const decisions = useDecisions(clientId);
  const coming = useMemo(() => (review?.console ? comingOf(decisions, review.console) : []), [review, decisions]);
  const impact = useMemo(() => impactIn(review, coming), [review, coming]);
  if (review === null) return null;
  if (review.forecast?.__typename === 'Refusal') {
    return <WithoutForecast {...{ review, digest, coming, moment, isMixed }} />;
  }
  if (impact === null || digest === null) return null;
  const today = dateInZone(moment.now, moment.zone);
  const week = (monday: IsoDate | null): string => (monday === null ? 'none' : formatDay(monday, today).slice(4));
  const money = (amount: number): string => moneyWords(amount, digest.currency, { moment, isMixed });
  const { before, after } = impact;
  return (
    <>
      <Change
        word="first week below zero"
        before={week(before.firstWeekBelowZero)}
        after={week(after.firstWeekBelowZero)}
      />
      <Change word="low point" before={money(before.lowPoint.amount)} after={money(after.lowPoint.amount)} />
    </>
  );
}

interface WithoutForecastProps {
  readonly review: ReviewView;
  readonly digest: ReturnType<typeof useDigest>['digest'];
  readonly coming: readonly DecisionShown[];
  readonly moment: ReadingMoment;
  readonly isMixed: boolean;
}

/** Cash once the payments are recorded, which needs no forecast; and why there is none. */
function WithoutForecast({ review, digest, coming, moment, isMixed }: WithoutForecastProps): ReactElement {
  const why =
    review.forecast?.__typename === 'Refusal' && review.forecast.code === 'NO_DATA'
      ? 'No forecast'
      : 'Forecast not in this tier';
  const cash = digest?.figures.cashOnHand ?? null;
  if (digest === null || cash === null) return <span className="t3">{why}</span>;
  const recorded = comingPayments(coming, review.console?.accounts ?? []);
  const money = (amount: number): string => moneyWords(amount, digest.currency, { moment, isMixed });
  return (
    <>
      {recorded > 0 && <Change word="cash" before={money(cash)} after={money(cash - recorded)} />}
      <span className="t3">{why}</span>
    </>
  );
}

type Shown = Pick<WithoutForecastProps, 'moment' | 'isMixed'>;

function moneyWords(amount: number, currency: string, { moment, isMixed }: Shown): string {
  const text = shortMoney(amount, currency, moment.locale);
  return isMixed ? withCurrency(text, currency, moment.locale) : text;
}

function Change({ word, before, after }: { word: string; before: string; after: string }): ReactElement {
  return (
    <span className="nw">
      {word} {before} <ArrowRight size={12} aria-hidden="true" />
      <span className="vh">, after the decisions </span> <b>{after}</b>
    </span>
  );
}

function impactIn(review: ReviewView | null, coming: readonly DecisionShown[]): Impact | null {
  const forecast = review?.forecast;
  if (forecast?.__typename !== 'Forecast' || !review?.console || coming.length === 0) return null;
  return impactOf(baseOf(forecast, review.console.accounts), coming);
}
