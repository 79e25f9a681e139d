import { isIsoDate } from '../../domain/calendar.js';
import { refusalToAdd } from '../../domain/forecastAsking.js';
import type { IsoDate } from '../../domain/units.js';
import { readTyped } from '../console/typedAmount.js';
import type { NewEvent } from './forecastActs.js';
import type { Interval } from './forecastParts.js';

/** An event as it is being typed. */
export interface EventDraft {
  readonly name: string;
  readonly direction: 'IN' | 'OUT';
  readonly amount: string;
  readonly date: string;
  readonly interval: Interval | null;
  /** Empty: no end. */
  readonly until: string;
}

export type DraftField = 'name' | 'amount' | 'date' | 'until';

/** Why a draft is no event yet: the field, and a sentence. */
export interface DraftProblem {
  readonly field: DraftField;
  readonly sentence: string;
}

const FIELDS: Readonly<Record<string, DraftField>> = {
  'event.name': 'name',
  'event.amount': 'amount',
  'event.date': 'date',
  'event.until': 'until',
};

/** Whose forecast an event is for, and how its reader writes numbers. */
export interface DraftReading {
  readonly asOf: string;
  readonly currency: string;
  readonly locale: string;
}

/** The event of a draft under the id given, or what is missing. The amount is read as the locale writes it. */
export function eventFrom(draft: EventDraft, id: string, reading: DraftReading): NewEvent | DraftProblem {
  const { direction, interval } = draft;
  const name = draft.name.trim();
  if (name === '') return problem('name', 'A name is needed.');
  const typed = readTyped(draft.amount, reading.currency, reading.locale);
  if ('refusal' in typed) return problem('amount', typed.refusal.message);
  const amount = typed.cents;
  if (amount <= 0) return problem('amount', 'The amount is above zero; In or Out says which way it goes.');
  if (!isIsoDate(draft.date)) return problem('date', 'A day is needed.');
  const until = interval === null || draft.until === '' ? null : draft.until;
  if (until !== null && !isIsoDate(until)) return problem('until', 'The last day is a day, or is left empty.');
  const event = { id, name, direction, amount, date: draft.date, interval, until };
  const refusal = refusalToAdd(event, reading.asOf as IsoDate);
  return refusal === null ? event : problem(FIELDS[refusal.field ?? ''] ?? 'name', refusal.message);
}

export function isProblem(made: NewEvent | DraftProblem): made is DraftProblem {
  return 'sentence' in made;
}

function problem(field: DraftField, sentence: string): DraftProblem {
  return { field, sentence };
}
