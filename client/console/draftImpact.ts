import {
  impactBase,
  impactOf,
  type Impact,
  type ImpactBase,
  type WeighedDecision,
} from '../../domain/decision/impact.js';
import { prepareViewed } from '../../domain/forecast/inputsOfForecast.js';
import { cents } from '../../domain/money.js';
import type { ForecastView } from '../forecast/forecastParts.js';
import type { CheckedDraft } from './checkedDrafts.js';
import type { PayingAccount } from './console.js';

export type { Impact } from '../../domain/decision/impact.js';

const bases = new WeakMap<ForecastView, { readonly accounts: readonly PayingAccount[]; readonly base: ImpactBase }>();

/** A forecast ready for decisions: prepared once for as long as it stands. */
export function baseOf(forecast: ForecastView, accounts: readonly PayingAccount[]): ImpactBase {
  const known = bases.get(forecast);
  if (known !== undefined && known.accounts === accounts) return known.base;
  const moved = [...forecast.items, ...forecast.inView].flatMap(({ key, movedFrom }): [string, string][] =>
    movedFrom === null ? [] : [[key, movedFrom]],
  );
  const base = impactBase(prepareViewed(forecast), accounts, new Map(moved));
  bases.set(forecast, { accounts, base });
  return base;
}

/** What these drafts would do to the forecast, after what is coming (`comingOf`); those that cannot be queued do nothing. */
export function impactOfDrafts(
  base: ImpactBase,
  coming: readonly WeighedDecision[],
  drafts: Iterable<CheckedDraft>,
): Impact {
  const weighed: WeighedDecision[] = [...coming];
  for (const { draft, amount, problem } of drafts) {
    if (problem !== null) continue;
    const { kind, documentKey, accountId, plannedFor } = draft;
    weighed.push({ kind, documentKey, accountId, amount, plannedFor: plannedFor === '' ? null : plannedFor });
  }
  const before = impactOf(base, coming);
  const after = impactOf(base, weighed);
  return {
    before: before.after,
    after: after.after,
    lowPointChange: cents(after.lowPointChange - before.lowPointChange),
    cashChange: cents(after.cashChange - before.cashChange),
  };
}
