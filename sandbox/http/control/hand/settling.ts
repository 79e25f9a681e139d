/** Money that is in the books and not where it belongs: receipts to deposit, payments and credits to apply. */
import type { Company } from '../../../ledger/company.js';
import type { Txn, TxnLink, TxnType } from '../../../ledger/types.js';
import { decimal } from '../../amount.js';
import { doneToTxn } from '../../writes/writeDesk.js';
import { HandRefusal, type HandFields } from './handFields.js';
import type { MakeWork, Tell } from './work.js';

const LINKING_MEMO = 'Created by QB Online to link credits to charges.';

/** What pays what: of each kind of money the documents it settles, and the payment that links a credit. */
const SETTLES: Partial<Record<TxnType, { document: 'Invoice' | 'Bill'; by?: 'Payment' | 'BillPayment' }>> = {
  Payment: { document: 'Invoice' },
  CreditMemo: { document: 'Invoice', by: 'Payment' },
  BillPayment: { document: 'Bill' },
  VendorCredit: { document: 'Bill', by: 'BillPayment' },
};

/** Whether a receipt waits in undeposited funds. */
export function isUndeposited(company: Company, txn: Txn): boolean {
  if (txn.type !== 'Payment' && txn.type !== 'SalesReceipt') return false;
  const { id } = company.accountBySubType('UndepositedFunds');
  return txn.total > 0 && txn.accountId === id && !txn.voided && !txn.deleted && !company.depositOf(txn);
}

/** The receivable or payable account that a payment or a credit lies on. */
const controlOf = ({ type, accountId, toAccountId }: Txn): string | undefined =>
  type === 'Payment' || type === 'BillPayment' ? toAccountId : accountId;

/** Open invoices or bills that a payment or credit can be applied to: of its party, currency and account; oldest first. */
export function openFor(company: Company, txn: Txn): readonly Txn[] {
  const settles = SETTLES[txn.type];
  if (!settles || txn.voided || txn.deleted || company.openBalance(txn) <= 0) return [];
  return company
    .openDocuments(settles.document)
    .filter(
      (open) =>
        open.party?.id === txn.party?.id &&
        open.currency === txn.currency &&
        open.accountId === controlOf(txn) &&
        company.openBalance(open) > 0,
    )
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Puts a receipt out of undeposited funds into a bank account. */
export const deposit: MakeWork = (company, fields, today) => {
  const txn = fields.txn();
  if (!isUndeposited(company, txn)) throw new HandRefusal('id', `${txn.type} ${txn.id} is not in undeposited funds`);
  const bank = fields.account('into', ['Bank']);
  const date = fields.has('date') ? fields.date('date') : today;
  if (date < txn.date) throw new HandRefusal('date', `${txn.type} ${txn.id} is of ${txn.date}`);
  return (tell, at) => {
    const links = [{ type: txn.type, id: txn.id, amount: txn.total }];
    const made = company.post({ type: 'Deposit', date, accountId: bank.id, links }, at);
    tell(doneToTxn('Create', made));
    return { entity: 'Deposit', id: made.id, said: `${decimal(txn.total)} was deposited to ${bank.name} on ${date}.` };
  };
};

function documentToSettle(company: Company, txn: Txn, fields: HandFields): Txn {
  const id = fields.needed('documentId');
  const found = openFor(company, txn).find((open) => open.id === id);
  if (!found) throw new HandRefusal('documentId', `${txn.type} ${txn.id} cannot be applied to ${id}`);
  return found;
}

/** A credit is applied by a payment of nothing that links both, as QuickBooks makes it by itself. */
function link(
  company: Company,
  txn: Txn,
  by: 'Payment' | 'BillPayment',
  links: TxnLink[],
  today: string,
  at: string,
): Txn {
  const date = today < txn.date ? txn.date : today;
  const bank = company.accounts().find(({ type, active }) => type === 'Bank' && active);
  return company.post(
    {
      type: by,
      date,
      total: 0,
      memo: LINKING_MEMO,
      ...(txn.party ? { party: txn.party } : {}),
      ...(by === 'BillPayment' && bank ? { accountId: bank.id, payType: 'Check' as const } : {}),
      links: [...links, { type: txn.type, id: txn.id, amount: links[0]?.amount ?? 0 }],
    },
    at,
  );
}

function applied(company: Company, txn: Txn, to: TxnLink, today: string, tell: Tell, at: string): void {
  const by = SETTLES[txn.type]?.by;
  if (by === undefined) {
    const links = [...txn.links, to];
    tell(doneToTxn('Update', company.update(txn.type, txn.id, { links, total: txn.total }, at)));
  } else tell(doneToTxn('Create', link(company, txn, by, [to], today, at)));
}

/** Applies as much of a payment or credit as an open invoice or bill takes. */
export const apply: MakeWork = (company, fields, today) => {
  const txn = fields.txn();
  const document = documentToSettle(company, txn, fields);
  const amount = Math.min(company.openBalance(txn), company.openBalance(document));
  return (tell, at) => {
    applied(company, txn, { type: document.type, id: document.id, amount }, today, tell, at);
    const name = `${document.type} ${document.number ?? document.id}`;
    return { entity: txn.type, id: txn.id, said: `${decimal(amount)} was applied to ${name}.` };
  };
};
