import { daysBetween } from '../../domain/calendar.js';
import type { IsoDate } from '../../domain/units.js';
import { countOf, MINUS, wholeNumber } from '../../domain/wording.js';
import type { HygieneView } from '../offline/index.js';
import type { Printing } from '../digest/reading.js';
import { pricesOf, type Issue, type IssueState, type Price, type Prices, type Severity } from './hygiene.js';
import { arePriced, type IssueGroup } from './issueGroups.js';
import { shortMoney } from './shortMoney.js';

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  BLOCKS: 'blocks',
  DISTORTS: 'distorts',
  TIDY: 'tidy',
};

export const STATE_WORDS: Readonly<Record<IssueState, string>> = {
  OPEN: 'Open',
  SNOOZED: 'Snoozed',
  DISMISSED: 'Dismissed',
  SETTLED: 'Settled',
};

/** What was found, and how old it is: words may give way to room, figures may not. */
export interface Counted {
  /** `3 receipts`; one is named where the books name it: `Quayside Kitchens 1036`. */
  readonly what: string;
  /** `oldest 19 days`, `19 days old`; null without a date. */
  readonly age: string | null;
}

/** What a rule found, counted, and the age of the oldest. */
export function countedWords({ rule, issues }: IssueGroup, asOf: string, locale: string): Counted {
  const ages = issues.flatMap((issue) => ageOf(issue, asOf));
  const oldest = ages.length === 0 ? null : Math.max(...ages);
  const [only] = issues;
  if (issues.length === 1 && only !== undefined) {
    const what = nameOf(only) ?? `1 ${rule.countedOne}`;
    return { what, age: oldest === null ? null : oldest === 0 ? 'today' : `${daysWords(oldest, locale)} old` };
  }
  const what = countOf(issues.length, rule.countedOne, rule.countedMany, locale);
  return { what, age: oldest === null ? null : `oldest ${daysWords(oldest, locale)}` };
}

function daysWords(days: number, locale: string): string {
  return days === 0 ? 'today' : countOf(days, 'day', 'days', locale);
}

/** Days since its oldest document; none where it has no date, or one that is still to come. */
function ageOf({ lines }: Issue, asOf: string): number[] {
  const dates = lines.flatMap(({ date }) => (date === null || date > asOf ? [] : [date])).sort();
  return dates[0] === undefined ? [] : [daysBetween(dates[0] as IsoDate, asOf as IsoDate)];
}

function nameOf({ lines }: Issue): string | null {
  const [line] = lines;
  if (line === undefined || line.name === null) return null;
  return line.number === null ? line.name : `${line.name} ${line.number}`;
}

/** `12.4k to 18.0k`, or the one figure where both ends are the same. */
export function lowPointWords({ worst, best }: Pick<Price, 'worst' | 'best'>, print: Printing): string {
  const short = (amount: number): string => shortMoney(amount, print.currency, print.locale);
  const [low, high] = [short(worst.lowPoint.amount), short(best.lowPoint.amount)];
  return low === high ? low : `${low} to ${high}`;
}

/** The first week below zero, worse way to better: `14 Dec to none`, `week of 14 Dec`, `none below zero`. */
export function belowZeroWords({ worst, best }: Pick<Price, 'worst' | 'best'>, print: Printing): string {
  const [from, to] = [worst.firstWeekBelowZero, best.firstWeekBelowZero];
  if (from === null && to === null) return 'none below zero';
  if (from === to && from !== null) return `week of ${print.shortDay(from)}`;
  const day = (date: string | null): string => (date === null ? 'none' : print.shortDay(date));
  const [first, last] = [day(from), day(to)];
  const year = / \d{4}$/.exec(last)?.[0];
  // A range names a year that is not this one once.
  return `${year !== undefined && first.endsWith(year) ? first.slice(0, -year.length) : first} to ${last}`;
}

