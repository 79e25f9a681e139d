import { countOf } from '../../domain/wording.js';
import type { ItemMark } from '../../domain/operations/foldForecast.js';
import type { Printing } from '../digest/reading.js';
import type { FlowbandView, HygieneView } from '../offline/index.js';
import { datedEvents, type DatedEvent } from './flowDrawing.js';
import { spoken } from './spoken.js';

type FlowEvent = FlowbandView['events'][number];

/** `Pacific Edge Finishes PE-88120`. */
export function eventName({ name, reference }: Pick<FlowEvent, 'name' | 'reference'>): string {
  return reference === null ? name : `${name} ${reference}`;
}

/** What the drawing shows, for people who listen: how far it reaches and both ends. */
export function bandSentence(flowband: FlowbandView, print: Printing): string {
  const events = datedEvents(flowband);
  const last = events.at(-1);
  if (flowband.opening === null) return 'No balance is known before the next cash events.';
  if (last === undefined) return 'No dated cash event is known in the next 13 weeks.';
  const count = countOf(events.length, 'cash event', 'cash events', print.locale);
  const [paid, not] = [spoken(last.ifPaid, print), spoken(last.ifNot, print)];
  const ends =
    last.ifPaid === last.ifNot
      ? `${paid} by ${print.day(last.date)}; no invoice is among them`
      : `${paid} by ${print.day(last.date)} if customers pay at their usual delay, ${not} if none of the invoices is paid`;
  return `Balance after the next ${count}: ${ends}.${unreliableSentence(events)}`;
}

function unreliableSentence(events: readonly DatedEvent[]): string {
  const numbers = events.filter(({ issueIds }) => issueIds.length > 0).map(({ number }) => String(number));
  if (numbers.length === 0) return '';
  const last = numbers.pop() ?? '';
  return numbers.length === 0
    ? ` Event ${last} rests on an open issue.`
    : ` Events ${numbers.join(', ')} and ${last} rest on open issues.`;
}

/** What decisions on their way did to an event, in a few words; empty where nothing. */
export function markWords(mark: ItemMark | undefined, print: Printing): string {
  if (mark === undefined) return '';
  const { planned, paid, setAnew } = mark;
  const words = [
    planned ? 'planned for this day' : '',
    paid > 0 ? `less ${print.money(paid)} of a payment` : '',
    setAnew ? 'set against another bill' : '',
  ].filter((some) => some !== '');
  return words.length === 0 ? '' : `${words.join(', ')}, on its way`;
}

/** What the server's band begins and ends with, after "Without them"; where these are what is shown, that they are the same. */
export function withoutWords(told: FlowbandView, shown: FlowbandView, print: Printing): string {
  if (told.opening === null) return '';
  const [last, lastShown] = [datedEvents(told).at(-1), datedEvents(shown).at(-1)];
  const isSame = told.opening === shown.opening && last?.date === lastShown?.date && last?.ifPaid === lastShown?.ifPaid;
  if (isSame) return last === undefined ? 'the band begins the same.' : 'the band begins and ends the same.';
  const end = last === undefined ? '' : ` and ends with ${print.money(last.ifPaid)} on ${print.day(last.date)}`;
  return `the band begins with ${print.money(told.opening)}${end}.`;
}

/** One event, as it is announced while the arrow keys move along the drawing. */
export function eventSentence(event: DatedEvent, of: number, print: Printing): string {
  const moves = `${spoken(event.amount, print)} ${event.direction === 'IN' ? 'in' : 'out'}`;
  const balances =
    event.ifPaid === event.ifNot
      ? `balance ${spoken(event.ifPaid, print)}`
      : `balance ${spoken(event.ifPaid, print)} if paid, ${spoken(event.ifNot, print)} if not`;
  const issue = event.issueIds.length === 0 ? '' : ', rests on an open issue';
  return `${event.number} of ${of}: ${print.shortDay(event.date)}, ${eventName(event)}, ${moves}, ${balances}${issue}.`;
}

/** An issue that an event rests on, by the title of its rule. */
export interface RestingIssue {
  readonly id: string;
  readonly title: string;
}

/** The issues of an event with their titles; those that are known alone. */
export function issuesOf(event: FlowEvent, { issues, rules }: Pick<HygieneView, 'issues' | 'rules'>): RestingIssue[] {
  return event.issueIds.flatMap((id) => {
    const issue = issues.find((one) => one.id === id);
    const rule = rules.find((one) => one.id === issue?.ruleId);
    return issue === undefined || rule === undefined ? [] : [{ id, title: rule.title }];
  });
}
