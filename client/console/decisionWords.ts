import type { DecisionKind } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';

/** What it did. */
export const DONE_WORDS: Readonly<Record<DecisionKind, string>> = {
  RECORD_PAYMENT: 'Payment recorded',
  PLAN: 'Planned',
  REMIND: 'Reminder sent',
  SKIP: 'Skipped',
};

/** How a row stands to being decided on. */
export type Standing =
  /** Nothing is under way. */
  | 'FREE'
  /** Under way: nothing else is decided until it is final. */
  | 'OPEN'
  /** Came back: a new choice takes its place. */
  | 'BACK'
  /** Applied, and the books shown here do not have it yet. */
  | 'DONE';

const BACK: ReadonlySet<DecisionShown['state']> = new Set(['CONFLICTED', 'FAILED', 'EXPIRED', 'REFUSED']);

/** How a document stands after its last decision. `syncedAt`: when the figures shown were read, by the server's clock. */
export function standingOf(decision: DecisionShown | null, syncedAt: string): Standing {
  if (decision === null || decision.state === 'WITHDRAWN') return 'FREE';
  if (decision.state === 'APPLIED') return isInBooks(decision, syncedAt) ? 'FREE' : 'DONE';
  return BACK.has(decision.state) ? 'BACK' : 'OPEN';
}

function isInBooks({ kind, settledAt }: DecisionShown, syncedAt: string): boolean {
  if (kind === 'SKIP') return false;
  return kind === 'PLAN' || (settledAt !== null && settledAt <= syncedAt);
}

/** Whether a row can be selected: with a payment recorded that the figures do not have yet, they are no ground. */
export function canDecide(standing: Standing, decision: DecisionShown | null): boolean {
  if (standing === 'OPEN') return false;
  return standing !== 'DONE' || decision?.kind !== 'RECORD_PAYMENT';
}

/** The longest wait a countdown tells: a clock that is off by more says no seconds. */
const LONGEST_COUNT_S = 15;

/** Whether its words change by the second. */
export function isCounting({ state, sendsAt }: DecisionShown, now: number): boolean {
  return state === 'ACCEPTED' && sendsAt !== null && Date.parse(sendsAt) > now;
}

/** Where a decision is, in a few words; what holds it up comes after. */
export function stateWords(decision: DecisionShown, now: number, offline: boolean): string {
  switch (decision.state) {
    case 'QUEUED':
      return offline ? 'Saved on this device' : 'Queued';
    case 'WITHDRAWING':
      return 'Being undone';
    case 'ACCEPTED':
      return acceptedWords(decision, now);
    case 'SUBMITTED':
      return 'On its way';
    case 'APPLIED':
      return DONE_WORDS[decision.kind];
    case 'CONFLICTED':
      return 'Conflicted';
    case 'FAILED':
      return 'Failed';
    case 'EXPIRED':
      return 'Expired';
    case 'REFUSED':
      return 'Refused';
    case 'WITHDRAWN':
      return 'Undone';
  }
}

function acceptedWords({ sendsAt, waitingFor }: DecisionShown, now: number): string {
  if (waitingFor !== null) return 'Waits';
  const seconds = sendsAt === null ? 0 : Math.ceil((Date.parse(sendsAt) - now) / 1_000);
  if (seconds <= 0) return 'Waits to be sent';
  return seconds > LONGEST_COUNT_S ? 'Sends shortly' : `Sends in ${seconds} s`;
}

/** Why it stands where it stands, in a sentence; null where nothing is to be said. */
export function reasonOf({ state, waitingFor, note, refusal }: DecisionShown): string | null {
  if (refusal !== null) return refusal.message;
  return state === 'ACCEPTED' || state === 'SUBMITTED' ? waitingFor : note;
}
