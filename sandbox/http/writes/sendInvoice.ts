import { Books } from '../entities/books.js';
import type { AnyKind } from '../entities/registry.js';
import { invalidId, objectNotFound, ServiceFault } from '../faults.js';
import type { Txn } from '../../ledger/types.js';
import { business, requiredMissing } from './refusals.js';
import { doneToTxn } from './writeDesk.js';
import type { WriteContext, Written } from './writeContext.js';

/** QuickBooks' limit for a sandbox company. */
const MAILS_A_DAY = 40;
const ADDRESS = /^[^@\s]+@[^@\s]+$/;

const tooManyMails = (): ServiceFault =>
  new ServiceFault(
    429,
    'SERVICE',
    '3001',
    'message=ThrottleExceeded; errorCode=003001; statusCode=429',
    `The limit of ${MAILS_A_DAY} e-mails a day was reached.  Try again later`,
  );

/**
 * POST /invoice/{id}/send: notes the invoice as e-mailed to `sendTo`, which becomes its address, or to the address it
 * has. Nothing is e-mailed. Refuses without an address (2020), a voided one (6000), beyond forty a day and company (429).
 */
export function sendInvoice(kind: AnyKind, id: string, sendTo: string | null, context: WriteContext): Written {
  if (!/^\d{1,19}$/.test(id)) throw invalidId(id);
  const { company, at } = context;
  const known = kind.find(company, id) as Txn | undefined;
  if (!known) throw objectNotFound();
  if (known.voided) throw business('A voided transaction cannot be sent');
  const address = sendTo ?? known.billEmail;
  if (address === undefined || !ADDRESS.test(address)) throw requiredMissing('BillEmail');
  if (company.notes.mailsOn(at.slice(0, 10)) >= MAILS_A_DAY) throw tooManyMails();
  const sent = company.update(known.type, id, { billEmail: address, emailStatus: 'EmailSent', deliveryTime: at }, at);
  context.told(doneToTxn('Emailed', sent));
  return { [kind.key]: kind.write(new Books(company), sent) };
}
