import { addDays } from '../../domain/calendar.js';
import type { DecisionKind } from '../../domain/decision/decision.js';
import type { IsoDate } from '../../domain/units.js';
import { PAYING_ACCOUNT } from '../offline/index.js';
import type { DocumentKind, OpenDocument, PayingAccount } from './console.js';
import type { Draft } from './draftStore.js';

/** What can be decided of a bill, and of an invoice; the first is what a selection means. */
export const KINDS: Readonly<Record<DocumentKind, readonly DecisionKind[]>> = {
  BILL: ['RECORD_PAYMENT', 'PLAN', 'SKIP'],
  INVOICE: ['REMIND', 'PLAN', 'SKIP'],
};

/** A plan begins a week ahead, or on the due date where that is still to come. */
export const AHEAD_DAYS = 7;
/** A plan is for a day within this many. */
export const LATEST_DAYS = 365;

/** The decision that a first selection makes. */
export function defaultDraft(
  document: OpenDocument,
  kind: DecisionKind,
  made: { readonly accountId: string | null; readonly today: IsoDate; readonly replaces: string | null },
): Draft {
  const due = document.dueDate;
  return {
    documentKey: document.key,
    kind,
    accountId: made.accountId,
    amountText: null,
    plannedFor: document.plannedFor ?? (due !== null && due > made.today ? due : addDays(made.today, AHEAD_DAYS)),
    replaces: made.replaces,
  };
}

/** The account payments are recorded from: the one used last here, else the counted one with the most cash. */
export function defaultAccount(clientId: string, accounts: readonly PayingAccount[]): string | null {
  const kept = keptAccount(clientId);
  if (accounts.some(({ id }) => id === kept)) return kept;
  const counted = accounts.filter((account) => account.counted);
  const [most] = [...(counted.length > 0 ? counted : accounts)].sort((a, b) => b.balance - a.balance);
  return most?.id ?? null;
}

/** Remembers an account of a client on this device, where it allows, until sign-out. Ids alone: no name, no figure. */
export function keepAccount(clientId: string, accountId: string): void {
  try {
    localStorage.setItem(PAYING_ACCOUNT + clientId, accountId);
  } catch {
    // Storage is switched off: the choice lives as long as the drafts.
  }
}

function keptAccount(clientId: string): string | null {
  try {
    return localStorage.getItem(PAYING_ACCOUNT + clientId);
  } catch {
    return null;
  }
}
