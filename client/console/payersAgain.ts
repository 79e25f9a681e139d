import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { ConsoleView, PayingAccount } from './console.js';
import { defaultAccount } from './draftDefaults.js';

/** Where a payment that came back can be recorded from. */
export interface PayersAgain {
  /** Whether the account is asked for: what it was decided on cannot pay, or may be why it came back. */
  readonly isAsked: boolean;
  /** In its currency, without the one that was found to be none. */
  readonly accounts: readonly PayingAccount[];
  /** The one that stands there at first: its own where that can pay; null where none can. */
  readonly preset: string | null;
}

const NOT_ASKED: PayersAgain = { isAsked: false, accounts: [], preset: null };

/** Of a decision that came back; of anything but a payment nothing is asked. */
export function payersAgain(decision: DecisionShown, { accounts, syncedAt }: ConsoleView): PayersAgain {
  const { kind, state, accountId, currency, clientId, settledAt, differences } = decision;
  if (kind !== 'RECORD_PAYMENT') return NOT_ASKED;
  const isNewer = settledAt !== null && settledAt > syncedAt;
  const isOut = isNewer && differences.some(({ field, differs }) => field === 'ACCOUNT' && differs);
  const payers = accounts.filter((account) => account.currency === currency && !(isOut && account.id === accountId));
  const isThere = payers.some(({ id }) => id === accountId);
  return {
    isAsked: !isThere || state === 'FAILED' || state === 'REFUSED',
    accounts: payers,
    preset: isThere ? accountId : defaultAccount(clientId, payers),
  };
}
