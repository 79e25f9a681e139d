import type { SyncCause, SyncKind } from '../../schema/generated/graphql.js';
import { addDays, dateInZone } from '../../domain/calendar.js';
import {
  countOf,
  formatDay,
  formatInstant,
  SYNC_WORDS,
  wholeNumber,
  type ReadingMoment,
} from '../../domain/wording.js';
import { isDisconnected } from '../../domain/syncState.js';
import type { Action, Allowance, Connection, Run } from './connection.js';

type Sync = Connection['sync'];

/** What a connection's shape and word stand for. */
export type ShownState = Sync['state'] | 'PAUSED';

/** Paused hides how the last sync went: nothing goes on until somebody resumes it. A sync that runs ends first. */
export function shownState({ state, paused }: Sync): ShownState {
  return paused && !isDisconnected(state) && state !== 'SYNCING' ? 'PAUSED' : state;
}

export function stateWords(sync: Sync): string {
  const state = shownState(sync);
  return state === 'PAUSED' ? 'Paused' : SYNC_WORDS[state];
}

/** What a person would ask for first: the one action of the line. */
export function firstAction(sync: Sync): Action | 'connect' {
  if (isDisconnected(sync.state)) return 'connect';
  return sync.paused ? 'resume' : 'syncNow';
}

const MINUTE_MS = 60_000;

/** When the company is read next: `in 4 min`, `17:40`, `when resumed`. */
export function nextWords(
  { sync, nextSyncAt, failure }: Pick<Connection, 'sync' | 'nextSyncAt' | 'failure'>,
  moment: ReadingMoment,
): string {
  if (isDisconnected(sync.state)) return 'when connected again';
  if (sync.state === 'SYNCING') return 'now';
  if (sync.paused) return 'when resumed';
  if (sync.state === 'WAITING') return 'next in turn';
  const at = failure?.retryAt ?? nextSyncAt;
  if (at === null) return 'not planned';
  const minutes = Math.ceil((Date.parse(at) - Number(moment.now)) / MINUTE_MS);
  if (minutes <= 0) return 'next in turn';
  return minutes < 60 ? `in ${minutes} min` : laterWords(Date.parse(at), moment);
}

/** An instant to come: `17:40`, `tomorrow 17:40`, `Tue 24 Nov 17:40`. */
function laterWords(at: number, moment: ReadingMoment): string {
  const time = formatInstant(at, { ...moment, now: at });
  const [day, today] = [dateInZone(at, moment.zone), dateInZone(moment.now, moment.zone)];
  if (day === today) return time;
  return day === addDays(today, 1) ? `tomorrow ${time}` : `${formatDay(day, today)} ${time}`;
}

/** `2 lines differ`; null when all close. */
export function openLinesWords(openLines: number): string {
  return `${countOf(openLines, 'line')} ${openLines === 1 ? 'differs' : 'differ'}`;
}

const CAUSES: Readonly<Record<SyncCause, string>> = {
  CONNECTED: 'Company connected',
  NOTICE: 'Notice from QuickBooks',
  SWEEP: 'Regular look',
  BY_HAND: 'Asked for here',
};

const KINDS: Readonly<Record<SyncKind, string>> = { FULL: 'Whole company', INCREMENTAL: 'What changed' };

export function causeWords({ cause }: Pick<Run, 'cause'>): string {
  return CAUSES[cause];
}

export function kindWords({ kind }: Pick<Run, 'kind'>): string {
  return KINDS[kind];
}

/** How long a run took: `0.8 s`, `42 s`, `2 min 05 s`; nothing while it has no end. */
export function durationWords({ startedAt, finishedAt }: Pick<Run, 'startedAt' | 'finishedAt'>): string {
  if (finishedAt === null) return '';
  const milliseconds = Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt));
  if (milliseconds < 10_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Where a month stands: its name, how many of its days have begun and how many it has, by QuickBooks' calendar (UTC). */
export function monthOf(
  { month }: Pick<Allowance, 'month'>,
  now: number,
): { name: string; next: string; day: number; days: number } {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const begun = Math.floor((now - Date.UTC(year, number - 1, 1)) / 86_400_000) + 1;
  return {
    name: MONTHS[number - 1] ?? month,
    next: MONTHS[number % 12] ?? month,
    day: Math.min(days, Math.max(1, begun)),
    days,
  };
}

/** `11,204 of 500,000 calls used in November`. */
export function allowanceWords(allowance: Allowance, now: number, locale: string): string {
  const { used, allowed } = allowance;
  return `${wholeNumber(used, locale)} of ${wholeNumber(allowed, locale)} calls used in ${monthOf(allowance, now).name}`;
}
