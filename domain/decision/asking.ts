import { addDays } from '../calendar.js';
import { formatMoney } from '../format.js';
import { refuse, type Refusal } from '../refusal.js';
import type { Cents, IsoDate } from '../units.js';
import type { DecisionDraft } from './decision.js';
import { decidableDocument, fits } from './documentKey.js';
import { refusalOfContent } from './draftContent.js';

/** Decisions that one request may hold. */
export const MOST_DECISIONS = 100;

/** How far ahead a day can be planned, in days: a year. */
export const FURTHEST_PLAN_DAYS = 366;

/** What is asked of the document; a console's open document fits. */
export interface AskedDocument {
  readonly key: string;
  readonly currency: string;
  /** Invoices: QuickBooks has an address to send it to. */
  readonly canBeSent: boolean;
}

/** What is asked of a bank account; a console's account fits, and the books' own. */
export interface AskedAccount {
  readonly name: string;
  readonly currency: string;
  /** QuickBooks' type; absent where only bank accounts are known. */
  readonly type?: string;
  /** Absent where only active accounts are known. */
  readonly active?: boolean;
}

/** What a draft is judged against. */
export interface Asking {
  readonly draft: DecisionDraft;
  /** The client's document of the draft's key; null where it is not among the open ones. */
  readonly document: AskedDocument | null;
  /** The client's account that the draft names; null where it has none, or names none. */
  readonly account: AskedAccount | null;
  /** The client's day. */
  readonly today: IsoDate;
  /** ISO 4217 code of the books. */
  readonly homeCurrency: string;
  readonly locale?: string;
}

/**
 * Why a decision cannot be made, with the field and the choice that remains; null where it can. The same on the device and
 * on the server. Refuses INVALID_INPUT and OUT_OF_RANGE.
 */
export function refusalOfDraft(asking: Asking): Refusal | null {
  const { draft, document, today } = asking;
  const content = refusalOfContent(draft);
  if (content) return content;
  const named = decidableDocument(draft.documentKey);
  if (document === null && putsAway(draft)) return null;
  if (document?.key !== draft.documentKey || named === null) {
    return refuse(
      'INVALID_INPUT',
      'documentKey',
      'This client has no such open bill or invoice. Choose one that is listed.',
    );
  }
  if (!fits(draft.kind, named.type)) return refusalOfKind(draft);
  if (document.currency !== draft.saw.currency) {
    return refuse(
      'INVALID_INPUT',
      'saw.currency',
      `This document is in ${document.currency}. Decide on it as it is listed.`,
    );
  }
  switch (draft.kind) {
    case 'RECORD_PAYMENT':
      return refusalOfPayment(asking, document);
    case 'PLAN':
      return refusalOfDay(draft.plannedFor, today);
    case 'REMIND':
      return refusalToRemind(document);
    case 'SKIP':
      return null;
  }
}

/** Whether it only puts away one that came back: that is done also where the document is void or gone. */
export function putsAway({ kind, replaces }: Pick<DecisionDraft, 'kind' | 'replaces'>): boolean {
  return kind === 'SKIP' && replaces !== null;
}

function refusalOfKind({ kind }: DecisionDraft): Refusal {
  const message =
    kind === 'REMIND'
      ? 'A bill has nobody to remind. It can be recorded as paid, planned or skipped.'
      : 'An invoice is paid by the customer. It can be reminded of, planned or skipped.';
  return refuse('INVALID_INPUT', 'kind', message);
}

function refusalOfPayment({ draft, account, homeCurrency, locale }: Asking, document: AskedDocument): Refusal | null {
  if (document.currency !== homeCurrency) {
    const message = `Payments in ${document.currency} are recorded in QuickBooks itself. It can be planned or skipped here.`;
    return refuse('INVALID_INPUT', 'documentKey', message);
  }
  return refusalOfAmount(draft.amount, draft.saw, locale) ?? refusalOfAccount(account, document.currency);
}

/** Why so much cannot be recorded as paid; null where it can. `seen`: the balance that was seen. */
export function refusalOfAmount(
  amount: Cents | null,
  seen: { readonly openBalance: Cents; readonly currency: string },
  locale = 'en-US',
): Refusal | null {
  const most = formatMoney(seen.openBalance, seen.currency, locale);
  if (amount === null) return refuse('INVALID_INPUT', 'amount', `Enter an amount up to ${most}.`);
  if (!Number.isSafeInteger(amount))
    return refuse('INVALID_INPUT', 'amount', `This is not an amount in ${seen.currency}.`);
  if (amount <= 0) return refuse('OUT_OF_RANGE', 'amount', `Enter an amount above zero, up to ${most}.`);
  if (amount <= seen.openBalance) return null;
  return refuse('OUT_OF_RANGE', 'amount', `This is more than the open balance. Enter at most ${most}.`);
}

/** Why an account cannot pay in a currency; null where it can. */
export function refusalOfAccount(account: AskedAccount | null, currency: string): Refusal | null {
  const refused = (message: string): Refusal =>
    refuse('INVALID_INPUT', 'accountId', `${message} Choose another account.`);
  if (account === null) return refused('This client has no such bank account.');
  if (account.active === false) return refused(`${account.name} is not active in QuickBooks.`);
  if (account.type !== undefined && account.type !== 'Bank') return refused(`${account.name} is not a bank account.`);
  if (account.currency === currency) return null;
  return refused(`${account.name} is in ${account.currency}, the bill in ${currency}.`);
}

/** Why a document cannot be planned for a day; null where it can. `today` is the client's. */
export function refusalOfDay(day: IsoDate | null, today: IsoDate): Refusal | null {
  if (day !== null && day > today && day <= addDays(today, FURTHEST_PLAN_DAYS)) return null;
  return refuse('OUT_OF_RANGE', 'plannedFor', 'Choose a day after today and at most a year ahead.');
}

function refusalToRemind({ canBeSent }: AskedDocument): Refusal | null {
  if (canBeSent) return null;
  const message = 'QuickBooks has no e-mail address for this invoice. Add one there, or plan or skip it.';
  return refuse('INVALID_INPUT', 'documentKey', message);
}

/**
 * What of a batch cannot be taken together, by the decision's id: all but the first on one document. The rest of the batch
 * is unharmed. The same decision twice is no second one.
 */
export function refusalsOfBatch(drafts: readonly DecisionDraft[]): ReadonlyMap<string, Refusal> {
  const refusals = new Map<string, Refusal>();
  const byDocument = new Map<string, string>();
  for (const { id, clientId, documentKey } of drafts) {
    const place = `${clientId} ${documentKey}`;
    const first = byDocument.get(place);
    if (first === undefined) byDocument.set(place, id);
    else if (first !== id) {
      const message =
        'Another decision on this document is in the same batch. One at a time can be open; take one out.';
      refusals.set(id, refuse('ALREADY_DECIDED', 'documentKey', message));
    }
  }
  return refusals;
}

/** Why one request cannot hold so many decisions; null where it can. */
export function refusalOfBatchSize(count: number): Refusal | null {
  if (count <= MOST_DECISIONS) return null;
  return refuse('OUT_OF_RANGE', 'decisions', `One request holds at most ${MOST_DECISIONS} decisions.`);
}