/** The same for people who listen, with every digit. */
export function spokenPrice({ worst, best }: Pick<Price, 'worst' | 'best'>, print: Printing): string {
  const end = ({ lowPoint, firstWeekBelowZero }: Price['worst']): string =>
    `${print.money(lowPoint.amount, {})}, ${weekBelowZero(firstWeekBelowZero, print)}`;
  return `Low point from ${end(worst)} to ${end(best)}`;
}

/** `below zero from the week of 14 Dec`, `not below zero in 13 weeks`. */
export function weekBelowZero(monday: string | null, print: Printing): string {
  return monday === null ? 'not below zero in 13 weeks' : `below zero from the week of ${print.shortDay(monday)}`;
}

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** What the list is ordered by, and what all open issues are worth together. */
export function orderSentence(hygiene: HygieneView, print: Printing): string {
  const open = hygiene.issues.filter(({ state }) => state === 'OPEN');
  const prices = pricesOf(hygiene);
  if (open.length === 0) return `As of ${print.day(hygiene.asOf)}.`;
  if (hygiene.order === 'SEVERITY' || prices === null) return 'By severity, then money at stake.';
  const order = 'By the low point’s range for a minute of fixing.';
  const together = togetherOf(open, prices);
  if (together === null || together.range === 0) return order;
  const number = NUMBERS[open.length] ?? wholeNumber(open.length, print.locale);
  const count = open.length === 1 ? 'It alone' : `All ${number.toLowerCase()} together`;
  return `${order} ${count}: ${lowPointWords(together, print)}.`;
}

/** Null where the server priced other issues together: what waits to be sent has changed which are open. */
function togetherOf(open: readonly Issue[], { byIssue, together }: Prices): Price | null {
  const priced = byIssue.map(({ issueId }) => ({ id: issueId }));
  if (arePriced(open, priced)) return together;
  const [only] = open;
  return open.length > 1 ? null : (byIssue.find(({ issueId }) => issueId === only?.id)?.price ?? null);
}

/** What the list does not show: why there are no prices, rules that could not judge the newest books, issues beyond the list. */
export function standingSentences({ prices, notJudged, rules, moreIssues }: HygieneView): string[] {
  const sentences: string[] = [];
  if (prices.__typename === 'Refusal' && prices.code === 'NO_DATA') sentences.push(prices.message);
  if (notJudged.length > 0) {
    const titles = notJudged.map((id) => rules.find((rule) => rule.id === id)?.title ?? id.replaceAll('-', ' '));
    const them = notJudged.length === 1 ? 'Its issues stand as they were.' : 'Their issues stand as they were.';
    sentences.push(`Not judged at the newest sync: ${titles.join(', ')}. ${them}`);
  }
  if (moreIssues > 0)
    sentences.push(`${countOf(moreIssues, 'more issue')} ${moreIssues === 1 ? 'is' : 'are'} counted and not listed.`);
  return sentences;
}

/** A sentence whose amounts below zero are not torn from their sign at a line's end. */
export function unbroken(sentence: string): string {
  return sentence.replaceAll(MINUS, `${MINUS}\u2060`);
}

/** What became of an issue that is not open, as its row says it. */
export function stateSentence(issue: Issue, print: Printing): string | null {
  const by = issue.byName === null ? '' : ` by ${issue.byName}`;
  const on = issue.at === null ? '' : `, ${print.instant(issue.at)}`;
  switch (issue.state) {
    case 'OPEN':
      return issue.reopenedOn === null ? null : `Open again since ${print.day(issue.reopenedOn)}.`;
    case 'SNOOZED': {
      const until = issue.snoozedUntil === null ? 'it changes' : print.day(issue.snoozedUntil);
      return `Snoozed${by}${on}, until ${until}.`;
    }
    case 'DISMISSED':
      return `Dismissed${by}${on}: ${issue.dismissedBecause ?? 'no reason kept'}`;
    case 'SETTLED':
      return issue.settledOn === null ? 'Settled.' : `No longer found since ${print.day(issue.settledOn)}.`;
  }
}
