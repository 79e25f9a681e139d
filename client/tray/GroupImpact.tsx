import ArrowRight from 'lucide-react/icons/arrow-right';
import { useMemo, type ReactElement } from 'react';
import { dateInZone } from '../../domain/calendar.js';
import { impactOf, type Impact } from '../../domain/decision/impact.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { IsoDate } from '../../domain/units.js';
import { formatDay, type ReadingMoment } from '../../domain/wording.js';
import { baseOf } from '../console/draftImpact.js';
import { shortMoney } from '../hygiene/shortMoney.js';
import { useDigest, type ReviewView } from '../offline/index.js';

/** On their way: what is applied is in the books, and what did not come to pass changes nothing. */
const COMING: ReadonlySet<DecisionShown['state']> = new Set(['QUEUED', 'ACCEPTED', 'SUBMITTED']);

export interface GroupImpactProps {
  readonly clientId: string;
  readonly decisions: readonly DecisionShown[];
  readonly moment: ReadingMoment & { readonly now: number };
}

/** What the client's decisions do to its forecast: first week below zero and low point, before and after. */
export function GroupImpact({ clientId, decisions, moment }: GroupImpactProps): ReactElement | null {
  const { review, digest } = useDigest(clientId);
  const impact = useMemo(() => impactIn(review, decisions), [review, decisions]);
  if (review === null) return null;
  if (review.forecast?.__typename === 'Refusal') {
    return <WithoutForecast {...{ review, digest, decisions, moment }} />;
  }
  if (impact === null || digest === null) return null;
  const today = dateInZone(moment.now, moment.zone);
  const week = (monday: IsoDate | null): string => (monday === null ? 'none' : formatDay(monday, today).slice(4));
  const money = (amount: number): string => shortMoney(amount, digest.currency, moment.locale);
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
  readonly decisions: readonly DecisionShown[];
  readonly moment: ReadingMoment;
}

/** Cash once the payments are recorded, which needs no forecast; and why there is none. */
function WithoutForecast({ review, digest, decisions, moment }: WithoutForecastProps): ReactElement {
  const why =
    review.forecast?.__typename === 'Refusal' && review.forecast.code === 'NO_DATA'
      ? 'No forecast'
      : 'Forecast not in this tier';
  const cash = digest?.figures.cashOnHand ?? null;
  if (digest === null || cash === null) return <span className="t3">{why}</span>;
  const counted = new Set(review.console?.accounts.filter((account) => account.counted).map(({ id }) => id));
  const recorded = decisions
    .filter(
      ({ kind, accountId, state }) => kind === 'RECORD_PAYMENT' && COMING.has(state) && counted.has(accountId ?? ''),
    )
    .reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  const money = (amount: number): string => shortMoney(amount, digest.currency, moment.locale);
  return (
    <>
      {recorded > 0 && <Change word="cash" before={money(cash)} after={money(cash - recorded)} />}
      <span className="t3">{why}</span>
    </>
  );
}

function Change({ word, before, after }: { word: string; before: string; after: string }): ReactElement {
  return (
    <span className="nw">
      {word} {before} <ArrowRight size={12} aria-hidden="true" />
      <span className="vh">, after the decisions </span> <b>{after}</b>
    </span>
  );
}

/** Of what is on its way. */
function impactIn(review: ReviewView | null, decisions: readonly DecisionShown[]): Impact | null {
  const forecast = review?.forecast;
  if (forecast?.__typename !== 'Forecast' || !review?.console) return null;
  const coming = decisions.filter(({ state }) => COMING.has(state));
  return coming.length === 0 ? null : impactOf(baseOf(forecast, review.console.accounts), coming);
}
