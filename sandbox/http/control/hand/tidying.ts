/** What a bookkeeper sets right on one line, party or account: category, receipt, tax id, a balance left over. */
import type { PostInput } from '../../../ledger/types.js';
import { decimal } from '../../amount.js';
import { writeEntity } from '../../writes/entityWrites.js';
import { doneToTxn } from '../../writes/writeDesk.js';
import { HandRefusal } from './handFields.js';
import type { MakeWork } from './work.js';

const CONTROL = ['Accounts Receivable', 'Accounts Payable'];
const TAX_ID = /^\d{2}-?\d{7}$|^\d{3}-?\d{2}-?\d{4}$/;

/** Another account for one line of a document; `line` counts from 1. */
export const categorise: MakeWork = (company, fields) => {
  const txn = fields.txn();
  if (txn.voided) throw new HandRefusal('id', `${txn.type} ${txn.id} is void`);
  const at = Number(fields.needed('line')) - 1;
  const line = txn.lines[at];
  if (!line) throw new HandRefusal('line', `${txn.type} ${txn.id} has no line ${fields.text('line')}`);
  const account = fields.account('account');
  if (CONTROL.includes(account.type)) throw new HandRefusal('account', `${account.name} is no category`);
  if (account.id === line.accountId) throw new HandRefusal('account', 'Nothing is different');
  const lines = txn.lines.map((known, index) => (index === at ? { ...known, accountId: account.id } : known));
  return (tell, stamp) => {
    tell(doneToTxn('Update', company.update(txn.type, txn.id, { lines }, stamp)));
    return { entity: txn.type, id: txn.id, said: `${decimal(line.amount)} is on ${company.fullName(account)} now.` };
  };
};

/** A note of a file attached to a document; no contents. */
export const attach: MakeWork = (company, fields, today) => {
  const txn = fields.txn();
  const fileName = fields.needed('fileName', 200);
  const body = { FileName: fileName, AttachableRef: [{ EntityRef: { type: txn.type, value: txn.id } }] };
  return (told, at) => {
    writeEntity('Attachable', { operation: 'create', body, include: [] }, { company, at, today, told });
    return { entity: 'Attachable', id: txn.id, said: `${fileName} was attached to ${txn.type} ${txn.id}.` };
  };
};

/** The tax id of a vendor, as `12-3456789` or `123-45-6789`. */
export const setTaxId: MakeWork = (company, fields) => {
  const vendor = fields.party('id', 'Vendor');
  const taxIdentifier = fields.needed('taxIdentifier', 11);
  if (!TAX_ID.test(taxIdentifier)) throw new HandRefusal('taxIdentifier', 'A tax id is like 12-3456789');
  return (tell, at) => {
    const { id, syncToken } = company.updateParty(vendor.id, 'Vendor', { taxIdentifier }, at);
    tell({ operation: 'Update', entity: 'Vendor', id, syncToken });
    return { entity: 'Vendor', id, said: `${vendor.name} has a tax id now.` };
  };
};

/** A journal entry that takes what is on an account, as of its date, to another one. */
export const clearAccount: MakeWork = (company, fields, today) => {
  const account = fields.account('id');
  const other = fields.account('against');
  if (other.id === account.id) throw new HandRefusal('against', 'The two accounts are the same');
  for (const [name, { type }] of [
    ['id', account],
    ['against', other],
  ] as const)
    if (CONTROL.includes(type)) throw new HandRefusal(name, 'Receivables and payables change by their documents here');
  const date = fields.has('date') ? fields.date('date') : today;
  const balance = company.balance(account.id, date);
  if (balance === 0) throw new HandRefusal('id', `${account.name} is at zero on ${date}`);
  const amount = Math.abs(balance);
  const input: PostInput = {
    type: 'JournalEntry',
    date,
    memo: `${account.name} brought to zero`,
    lines: [
      { accountId: account.id, amount, side: balance > 0 ? 'credit' : 'debit' },
      { accountId: other.id, amount, side: balance > 0 ? 'debit' : 'credit' },
    ],
  };
  return (tell, at) => {
    const txn = company.post(input, at);
    tell(doneToTxn('Create', txn));
    return { entity: txn.type, id: txn.id, said: `${decimal(amount)} went from ${account.name} to ${other.name}.` };
  };
};
