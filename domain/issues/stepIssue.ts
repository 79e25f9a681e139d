import { refuse, type Refusal } from '../refusal.js';
import type { IsoDate } from '../units.js';
import type { IssueEvent, IssueStanding, IssueTransition } from './issue.js';

/** Where an issue stands after an event; `transition` is null when it stands as before. */
export interface IssueStep {
  readonly standing: IssueStanding;
  readonly transition: IssueTransition | null;
}

const UNSNOOZED = { snoozedUntil: null, snoozedData: null } as const;
const UNSETTLED = { settledOn: null, settledFrom: null } as const;
/** Nobody has set it aside. */
const UNTOUCHED = { ...UNSNOOZED, reason: null, byId: null, at: null } as const;

/** An issue at its first finding. */
export function openIssue(asOf: IsoDate, data: string): IssueStep {
  const standing = { state: 'OPEN', data, foundOn: asOf, reopenedOn: null, ...UNSETTLED, ...UNTOUCHED } as const;
  return { standing, transition: 'OPENED' };
}

/**
 * The next standing of an issue. Total: every event is answered in every state; what a person asks of an issue that is
 * past it is a refusal, and what is so already changes nothing.
 */
export function stepIssue(issue: IssueStanding, event: IssueEvent): IssueStep | Refusal {
  switch (event.kind) {
    case 'FOUND':
      return found(issue, event.asOf, event.data);
    case 'GONE':
      return issue.state === 'SETTLED' ? same(issue) : settle(issue, event.asOf);
    case 'DAY':
      return isOver(issue, event.today) ? wake(issue, event.today) : same(issue);
    case 'SNOOZE':
      return snooze(issue, event);
    case 'DISMISS':
      return dismiss(issue, event);
    case 'REOPEN':
      return reopen(issue);
  }
}

/** Whether the answer of a step is a refusal. */
export function isRefusal(answer: IssueStep | Refusal): answer is Refusal {
  return 'code' in answer;
}

function found(issue: IssueStanding, asOf: IsoDate, data: string): IssueStep {
  const seen = { ...issue, data };
  switch (issue.state) {
    case 'OPEN':
    case 'DISMISSED':
      return same(seen);
    case 'SNOOZED':
      return isOver(issue, asOf) || changed(issue, data) ? wake(seen, asOf) : same(seen);
    case 'SETTLED':
      return foundAgain(issue, asOf, data);
  }
}

/** What was set aside for good stays so when the same comes back; anything else is worth another look. */
function foundAgain(issue: IssueStanding, asOf: IsoDate, data: string): IssueStep {
  if (issue.settledFrom === 'DISMISSED' && issue.data === data) {
    return { standing: { ...issue, ...UNSETTLED, state: 'DISMISSED' }, transition: 'DISMISSED_AGAIN' };
  }
  const standing = { ...issue, ...UNSETTLED, ...UNTOUCHED, state: 'OPEN', data, reopenedOn: asOf } as const;
  return { standing, transition: 'REOPENED' };
}

/** A snooze ends with it; a dismissal is remembered. */
function settle(issue: IssueStanding, asOf: IsoDate): IssueStep {
  const { state: settledFrom } = issue;
  if (settledFrom === 'SETTLED') return same(issue);
  const kept = settledFrom === 'DISMISSED' ? issue : { ...issue, ...UNTOUCHED };
  return { standing: { ...kept, state: 'SETTLED', settledOn: asOf, settledFrom }, transition: 'SETTLED' };
}

function wake(issue: IssueStanding, on: IsoDate): IssueStep {
  return { standing: { ...issue, ...UNTOUCHED, state: 'OPEN', reopenedOn: on }, transition: 'WOKEN' };
}

function snooze(issue: IssueStanding, { until, by }: Extract<IssueEvent, { kind: 'SNOOZE' }>): IssueStep | Refusal {
  if (issue.state === 'DISMISSED') return refuse('INVALID_INPUT', 'issueIds', 'This issue was dismissed meanwhile.');
  if (issue.state === 'SETTLED') return isSettled();
  const snoozedData = until === null ? issue.data : null;
  const already = issue.state === 'SNOOZED' && issue.snoozedUntil === until && issue.snoozedData === snoozedData;
  if (already) return same(issue);
  const aside = { snoozedUntil: until, snoozedData, reason: null, byId: by.id, at: by.at };
  return { standing: { ...issue, ...aside, state: 'SNOOZED' }, transition: 'SNOOZED' };
}

function dismiss(issue: IssueStanding, { reason, by }: Extract<IssueEvent, { kind: 'DISMISS' }>): IssueStep | Refusal {
  if (issue.state === 'SETTLED') return isSettled();
  if (issue.state === 'DISMISSED' && issue.reason === reason) return same(issue);
  const aside = { ...UNSNOOZED, reason, byId: by.id, at: by.at };
  return { standing: { ...issue, ...aside, state: 'DISMISSED' }, transition: 'DISMISSED' };
}

function reopen(issue: IssueStanding): IssueStep | Refusal {
  if (issue.state === 'SETTLED') return isSettled();
  if (issue.state === 'OPEN') return same(issue);
  return { standing: { ...issue, ...UNTOUCHED, state: 'OPEN' }, transition: 'REOPENED' };
}

function isSettled(): Refusal {
  return refuse('INVALID_INPUT', 'issueIds', 'This issue is settled: the books no longer have it.');
}

function isOver({ state, snoozedUntil }: IssueStanding, today: IsoDate): boolean {
  return state === 'SNOOZED' && snoozedUntil !== null && today >= snoozedUntil;
}

function changed({ snoozedData }: IssueStanding, data: string): boolean {
  return snoozedData !== null && snoozedData !== data;
}

function same(standing: IssueStanding): IssueStep {
  return { standing, transition: null };
}
