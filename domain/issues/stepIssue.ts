import { refuse, type Refusal } from '../refusal.js';
import type { Cents, IsoDate } from '../units.js';
import type { IssueEvent, IssueStanding, IssueTransition } from './issue.js';

/** Where an issue stands after an event; `transition` is null when it stands as before. */
export interface IssueStep {
  readonly standing: IssueStanding;
  readonly transition: IssueTransition | null;
}

const UNSNOOZED = { snoozedUntil: null, snoozedData: null } as const;
const UNDISMISSED = { reason: null, dismissedData: null, dismissedMoney: null } as const;
const UNSETTLED = { settledOn: null, settledFrom: null } as const;
/** Nobody has set it aside. */
const UNTOUCHED = { ...UNSNOOZED, ...UNDISMISSED, byId: null, at: null } as const;

/** An issue at its first finding. */
export function openIssue(asOf: IsoDate, data: string, money: Cents): IssueStep {
  const standing = { state: 'OPEN', data, money, foundOn: asOf, reopenedOn: null, ...UNSETTLED, ...UNTOUCHED } as const;
  return { standing, transition: 'OPENED' };
}

/**
 * The next standing of an issue. Total: every event is answered in every state; what a person asks of an issue that is
 * past it is a refusal, and what is so already changes nothing.
 */
export function stepIssue(issue: IssueStanding, event: IssueEvent): IssueStep | Refusal {
  switch (event.kind) {
    case 'FOUND':
      return found(issue, event);
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

type Found = Extract<IssueEvent, { kind: 'FOUND' }>;

function found(issue: IssueStanding, { asOf, data, money }: Found): IssueStep {
  const seen = { ...issue, data, money };
  switch (issue.state) {
    case 'OPEN':
      return same(seen);
    case 'DISMISSED':
      return hasGrown(seen) ? openAgain(seen, asOf) : same(seen);
    case 'SNOOZED':
      return isOver(issue, asOf) || changed(issue, data) ? wake(seen, asOf) : same(seen);
    case 'SETTLED':
      return foundAgain(issue, seen, asOf);
  }
}

/** What was set aside stays so when the same comes back, and no more of it; anything else is worth another look. */
function foundAgain(issue: IssueStanding, seen: IssueStanding, asOf: IsoDate): IssueStep {
  const { settledFrom } = issue;
  const back = { ...seen, ...UNSETTLED };
  const isSame = issue.data === seen.data;
  if (settledFrom === 'DISMISSED' && (isSame || issue.dismissedData === seen.data) && !hasGrown(seen)) {
    return { standing: { ...back, state: 'DISMISSED' }, transition: 'DISMISSED_AGAIN' };
  }
  if (settledFrom === 'SNOOZED' && isSame && !isPast(issue, asOf)) {
    return { standing: { ...back, state: 'SNOOZED' }, transition: 'SNOOZED_AGAIN' };
  }
  return openAgain(seen, asOf);
}

function openAgain(issue: IssueStanding, asOf: IsoDate): IssueStep {
  const standing = { ...issue, ...UNSETTLED, ...UNTOUCHED, state: 'OPEN', reopenedOn: asOf } as const;
  return { standing, transition: 'REOPENED' };
}

/** Whether more is at stake, in other data, than what a person set aside for good. */
function hasGrown({ data, money, dismissedData, dismissedMoney }: IssueStanding): boolean {
  return data !== dismissedData && money > (dismissedMoney ?? money);
}

/** How it was set aside is remembered. */
function settle(issue: IssueStanding, asOf: IsoDate): IssueStep {
  const { state: settledFrom } = issue;
  if (settledFrom === 'SETTLED') return same(issue);
  return { standing: { ...issue, state: 'SETTLED', settledOn: asOf, settledFrom }, transition: 'SETTLED' };
}

function wake(issue: IssueStanding, on: IsoDate): IssueStep {
  return { standing: { ...issue, ...UNTOUCHED, state: 'OPEN', reopenedOn: on }, transition: 'WOKEN' };
}

function snooze(issue: IssueStanding, { until, by }: Extract<IssueEvent, { kind: 'SNOOZE' }>): IssueStep | Refusal {
  if (issue.state === 'SETTLED') return isSettled();
  const snoozedData = until === null ? issue.data : null;
  if (issue.state === 'DISMISSED' && !wasSnoozedSo(issue, until, snoozedData)) {
    return refuse('INVALID_INPUT', 'issueIds', 'This issue was dismissed meanwhile.');
  }
  const already = issue.state === 'SNOOZED' && issue.snoozedUntil === until && issue.snoozedData === snoozedData;
  if (already) return same(issue);
  const aside = { ...UNDISMISSED, snoozedUntil: until, snoozedData, byId: by.id, at: by.at };
  return { standing: { ...issue, ...aside, state: 'SNOOZED' }, transition: 'SNOOZED' };
}

function dismiss(issue: IssueStanding, { reason, by }: Extract<IssueEvent, { kind: 'DISMISS' }>): IssueStep | Refusal {
  if (issue.state === 'SETTLED') return isSettled();
  if (issue.state === 'DISMISSED' && issue.reason === reason) return same(issue);
  const judged = { dismissedData: issue.data, dismissedMoney: issue.money };
  const aside = { ...judged, reason, byId: by.id, at: by.at };
  return { standing: { ...issue, ...aside, state: 'DISMISSED' }, transition: 'DISMISSED' };
}

/** The snooze it had when it was dismissed: to ask for it is to take the dismissal back. */
function wasSnoozedSo(issue: IssueStanding, until: IsoDate | null, data: string | null): boolean {
  return until === null ? issue.snoozedData !== null && issue.snoozedData === data : issue.snoozedUntil === until;
}

function reopen(issue: IssueStanding): IssueStep | Refusal {
  if (issue.state === 'SETTLED') return isSettled();
  if (issue.state === 'OPEN') return same(issue);
  return { standing: { ...issue, ...UNTOUCHED, state: 'OPEN' }, transition: 'REOPENED' };
}

function isSettled(): Refusal {
  return refuse('INVALID_INPUT', 'issueIds', 'This issue is settled: the books no longer have it.');
}

function isOver(issue: IssueStanding, today: IsoDate): boolean {
  return issue.state === 'SNOOZED' && isPast(issue, today);
}

function isPast({ snoozedUntil }: IssueStanding, today: IsoDate): boolean {
  return snoozedUntil !== null && today >= snoozedUntil;
}

function changed({ snoozedData }: IssueStanding, data: string): boolean {
  return snoozedData !== null && snoozedData !== data;
}

function same(standing: IssueStanding): IssueStep {
  return { standing, transition: null };
}
