import {
  AddForecastEventDocument,
  MoveForecastItemDocument,
  RemoveForecastEventDocument,
  SwitchForecastItemDocument,
  type ForecastAnswerFragment,
} from '../../schema/generated/pages.js';
import type { Ask } from '../apollo/ask.js';
import type { AddedView, Interval } from './forecastParts.js';

/** An event for the forecast alone; the id is made on this device. */
export interface NewEvent {
  readonly id: string;
  readonly name: string;
  readonly direction: 'IN' | 'OUT';
  readonly amount: number;
  readonly date: string;
  readonly interval: Interval | null;
  readonly until: string | null;
}

/** What an advisor does to a forecast. `name` is what the act is about, for people. */
export type ForecastAct =
  | { readonly kind: 'add'; readonly name: string; readonly event: NewEvent }
  | { readonly kind: 'remove'; readonly name: string; readonly id: string }
  | { readonly kind: 'switch'; readonly name: string; readonly key: string; readonly off: boolean }
  | { readonly kind: 'move'; readonly name: string; readonly key: string; readonly date: string | null };

/** Where an act was asked for: a refusal is said there. */
export function placeOf(act: ForecastAct): string {
  switch (act.kind) {
    case 'add':
      return 'new';
    case 'remove':
      return act.id;
    default:
      return act.key;
  }
}

/** Asks for it once. */
export async function askFor(send: Ask, clientId: string, act: ForecastAct): Promise<ForecastAnswerFragment> {
  switch (act.kind) {
    case 'add':
      return (await send(AddForecastEventDocument, { clientId, event: { ...act.event } })).addForecastEvent;
    case 'remove':
      return (await send(RemoveForecastEventDocument, { clientId, id: act.id })).removeForecastEvent;
    case 'switch':
      return (await send(SwitchForecastItemDocument, { clientId, key: act.key, off: act.off })).switchForecastItem;
    case 'move':
      return (await send(MoveForecastItemDocument, { clientId, key: act.key, date: act.date })).moveForecastItem;
  }
}

/** What was done, in a sentence. `day` prints a date. */
export function doneSentence(act: ForecastAct, day: (date: string) => string): string {
  switch (act.kind) {
    case 'add':
      return `${act.name} added to the forecast.`;
    case 'remove':
      return `${act.name} taken out of the forecast.`;
    case 'switch':
      return act.off ? `${act.name} left out of the forecast.` : `${act.name} in the forecast again.`;
    case 'move':
      return act.date === null ? `${act.name} on its own day again.` : `${act.name} expected on ${day(act.date)}.`;
  }
}

/** An added event as it can be added again: the same content under the same id. */
export function eventOf({ id, name, direction, amount, date, interval, until }: AddedView): NewEvent {
  return { id, name, direction, amount, date, interval, until };
}

/** What brings a forecast back to how it stood before an act. `standing`: how the act's item or event stood then. */
export function backFrom(
  act: ForecastAct,
  standing: { readonly added: AddedView | null; readonly movedTo: string | null },
): ForecastAct | null {
  switch (act.kind) {
    case 'add':
      return { kind: 'remove', name: act.name, id: act.event.id };
    case 'remove':
      return standing.added === null ? null : { kind: 'add', name: act.name, event: eventOf(standing.added) };
    case 'switch':
      return { ...act, off: !act.off };
    case 'move':
      return { ...act, date: standing.movedTo };
  }
}
