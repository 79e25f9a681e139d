import { countOf, formatInstant, type ReadingMoment } from '../../domain/wording.js';
import type { NeverArrived, OutboxView } from '../offline/index.js';
import { SENT_FIRST } from '../takeAlong/installing.js';

/** The queue on this device in words. */
export interface QueueWords {
  /** What waits, or what is wrong: one line. */
  readonly what: string;
  /** Since when and until when, or what is to be done about it; null where there is nothing to add. */
  readonly why: string | null;
  /** Something was lost, cannot be kept, or waits for more than a day: said at once and marked. */
  readonly isLoud: boolean;
  /** Something waits for a choice: the tray shows it. */
  readonly needsAChoice: boolean;
}

export interface QueueNow {
  readonly outbox: OutboxView;
  /** Decisions among what waits. */
  readonly decisions: number;
  readonly isOffline: boolean;
  /** How Runway is put on the home screen, where the browser clears what nobody visits for a week; null elsewhere. */
  readonly installWords: string | null;
}

/** Null while there is nothing to say: nothing waits, and nothing is wrong. */
export function queueWords(now: QueueNow, moment: ReadingMoment): QueueWords | null {
  const { outbox } = now;
  if (outbox.lostItems > 0) return lost(outbox, moment);
  if (outbox.phase === 'full') return full(outbox);
  if (outbox.refused.length > 0) return refused(now, moment);
  if (outbox.waiting === 0) return null;
  return { what: waitingWords(now), why: whyWords(now, moment), isLoud: isOld(outbox, moment), needsAChoice: false };
}

/** What and why as one sentence, for where there is room for one. */
export function inOneSentence({ what, why }: QueueWords): string {
  return why === null ? what : `${what}: ${why}`;
}

/** What waits for more than a day is told, whatever it waits for: whoever decided it takes it to be done. */
const DAY_MS = 86_400_000;

function isOld({ oldestAt }: OutboxView, { now }: ReadingMoment): boolean {
  return oldestAt !== null && new Date(now).getTime() - oldestAt > DAY_MS;
}

function lost({ lostItems, neverArrived }: OutboxView, moment: ReadingMoment): QueueWords {
  if (neverArrived !== null) return never(neverArrived, lostItems, moment);
  const were = lostItems === 1 ? 'was' : 'were';
  return {
    what: `${countOf(lostItems, 'change')} saved on this device ${were} lost`,
    why: `The browser removed ${lostItems === 1 ? 'it' : 'them'} or can no longer read ${lostItems === 1 ? 'it' : 'them'}. What had been sent before is not lost: each client’s Console shows what arrived.`,
    isLoud: true,
    needsAChoice: false,
  };
}

/** What the server was told of and never got; the device may miss more, and of those nobody knows when they were saved. */
function never({ count, since, until }: NeverArrived, missed: number, moment: ReadingMoment): QueueWords {
  const [first, last] = [formatInstant(since, moment), formatInstant(until, moment)];
  const saved = first === last ? first : `between ${first} and ${last}`;
  const more = Math.max(0, missed - count);
  const when =
    more > 0 ? 'The browser has emptied its storage' : `Saved ${saved}; the browser has emptied its storage since`;
  return {
    what: `${countOf(count, 'change')} saved on this device never reached the server${more > 0 ? `, and up to ${more} more may be lost` : ''}`,
    why: `${when}. Each client’s Console shows what arrived: do again what is missing.`,
    isLoud: true,
    needsAChoice: false,
  };
}

function full({ problem }: OutboxView): QueueWords {
  return {
    what: 'This device has no room for more decisions',
    why: problem ?? 'What was saved before stays and is sent. Room is made by removing clients under On this device.',
    isLoud: true,
    needsAChoice: false,
  };
}

/** What was refused, and since when and why the rest waits: a row that stays refused for long hides nothing of that. */
function refused(now: QueueNow, moment: ReadingMoment): QueueWords {
  const { outbox } = now;
  const { waiting, heldUp } = outbox;
  const { length } = outbox.refused;
  const it = length === 1 ? 'it' : 'them';
  const free = waiting - heldUp;
  const rest = [
    heldUp === 0 ? null : `${heldUp} more ${heldUp === 1 ? 'waits' : 'wait'} behind ${it}`,
    free <= 0 ? null : `${free} more ${free === 1 ? 'is' : 'are'} not held up by ${it}`,
  ].filter((part) => part !== null);
  return {
    what: `${countOf(length, 'change')} ${length === 1 ? 'was' : 'were'} refused`,
    why:
      rest.length === 0
        ? 'The tray says why.'
        : `The tray says why; ${rest.join(', ')}. Waiting ${whyWords(now, moment)}.`,
    isLoud: isOld(outbox, moment),
    needsAChoice: true,
  };
}

/** `3 decisions saved on this device`, `3 decisions and 2 other changes saved on this device`. */
export function waitingWords({ outbox: { waiting }, decisions }: QueueNow): string {
  const others = Math.max(0, waiting - decisions);
  const parts = [
    decisions === 0 ? null : countOf(decisions, 'decision'),
    others === 0 ? null : countOf(others, decisions === 0 ? 'change' : 'other change'),
  ];
  return `${parts.filter((part) => part !== null).join(' and ')} saved on this device`;
}

function whyWords(now: QueueNow, moment: ReadingMoment): string {
  const { installWords, outbox } = now;
  const why = waitingFor(now, moment);
  const isFree = outbox.heldUp < outbox.waiting;
  const isOnItsWay = isFree && !now.isOffline && (outbox.phase === 'resting' || outbox.phase === 'draining');
  if (installWords === null || isOnItsWay) return why;
  return `${why}. This browser clears it after seven days without a visit, but not an app on the home screen. ${SENT_FIRST}; then ${installWords}`;
}

function waitingFor({ outbox, isOffline }: QueueNow, moment: ReadingMoment): string {
  const { phase, oldestAt, pausedUntil, problem, waiting, heldUp } = outbox;
  const since = oldestAt === null ? '' : `since ${formatInstant(oldestAt, moment)}; `;
  if (heldUp >= waiting) return `${since}sent once what was refused is let go`;
  if (phase === 'needsSignIn') return `${since}sent once you have signed in again`;
  if (phase === 'needsUpdate') return `${since}sent once this page is reloaded in its new version`;
  if (isOffline || phase === 'offline') return `${since}sent when online`;
  if (phase !== 'pausing') return `${since}being sent`;
  const again = pausedUntil === null ? 'tried again soon' : `tried again ${formatInstant(pausedUntil, moment)}`;
  return `${since}${problem === null ? 'the server is not well' : lower(problem)}, ${again}`;
}

/** A sentence inside a sentence. */
function lower(sentence: string): string {
  return `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}
