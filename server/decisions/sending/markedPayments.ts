import { markIn } from '../../../domain/decision/mark.js';
import type { ReceiptSource } from '../../../domain/decision/difference.js';
import type { Json } from '../../quickbooks/answer.js';
import { PAGE_SIZE } from '../../quickbooks/http.js';
import { unreadable } from '../../quickbooks/quickBooksError.js';
import type { WritableCompany } from './sendingParts.js';
import type { Effect } from './steps.js';

/** QuickBooks' clock may differ from ours by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;
/** Payments changed since an instant: more are not looked through. */
const MOST_PAGES = 50;

/** Payments of bills changed since an instant of ours whose note names a decision, by decision, the oldest first. */
export async function markedPayments(
  company: Pick<WritableCompany, 'page'>,
  since: Date,
): Promise<ReadonlyMap<string, readonly Json[]>> {
  return byMark(await changedPayments(company, since));
}

/** Those of these payments whose note names a decision, by decision, in their order. */
export function byMark(payments: readonly Json[]): ReadonlyMap<string, readonly Json[]> {
  const found = new Map<string, Json[]>();
  for (const payment of payments) {
    const note = payment['PrivateNote'];
    const id = markIn(typeof note === 'string' ? note : null);
    if (id !== null) found.set(id, [...(found.get(id) ?? []), payment]);
  }
  return found;
}

/** Payments of bills changed since an instant of ours, the oldest first; void ones are among them, deleted ones are not. */
export async function changedPayments(company: Pick<WritableCompany, 'page'>, since: Date): Promise<readonly Json[]> {
  const from = new Date(since.getTime() - CLOCKS_DIFFER_MS).toISOString();
  const found: Json[] = [];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const rows = await company.page('BillPayment', page, `MetaData.LastUpdatedTime >= '${from}'`);
    found.push(...rows);
    if (rows.length < PAGE_SIZE) return found;
  }
  throw unreadable(`more than ${MOST_PAGES * PAGE_SIZE} payments were changed since ${from}`);
}

/** A payment in QuickBooks as the effect of its decision. */
export function paymentEffect(payment: Json, foundBy: ReceiptSource): Effect {
  const number = payment['DocNumber'];
  return {
    documentKey: keyOf(payment),
    number: typeof number === 'string' && number !== '' ? number : null,
    foundBy,
    note: null,
  };
}

/** `BillPayment:3127`. */
export function keyOf(payment: Json): string {
  return `BillPayment:${String(payment['Id'])}`;
}

/** QuickBooks forgot a request and wrote it twice: what is said of it. Null while there is one payment at most. */
export function secondPaymentNote(payments: readonly Json[]): string | null {
  if (payments.length < 2) return null;
  const ids = payments.map(({ Id: id }) => String(id)).join(' and ');
  return `Data shows ${payments.length} payments in QuickBooks for this one decision, with the ids ${ids}.`;
}
