import { impactBase, plannedDays, type ImpactBase, type WeighedDecision } from '../decision/impact.js';
import { MOST_FLOW_EVENTS } from '../forecast/flowband.js';
import type { ForecastItem, ForecastKind } from '../forecast/forecastInputs.js';
import { prepare } from '../forecast/prepare.js';
import { cents } from '../money.js';
import type { IsoDate } from '../units.js';

/** An event as the contract's `FlowEvent` has it. */
export interface ListedEvent {
  readonly key: string;
  readonly date: string | null;
  readonly kind: ForecastKind;
  readonly direction: 'IN' | 'OUT';
  readonly amount: number;
  readonly name: string;
  readonly reference: string | null;
  readonly documentKey: string | null;
  readonly basis: string;
}

/** What is read of a Flowband that no forecast stands beside. */
export interface ListedFlowband {
  readonly asOf: string;
  readonly currency: string;
  readonly opening: number | null;
  readonly inTransit: number;
  readonly events: readonly ListedEvent[];
  readonly inView: readonly ListedEvent[];
}

/**
 * The ground that decisions are weighed in where a device has no forecast, of the listed events alone. Null where these do
 * not settle what the band is with the decisions: its cash is not known, a document is not listed or has credits beside it, or
 * it goes past events that are not listed.
 */
export function flowbandBase(
  band: ListedFlowband,
  accounts: readonly { readonly id: string; readonly counted: boolean }[],
  decisions: readonly WeighedDecision[],
): ImpactBase | null {
  const { asOf, currency, opening, inTransit } = band;
  if (opening === null || !isSettled(band, decisions)) return null;
  const inputs = {
    ...{ asOf: asOf as IsoDate, currency, cashOnHand: cents(opening - inTransit), inTransit: cents(inTransit) },
    items: band.events.map((event) => itemOf(event, asOf)),
    inView: band.inView.map((event) => itemOf(event, asOf)),
    ...{ runRate: NOTHING, newBusiness: NOTHING, series: [], payers: [], usualDelay: null, assumptions: [] },
  };
  return impactBase(prepare(inputs), accounts);
}

const NOTHING = { in: cents(0), out: cents(0) };

function isSettled(band: ListedFlowband, decisions: readonly WeighedDecision[]): boolean {
  const listed = [...band.events, ...band.inView];
  const byKey = new Map(listed.map((event) => [event.key, event]));
  const credited = new Set(listed.flatMap(({ kind, name }) => (kind === 'CREDIT' ? [name] : [])));
  // There may be more than are listed, from the last day on.
  const end = band.events.length < MOST_FLOW_EVENTS ? null : (band.events.at(-1)?.date ?? null);
  const days = plannedDays(decisions, band.asOf);
  return decisions.every(({ kind, documentKey }) => {
    const event = byKey.get(documentKey);
    if (event === undefined || credited.has(event.name)) return false;
    if (end === null) return true;
    if (event.date === null || event.date >= end) return false;
    return kind !== 'PLAN' || (days.get(documentKey) ?? '') < end;
  });
}

/** What is in view has no day: it counts for none. */
function itemOf(event: ListedEvent, asOf: string): ForecastItem {
  const { key, kind, direction, name, reference, documentKey, basis } = event;
  const date = (event.date ?? asOf) as IsoDate;
  const told = { number: reference, documentKey, dueDate: null, series: null, basis };
  return { key, kind, direction, amount: cents(event.amount), date, name, ...told };
}
