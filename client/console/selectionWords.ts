import type { Cents } from '../../domain/units.js';
import { countOf, formatMoney } from '../../domain/wording.js';
import type { Printing } from '../digest/reading.js';
import { KIND_WORDS } from '../ui/decisionKindWords.js';
import type { Impact } from './draftImpact.js';
import type { KindTotal } from './draftTotals.js';

/** What is selected, and what it would mean, as the bar shows it. */
export interface Selection {
  /** How many are selected, and how many of them cannot be queued as they are. */
  readonly count: number;
  readonly held: number;
  /** How many are in no row that is shown. */
  readonly hidden: number;
  readonly totals: readonly KindTotal[];
  /** Cash on hand after it, in minor units; null where it is not known. */
  readonly after: number | null;
  /** Null without a forecast. */
  readonly impact: Impact | null;
}

/** `Remind`, `Record payment`: what a sum is of. */
export function shortKind({ kind }: KindTotal): string {
  return kind === 'REMIND' ? 'Remind' : KIND_WORDS[kind];
}

/** The sums of one kind, currencies apart; of what is skipped how many. */
export function sumWords({ kind, sums, count }: KindTotal, print: Printing): string {
  if (kind === 'SKIP') return String(count);
  return sums
    .map(({ currency, amount }) =>
      formatMoney(amount as Cents, currency, print.locale, { symbol: currency !== print.currency }),
    )
    .join(' + ');
}

/** All of it in sentences, for people who listen: the same figures as those who look are shown. */
export function saidWords({ count, held, hidden, totals, after, impact }: Selection, print: Printing): string {
  const kinds = totals.map((total) =>
    total.kind === 'SKIP'
      ? `${KIND_WORDS.SKIP} ${total.count}`
      : `${shortKind(total)} ${total.count}, ${sumWords(total, print)}`,
  );
  const without = held > 0 ? `, ${held} not ready` : '';
  const behind = hidden > 0 ? `, ${hidden} not in this view` : '';
  const parts = [`${countOf(count, 'decision')} selected${without}${behind}`, ...kinds];
  if (after !== null) parts.push(`cash after ${print.money(after)}`);
  if (impact !== null) {
    const [low, lowAfter] = [impact.before.lowPoint.amount, impact.after.lowPoint.amount];
    parts.push(weekWords(impact, print), `low point from ${print.money(low)} to ${print.money(lowAfter)}`);
  }
  return `${parts.join('. ')}.`;
}

/** A selection may be what leads below zero, or what leads out of it: both ends are said. */
function weekWords({ before, after }: Impact, print: Printing): string {
  const [from, to] = [before.firstWeekBelowZero, after.firstWeekBelowZero];
  if (from === null && to === null) return 'no week below zero';
  const week = (monday: string | null): string => (monday === null ? 'none' : print.day(monday));
  return `first week below zero from ${week(from)} to ${week(to)}`;
}
