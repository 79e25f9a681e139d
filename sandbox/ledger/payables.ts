/** On which A/P account a bill payment lies: QuickBooks pays a bill on the account it was entered on, and on no other. */
import { LedgerError } from './ledgerError.js';
import type { PostInput, Txn, TxnLink } from './types.js';

type Linked = (link: TxnLink) => Txn;

/** A bill payment that names no A/P account is on that of the first document it pays; anything else as it is. */
export function withPayable(input: PostInput, linked: Linked): PostInput {
  const [first] = input.links ?? [];
  if (input.type !== 'BillPayment' || input.toAccountId !== undefined || !first) return input;
  const { accountId } = linked(first);
  return accountId === undefined ? input : { ...input, toAccountId: accountId };
}

/** Refuses (`wrong-account`) a bill payment of a bill or credit on another A/P account than the payment's own. */
export function refuseOtherPayable(txn: Txn, linked: Linked): void {
  if (txn.type !== 'BillPayment') return;
  for (const link of txn.links) {
    const { accountId } = linked(link);
    if (accountId !== txn.toAccountId)
      throw new LedgerError('wrong-account', `${link.type} ${link.id} is on another A/P account than its payment`);
  }
}
