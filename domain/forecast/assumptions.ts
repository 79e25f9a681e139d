import { daysBetween } from '../calendar.js';
import { formatDay, formatRange } from '../format.js';
import type { IsoDate } from '../units.js';
import { countOf } from '../wording.js';
import type { CashHistory } from './inputsOf.js';
import type { PayerTiming } from './payers.js';
import type { FoundSeries } from './recurring.js';

/** Days without a movement of cash after which the books are said to end. */
const BEHIND_DAYS = 7;

const MOST_NAMED = 5;

/** What a forecast's inputs were taken from and what they leave out, a sentence each. `counted`: cash accounts. */
export function assumptionsOf(history: CashHistory, timing: PayerTiming, counted: number, asOf: IsoDate): string[] {
  const { window, stopped, broken } = history;
  const sentences: string[] = [];
  if (counted === 0) sentences.push('No bank account is counted as cash.');
  if (window === null) sentences.push('No cash movement in the books yet: what repeats cannot be told from them.');
  else {
    const range = formatRange(window.from, window.to);
    sentences.push(
      `Everyday receipts and spending, and new business, are weekly means of ${countOf(window.days, 'day', 'days')}, ${range}.`,
    );
  }
  if (window !== null && daysBetween(history.booksThrough, asOf) > BEHIND_DAYS) {
    const end = formatDay(history.booksThrough, asOf);
    sentences.push(
      `Books end ${end}: what came regularly until then is taken to go on, and what fell due since as paid.`,
    );
  }
  if (timing.usualDelay === null)
    sentences.push('No invoice has been paid yet: invoices are expected on their due date.');
  const financed = history.series.filter(isFinancingIn).flatMap((series) => nameOf(series) ?? []);
  if (financed.length > 0) {
    sentences.push(
      `Taken to go on as before: money from owners and lenders that came regularly, ${financed.join(', ')}.`,
    );
  }
  if (broken.length > 0) {
    const more = broken.length > MOST_NAMED ? ` and ${broken.length - MOST_NAMED} more` : '';
    const names = broken.slice(0, MOST_NAMED).map((series) => nameOf(series) ?? series.group);
    sentences.push(`No longer regular, so taken as everyday business: ${names.join(', ')}${more}.`);
  }
  for (const series of stopped) {
    const last = series.occurrences.at(-1);
    if (!last || window === null || last.date < window.from) continue;
    sentences.push(
      `Not expected again: ${nameOf(series) ?? series.group}, last seen on ${formatDay(last.date, asOf)}.`,
    );
  }
  return sentences;
}

function isFinancingIn({ occurrences }: FoundSeries): boolean {
  const flow = occurrences.at(-1)?.flows[0];
  return flow?.direction === 'IN' && flow.pieces.some((piece) => piece.class === 'FINANCING');
}

function nameOf({ occurrences }: FoundSeries): string | null {
  const flow = occurrences.at(-1)?.flows[0];
  return flow ? (flow.payee ?? flow.movement.memo ?? flow.movement.type) : null;
}
