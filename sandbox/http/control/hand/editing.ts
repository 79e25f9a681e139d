import type { PartyRef, Txn, TxnLine, TxnPatch, TxnType } from '../../../ledger/types.js';
import { HandRefusal, type HandFields } from './handFields.js';

const SETTLEMENTS: readonly TxnType[] = ['Payment', 'BillPayment'];
const MOVES: readonly TxnType[] = ['Transfer', 'CreditCardPayment'];
const OF_CUSTOMERS: readonly TxnType[] = ['Invoice', 'Payment', 'CreditMemo', 'SalesReceipt', 'RefundReceipt'];
const OF_VENDORS: readonly TxnType[] = ['Bill', 'BillPayment', 'VendorCredit'];

/** The kind of party a document has; undefined where either goes, null where none does. */
export function partyKindOf(type: TxnType): PartyRef['kind'] | undefined | null {
  if (OF_CUSTOMERS.includes(type)) return 'Customer';
  if (OF_VENDORS.includes(type)) return 'Vendor';
  return type === 'Purchase' ? undefined : null;
}

function journalAmount(txn: Txn, amount: number): TxnPatch {
  if (txn.lines.length !== 2) throw new HandRefusal('amount', `${txn.type} ${txn.id} has several lines`);
  return { lines: txn.lines.map((line) => ({ ...line, amount })) };
}

/** The first line that may take the difference takes it. */
function lineAmount(txn: Txn, amount: number): TxnPatch {
  const difference = amount - txn.total;
  const takes = (line: TxnLine): boolean => line.tax !== true && line.side !== 'credit' && line.amount + difference > 0;
  const at = txn.lines.findIndex(takes);
  if (at < 0) throw new HandRefusal('amount', `No line of ${txn.type} ${txn.id} can take the difference`);
  return {
    lines: txn.lines.map((line, index) => (index === at ? { ...line, amount: line.amount + difference } : line)),
  };
}

/** What changes when a document's total becomes `amount`, minor units of its own currency. */
function amountPatch(txn: Txn, amount: number): TxnPatch {
  const [only, ...others] = txn.links;
  if (SETTLEMENTS.includes(txn.type))
    return only && others.length === 0 && (only.amount > amount || only.amount === txn.total)
      ? { total: amount, links: [{ ...only, amount }] }
      : { total: amount };
  if (MOVES.includes(txn.type)) return { total: amount };
  if (txn.type === 'JournalEntry' || txn.type === 'PayrollAdjustment') return journalAmount(txn, amount);
  return lineAmount(txn, amount);
}

/** The first line's account becomes another. */
function accountPatch(txn: Txn, accountId: string): TxnPatch {
  const [first, ...rest] = txn.lines;
  if (!first) throw new HandRefusal('account', `${txn.type} ${txn.id} has no line`);
  return { lines: [{ ...first, accountId }, ...rest] };
}

/** The patch that the given fields ask for; at least one of date, dueDate, amount, party, account, number, memo. */
export function editOf(txn: Txn, fields: HandFields): TxnPatch {
  const patch: TxnPatch = {};
  if (fields.has('date') && fields.text('date') !== txn.date) patch.date = fields.date('date');
  if (fields.has('dueDate') && fields.text('dueDate') !== txn.dueDate) patch.dueDate = fields.date('dueDate');
  if (fields.has('number') && fields.text('number') !== txn.number) patch.number = fields.text('number', 21);
  if (fields.has('memo') && fields.text('memo', 1000) !== txn.memo) patch.memo = fields.text('memo', 1000);
  if (fields.has('party')) {
    const kind = partyKindOf(txn.type);
    if (kind === null) throw new HandRefusal('party', `A ${txn.type} has no customer or vendor`);
    const party = fields.party('party', kind === 'Employee' ? undefined : kind);
    if (party.id !== txn.party?.id || party.kind !== txn.party.kind) patch.party = party;
  }
  if (fields.has('account')) Object.assign(patch, accountPatch(txn, fields.account('account').id));
  if (fields.has('amount')) {
    const amount = fields.cents('amount');
    const base = patch.lines === undefined ? txn : { ...txn, lines: patch.lines };
    if (amount !== txn.total || txn.type === 'JournalEntry') Object.assign(patch, amountPatch(base, amount));
  }
  if (Object.keys(patch).length === 0) throw new HandRefusal('date', 'Nothing is different');
  return patch;
}
