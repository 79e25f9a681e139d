import type { ForecastChange, ForecastItem } from '../forecast/forecastInputs.js';
import type { Headline } from '../forecast/headline.js';
import { bookDaysOf, prepareViewed, type ViewedForecast } from '../forecast/inputsOfForecast.js';
import type { PreparedForecast } from '../forecast/prepare.js';
import { whatIf } from '../forecast/whatIf.js';
import { cents, sum } from '../money.js';
import type { Cents, IsoDate } from '../units.js';
import type { DecisionKind } from './decision.js';
import { VendorCredits } from './vendorCredits.js';

/** What is read of a decision: a draft fits, and a decision as screens show it. */
export interface WeighedDecision {
  readonly kind: DecisionKind;
  readonly documentKey: string;
  /** Minor units of the document's currency. */
  readonly amount: number | null;
  readonly accountId: string | null;
  readonly plannedFor: string | null;
}

/** A forecast that decisions are weighed in, as often as a selection changes. */
export interface ImpactBase {
  readonly prepared: PreparedForecast;
  readonly credits: VendorCredits;
  readonly before: Headline;
  /** Ids of the accounts that count as cash. */
  readonly counted: ReadonlySet<string>;
}

/** The forecast's headline without decisions and with them (domain: "impact of decisions"). */
export interface Impact {
  readonly before: Headline;
  readonly after: Headline;
  /** Low point after less before, signed. */
  readonly lowPointChange: Cents;
  /** What the decisions take from cash on hand, at most nothing. */
  readonly cashChange: Cents;
}

/**
 * Prepares a forecast for decisions, once. `bookDays`: the day the books give an item that was moved, by its key; credits
 * are set against a vendor's bills in that order.
 */
export function impactBase(
  prepared: PreparedForecast,
  accounts: readonly { readonly id: string; readonly counted: boolean }[],
  bookDays: ReadonlyMap<string, string> = new Map(),
): ImpactBase {
  const counted = new Set(accounts.filter((account) => account.counted).map(({ id }) => id));
  const { lowPoint, firstWeekBelowZero } = whatIf(prepared, []);
  return {
    ...{ prepared, counted, before: { lowPoint, firstWeekBelowZero } },
    credits: new VendorCredits(prepared, bookDays),
  };
}

/** The same from a forecast as a device has it. */
export function impactBaseOfView(
  view: ViewedForecast,
  accounts: readonly { readonly id: string; readonly counted: boolean }[],
): ImpactBase {
  return impactBase(prepareViewed(view), accounts, bookDaysOf(view));
}

/** What decisions do to the forecast's headline, in one pass over all of them; nothing of none. */
export function impactOf(base: ImpactBase, decisions: readonly WeighedDecision[]): Impact {
  const { prepared, before } = base;
  const changes = changesOfDecisions(base, decisions);
  if (changes.length === 0) return { before, after: before, lowPointChange: cents(0), cashChange: cents(0) };
  const { lowPoint, firstWeekBelowZero } = whatIf(prepared, changes);
  return {
    before,
    after: { lowPoint, firstWeekBelowZero },
    lowPointChange: cents(lowPoint.amount - before.lowPoint.amount),
    cashChange: sum(changes.map((change) => (change.kind === 'CASH' ? change.amount : 0))),
  };
}

/**
 * Decisions as changes of the forecast. A payment takes its amount off cash on hand, where its account counts as cash, and
 * off what the bill is expected to take, to nothing where it is paid in full; credits that were set against the bill are
 * set against the vendor's other open bills, as the books will do. A plan moves its document with what is set against it.
 * Reminders and skips change nothing: who is reminded has not paid.
 */
export function changesOfDecisions(base: ImpactBase, decisions: readonly WeighedDecision[]): ForecastChange[] {
  const payments = decisions.filter(({ kind }) => kind === 'RECORD_PAYMENT');
  const paid = new Map<string, number>();
  for (const { documentKey, amount } of payments) paid.set(documentKey, (paid.get(documentKey) ?? 0) + (amount ?? 0));
  return [
    ...payments.flatMap((payment) => cashChange(base, payment)),
    ...[...paid].flatMap(([key, amount]) => billChange(base.prepared, key, amount)),
    ...base.credits.setAgain(paid),
    ...[...plannedDays(decisions, base.prepared.inputs.asOf)].map(([key, date]) => ({
      kind: 'MOVE' as const,
      key,
      date,
    })),
  ];
}

/**
 * The day that plans give each document, by its key; of two the later made counts. A day that is over by the as-of date has
 * lapsed, as a move has (`movesAhead`): the document stands as the books say.
 */
export function plannedDays(decisions: readonly WeighedDecision[], asOf: string): ReadonlyMap<string, IsoDate> {
  const days = new Map<string, IsoDate>();
  for (const { kind, documentKey, plannedFor } of decisions) {
    if (kind !== 'PLAN' || plannedFor === null) continue;
    if (plannedFor > asOf) days.set(documentKey, plannedFor as IsoDate);
    else days.delete(documentKey);
  }
  return days;
}

function cashChange({ counted }: ImpactBase, { documentKey, amount, accountId }: WeighedDecision): ForecastChange[] {
  if (amount === null || amount === 0 || accountId === null || !counted.has(accountId)) return [];
  return [{ kind: 'CASH', amount: cents(-amount), of: documentKey }];
}

function billChange({ index }: PreparedForecast, key: string, paid: number): ForecastChange[] {
  const item: ForecastItem | undefined = index.byKey.get(key)?.item;
  if (item === undefined) return [];
  const left = item.amount - paid;
  return left <= 0 ? [{ kind: 'REMOVE', key }] : [{ kind: 'AMOUNT', key, amount: cents(left) }];
}
