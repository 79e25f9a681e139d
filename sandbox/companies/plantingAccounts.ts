/** Planted problems that show on an account's balance rather than on one document. */
import type { PartyRef, PlantedRef, TxnLine } from '../ledger/types.js';
import { exactly, type Book } from './book.js';
import { variantOf } from './plantedProblems.js';
import { billedCost, lastCustomer, purchase, ref } from './plantingParts.js';

/** Petty cash spent that was never put in. */
export function negativeBank(book: Book): PlantedRef[] {
  const petty = book.company.addAccount(
    { name: 'Petty Cash', type: 'Bank', subType: 'CashOnHand', currency: book.company.profile.homeCurrency },
    book.at(),
  );
  book.post({
    type: 'Transfer',
    total: exactly(150),
    accountId: book.account('checking'),
    toAccountId: petty.id,
    memo: 'Petty cash',
  });
  purchase(book, 'supplies', 21_340, { accountId: petty.id, payType: 'Cash', memo: 'Petty cash spent' });
  return [{ kind: 'Account', id: petty.id }];
}

/** An asset below zero: one expensed twice, or one given back that was never booked. */
export function negativeBalance(book: Book): PlantedRef[] {
  if (variantOf(book.spec.name, 'negative-balance') === 0) {
    const amount = 34_075;
    journal(book, 'Prepaid insurance used up', [
      { accountId: book.account('insurance'), amount, side: 'debit' },
      { accountId: book.account('prepaid'), amount, side: 'credit' },
    ]);
    return [{ kind: 'Account', id: book.account('prepaid') }];
  }
  const accountId = book.account('deposits');
  book.post({
    type: 'Deposit',
    accountId: book.account('checking'),
    memo: 'Deposit returned by the landlord',
    lines: [{ accountId, amount: 42_510 }],
  });
  return [{ kind: 'Account', id: accountId }];
}

/** An account through which money only passes, with something left on it. */
export function clearingBalance(book: Book): PlantedRef[] {
  const payroll = variantOf(book.spec.name, 'clearing-account-balance') === 0;
  const account = book.company.addAccount(
    {
      name: payroll ? 'Payroll Clearing' : 'Suspense',
      type: payroll ? 'Other Current Liability' : 'Other Current Asset',
      subType: payroll ? 'PayrollClearing' : 'OtherCurrentAssets',
      currency: book.company.profile.homeCurrency,
    },
    book.at(),
  );
  const amount = 21_236;
  journal(book, payroll ? 'Reimbursed mileage' : 'To be looked into', [
    { accountId: payroll ? book.account('vehicleCosts') : account.id, amount, side: 'debit' },
    { accountId: payroll ? account.id : book.account('supplies'), amount, side: 'credit' },
  ]);
  return [{ kind: 'Account', id: account.id }];
}

/** A journal entry on receivables or payables, past every invoice and bill. It adds to what is owed, so that no balance turns. */
export function journalOnControlAccount(book: Book): PlantedRef[] {
  const amount = 18_465;
  if (variantOf(book.spec.name, 'journal-on-control-account') === 0) {
    const party = lastCustomer(book);
    const income = book.accountNamed(book.spec.trade.incomeAccounts[0] ?? '');
    const receivable = book.account('receivable');
    return [
      journal(book, 'Late fee by journal', [
        { accountId: receivable, amount, side: 'debit', party },
        { accountId: income, amount, side: 'credit' },
      ]),
    ];
  }
  const party: PartyRef = book.vendor(billedCost(book));
  return [
    journal(book, 'Accrued by journal', [
      { accountId: book.account('supplies'), amount, side: 'debit' },
      { accountId: book.account('payable'), amount, side: 'credit', party },
    ]),
  ];
}

function journal(book: Book, memo: string, lines: TxnLine[]): PlantedRef {
  const number = `J${book.company.txns('JournalEntry').length + 1}`;
  return ref(book.post({ type: 'JournalEntry', number, memo, lines }));
}
