import type { AmountAnswer } from '../../domain/decision/amountText.js';
import { putsAway, refusalOfDraft } from '../../domain/decision/asking.js';
import type { DecisionDraft } from '../../domain/decision/decision.js';
import type { Cents, IsoDate } from '../../domain/units.js';
import type { ConsoleView, OpenDocument, PayingAccount } from './console.js';
import type { Draft } from './draftStore.js';
import { decisionContent } from './newDecision.js';
import { readTyped } from './typedAmount.js';

/** A draft with what it comes to, and what is in its way. */
export interface CheckedDraft {
  readonly draft: Draft;
  readonly document: OpenDocument;
  readonly account: PayingAccount | null;
  /** RECORD_PAYMENT: minor units of the document's currency; null where what was typed is no amount. */
  readonly amount: Cents | null;
  /** Why it cannot be queued as it is, and what remains, in words; null where it can. */
  readonly problem: string | null;
  /** The part that is in the way. */
  readonly field: 'amount' | 'account' | 'day' | null;
}

export interface CheckedAgainst {
  readonly console: ConsoleView;
  readonly clientId: string;
  /** The client's day. */
  readonly today: IsoDate;
  readonly locale: string;
  /** The client's home currency. */
  readonly currency: string;
}

/** Stands in for an id that is made when the decision is. */
const NO_ID = '00000000-0000-7000-8000-000000000000';
const FIELDS: Readonly<Record<string, CheckedDraft['field']>> = {
  amount: 'amount',
  accountId: 'account',
  plannedFor: 'day',
};

const remembered = new WeakMap<Draft, { readonly against: CheckedAgainst; readonly checked: CheckedDraft }>();

/** Judges a draft as the server will. What was judged before against the same is not judged again. */
export function checkDraft(draft: Draft, document: OpenDocument, against: CheckedAgainst): CheckedDraft {
  const known = remembered.get(draft);
  if (known !== undefined && known.checked.document === document && isSame(known.against, against))
    return known.checked;
  const checked = judged(draft, document, against);
  remembered.set(draft, { against, checked });
  return checked;
}

/**
 * Whether it can be queued as it is. On figures too old to be decided on (`isHeld`) only what puts away one that came back
 * can: the server takes that at any age.
 */
export function isReady({ draft, problem }: CheckedDraft, isHeld: boolean): boolean {
  return problem === null && (!isHeld || putsAway(draft));
}

/** How many can be queued as they are; `isHeld`: on figures too old to be decided on. */
export function readyOf(drafts: ReadonlyMap<string, CheckedDraft>, isHeld: boolean): number {
  let ready = 0;
  for (const checked of drafts.values()) ready += Number(isReady(checked, isHeld));
  return ready;
}

function isSame(a: CheckedAgainst, b: CheckedAgainst): boolean {
  return a.console === b.console && a.today === b.today && a.locale === b.locale && a.currency === b.currency;
}

function judged(draft: Draft, document: OpenDocument, against: CheckedAgainst): CheckedDraft {
  const { console: view, clientId, today, locale, currency } = against;
  const account = view.accounts.find(({ id }) => id === draft.accountId) ?? null;
  const typed = typedAmount(draft, document, locale);
  const amount = 'cents' in typed ? typed.cents : null;
  const plain = { draft, document, account, amount, problem: null, field: null };
  if (draft.kind === 'RECORD_PAYMENT' && 'refusal' in typed) {
    return { ...plain, problem: typed.refusal.message, field: 'amount' };
  }
  const content: DecisionDraft = { ...decisionContent(clientId, view, plain), id: NO_ID };
  const refusal = refusalOfDraft({ draft: content, document, account, today, homeCurrency: currency, locale });
  if (refusal === null) return plain;
  return { ...plain, problem: refusal.message, field: FIELDS[refusal.field ?? ''] ?? null };
}

function typedAmount({ amountText }: Draft, document: OpenDocument, locale: string): AmountAnswer {
  if (amountText === null) return { cents: document.openBalance as Cents };
  return readTyped(amountText, document.currency, locale);
}
