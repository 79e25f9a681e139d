import type { QuickBooksError, QuickBooksErrorKind } from '../../quickbooks/quickBooksError.js';
import type { DecisionProblem } from '../decisionRows.js';
import { mayBeDone, mayHaveLeft } from './attempts.js';
import type { HeldDecision, SendingClient } from './heldDecisions.js';

/** Why a decision waits, for people. */
const OF_ERRORS: Readonly<Record<QuickBooksErrorKind, string>> = {
  unauthorized: 'QuickBooks did not accept our access. It is asked for again at the next try.',
  needs_reconnecting:
    'QuickBooks asks for a new sign-in for this company. It goes on once the company is connected again.',
  throttled: 'QuickBooks is limiting how fast it can be written to. The next try is under way soon.',
  unavailable: 'QuickBooks cannot be reached right now. It is tried again until it can.',
  allowance_used: 'This month’s calls to QuickBooks are used up. It goes on when the next month begins.',
  refused: 'QuickBooks does not show this document right now. It is tried again.',
  unreadable: 'QuickBooks answered something that could not be read. It is tried again.',
};

export function waitingFor({ kind }: QuickBooksError): string {
  return OF_ERRORS[kind];
}

/** An answer was lost, or told nothing. */
export const WAITS_FOR_OUTCOME =
  'QuickBooks did not say whether it arrived. It is looked up there before anything is sent again.';

/** It was turned away, and is about to end: a copy on the line may still arrive. */
export const WAITS_FOR_COPIES =
  'QuickBooks turned it away before. It is looked up there once more before it ends here.';

/** An error of ours. */
export const WAITS_FOR_US = 'Something went wrong here while it was worked on. It is tried again.';

/** That a decision ends without an effect, and how that is known. */
export function nothingDone(held: HeldDecision): string {
  if (!mayHaveLeft(held)) return 'Nothing was sent.';
  if (held.attempts.at(-1)?.outcome === 'REFUSED') return 'QuickBooks refused it. Nothing was done.';
  if (held.decision.kind === 'REMIND') return 'QuickBooks turned it away before; it was not sent again.';
  if (!mayBeDone(held))
    return 'QuickBooks turned it away before, and shows no payment with its mark. Nothing was recorded.';
  return 'It was sent without an answer before; QuickBooks shows no payment with its mark. Nothing was recorded.';
}

/** It ends for its age: the figures it was decided on are too old to be sent. */
export function tooOld(held: HeldDecision): DecisionProblem {
  const message = `The figures this was decided on are older than 7 days. ${nothingDone(held)}`;
  return { code: 'EXPIRED', message };
}

/** Why nothing can be sent to this client's company now; null where it can. */
export function standsStill(client: Pick<SendingClient, 'realmId' | 'paused' | 'needsReconnecting'>): string | null {
  const { realmId, paused, needsReconnecting } = client;
  if (realmId === null) return 'This company is not connected to QuickBooks. It goes on once it is connected.';
  if (needsReconnecting) return OF_ERRORS.needs_reconnecting;
  return paused ? 'The connection to QuickBooks is paused. It goes on once it is resumed.' : null;
}
