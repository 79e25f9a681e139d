import ArrowRight from 'lucide-react/icons/arrow-right';
import { useMemo, type ReactElement } from 'react';
import { dateInZone } from '../../domain/calendar.js';
import { impactOf, type Impact } from '../../domain/decision/impact.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { IsoDate } from '../../domain/units.js';
import { formatDay, type ReadingMoment } from '../../domain/wording.js';
import { comingPayments } from '../console/comingDecisions.js';
import { countedComing, type ComingFigures, type CountedComing } from '../console/countedComing.js';
import { baseOf } from '../console/draftImpact.js';
import { hasImpact } from '../console/hasImpact.js';
import { isHeld } from '../console/heldFigures.js';
import { shortMoney } from '../hygiene/shortMoney.js';
import { useDecisions, useDigest, type ReviewView } from '../offline/index.js';

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
  const currency = digest?.currency ?? '';
  const isOld = review?.console ? isHeld(review.console.syncedAt, moment.now) : false;
  const { coming, uncounted } = useMemo(
    () => comingIn(review, decisions, { currency, isOld }),
    [review, decisions, currency, isOld],
  );
  const impact = useMemo(() => impactIn(review, coming), [review, coming]);
  if (review === null) return null;
  if (uncounted !== null && digest !== null) return <span className="t3">Impact not known. {uncounted.why}</span>;
  const why = whyNone(review);
  if (why !== null) return <CashAlone {...{ review, why, digest, coming, moment, isMixed }} />;
  if (impact === null || digest === null) return null;
  const today = dateInZone(moment.now, moment.zone);
  const week = (monday: IsoDate | null): string => (monday === null ? 'none' : formatDay(monday, today).slice(4));
  const money = (amount: number): string => shortMoney(amount, digest.currency, moment.locale, { symbol: isMixed });
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

/** Why decisions are not weighed in a forecast; null where they are, and where it is not known yet. */
function whyNone(review: ReviewView): string | null {
  const { forecast } = review;
  if (forecast === null) return null;
  if (forecast.__typename === 'Refusal') {
    return forecast.code === 'NO_DATA' ? 'No forecast' : 'Forecast not in this tier';
  }
  return hasImpact(review) ? null : 'Impact not in this tier';
}

interface CashAloneProps {
  readonly review: ReviewView;
  readonly why: string;
  readonly digest: ReturnType<typeof useDigest>['digest'];
  readonly coming: readonly DecisionShown[];
  readonly moment: ReadingMoment;
  readonly isMixed: boolean;
}

/** Cash once the payments are recorded, which needs no forecast; and why nothing more is said. */
function CashAlone({ review, why, digest, coming, moment, isMixed }: CashAloneProps): ReactElement {
  const cash = digest?.figures.cashOnHand ?? null;
  if (digest === null || cash === null) return <span className="t3">{why}</span>;
  const recorded = comingPayments(coming, review.console?.accounts ?? []);
  const money = (amount: number): string => shortMoney(amount, digest.currency, moment.locale, { symbol: isMixed });
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

function comingIn(
  review: ReviewView | null,
  decisions: readonly DecisionShown[],
  figures: Pick<ComingFigures, 'currency' | 'isOld'>,
): CountedComing {
  const view = review?.console ?? null;
  if (review === null || view === null) return { coming: [], uncounted: null };
  const { forecast } = review;
  const weighedIn = hasImpact(review) && forecast?.__typename === 'Forecast' ? forecast : null;
  return countedComing(decisions, { ...figures, view, forecast: weighedIn });
}

function impactIn(review: ReviewView | null, coming: readonly DecisionShown[]): Impact | null {
  const forecast = review?.forecast;
  if (forecast?.__typename !== 'Forecast' || !review?.console || coming.length === 0) return null;
  return impactOf(baseOf(forecast, review.console.accounts), coming);
}
