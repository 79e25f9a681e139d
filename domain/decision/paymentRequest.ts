import { decimalText } from '../format.js';
import { currencyExponent } from '../money.js';
import type { IsoDate } from '../units.js';
import type { DecisionDraft } from './decision.js';
import { decidableDocument } from './documentKey.js';
import { markText } from './mark.js';

/** Most characters of QuickBooks' PrivateNote. */
export const LONGEST_PRIVATE_NOTE = 4_000;

/** One request to QuickBooks, frozen: what is kept before the first call is what every call sends, byte for byte. */
export interface FrozenRequest {
  readonly method: 'POST';
  /** What follows the company's id. */
  readonly path: string;
  /** QuickBooks answers a `requestid` it has met with its first answer, and writes nothing. */
  readonly parameters: { readonly requestid: string };
  /** JSON; empty: none. */
  readonly body: string;
}

/** What a payment takes over from its bill, as QuickBooks has it now. */
export interface BillToPay {
  /** Its vendor, as the comparison found it. */
  readonly partyId: string | null;
  /** The A/P account it is on: QuickBooks implies one only where the company has a single one. Null: not said. */
  readonly payableAccountId: string | null;
  /** ISO 4217, where QuickBooks says one: where several currencies are on, a payment has to; null where it does not. */
  readonly currencyGiven: string | null;
}

/**
 * What is sent for a decision: the body of a bill payment, or the sending of an invoice; null for what is kept here.
 * `bill`: the one that is paid; `date`: the payment's, in the client's zone. The total is its one line's amount, in the
 * currency's digits; nothing else of it is set, so that it can never apply to anything else.
 * @throws RangeError for a draft that `refusalOfDraft` refuses: nothing of it may be sent.
 */
export function frozenRequest(draft: DecisionDraft, bill: BillToPay | null, date: IsoDate): FrozenRequest | null {
  const document = decidableDocument(draft.documentKey);
  if (draft.kind === 'PLAN' || draft.kind === 'SKIP') return null;
  if (document === null) throw new RangeError('A decision about no document cannot be sent.');
  const parameters = { requestid: draft.id };
  if (draft.kind === 'REMIND') {
    if (document.type !== 'Invoice') throw new RangeError('Only an invoice can be sent.');
    return { method: 'POST', path: `invoice/${document.id}/send`, parameters, body: '' };
  }
  if (document.type !== 'Bill') throw new RangeError('Only a bill can be recorded as paid.');
  return { method: 'POST', path: 'billpayment', parameters, body: paymentBody(draft, document.id, bill, date) };
}

function paymentBody(draft: DecisionDraft, billId: string, bill: BillToPay | null, date: IsoDate): string {
  const { id, amount, accountId, saw } = draft;
  const { partyId = null, payableAccountId = null, currencyGiven = null } = bill ?? {};
  if (amount === null || amount <= 0 || accountId === null || partyId === null) {
    throw new RangeError('A payment has an amount, an account and a vendor.');
  }
  // JSON's numbers are decimal text: the amount is written as such, and no floating point touches it.
  const value = decimalText(amount, currencyExponent(saw.currency));
  const note = markText(id).slice(0, LONGEST_PRIVATE_NOTE);
  const fields = {
    VendorRef: reference(partyId),
    ...(payableAccountId !== null && { APAccountRef: reference(payableAccountId) }),
    ...(currencyGiven !== null && { CurrencyRef: reference(currencyGiven) }),
    PayType: text('Check'),
    CheckPayment: object({ BankAccountRef: reference(accountId), PrintStatus: text('NotSet') }),
    TotalAmt: value,
    TxnDate: text(date),
    PrivateNote: text(note),
    Line: `[${object({ Amount: value, LinkedTxn: `[${object({ TxnId: text(billId), TxnType: text('Bill') })}]` })}]`,
  };
  return object(fields);
}

function reference(id: string): string {
  return object({ value: text(id) });
}

function text(value: string): string {
  return JSON.stringify(value);
}

/** Values are JSON already. */
function object(fields: Readonly<Record<string, string>>): string {
  const parts = Object.entries(fields).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  return `{${parts.join(',')}}`;
}
