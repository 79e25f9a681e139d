/** What happens once: loans, vehicles, accounts opened and closed, entries dated ahead. */
import { addDays } from '../../ledger/calendar.js';
import { exactly, type Book } from '../book.js';
import type { SpecialEvent } from '../companySpec.js';
import { invest } from './financing.js';

export function happen(book: Book): void {
  for (const event of book.spec.events ?? [])
    if (addDays(book.founding.origin, -event.daysBefore) === book.date) takePlace(book, event);
}

function takePlace(book: Book, event: SpecialEvent): void {
  const checking = book.account('checking');
  switch (event.kind) {
    case 'loan':
    case 'creditLine': {
      const liability = book.account(event.kind === 'loan' ? 'newLoan' : 'creditLine');
      book.post({
        type: 'Deposit',
        accountId: checking,
        memo: event.kind === 'loan' ? 'Loan paid out' : 'Drawn on line of credit',
        lines: [{ accountId: liability, amount: exactly(event.amount) }],
      });
      break;
    }
    case 'ownerInvests':
      invest(book, exactly(event.amount), 'Owner investment');
      break;
    case 'vehicle':
      journal(book, 'Van bought: loan and down payment', [
        ['vehicles', event.price],
        ['vehicleLoan', -event.financed],
        ['checking', event.financed - event.price],
      ]);
      break;
    case 'loanAndRent':
      journal(book, 'Loan received, rent paid from it', [
        ['checking', event.loan],
        ['newLoan', -event.loan],
        ['rent', event.rent],
        ['checking', -event.rent],
      ]);
      break;
    case 'opensAccount': {
      const { id } = book.company.addAccount(
        { name: event.name, type: 'Bank', subType: 'MoneyMarket', currency: book.company.profile.homeCurrency },
        book.at(),
      );
      book.post({
        type: 'Transfer',
        total: exactly(event.amount),
        accountId: checking,
        toAccountId: id,
        memo: 'Opened new account',
      });
      break;
    }
    case 'closesAccount': {
      const old = book.account('oldBank');
      book.post({
        type: 'Transfer',
        total: book.company.balance(old),
        accountId: old,
        toAccountId: checking,
        memo: 'Closed account',
      });
      book.company.updateAccount(old, { active: false }, book.at());
      break;
    }
    case 'futureDated':
      book.post({
        type: 'Purchase',
        date: addDays(book.date, event.daysAhead),
        payType: 'Check',
        accountId: checking,
        memo: 'Dated ahead',
        lines: [{ accountId: book.account('insurance'), amount: exactly(event.amount) }],
      });
      break;
  }
}

/** A journal entry; positive amounts are debits, in whole units. */
function journal(book: Book, memo: string, legs: readonly (readonly [Parameters<Book['account']>[0], number])[]): void {
  book.post({
    type: 'JournalEntry',
    number: `J${book.company.txns('JournalEntry').length + 1}`,
    memo,
    lines: legs.map(([key, units]) => ({
      accountId: book.account(key),
      amount: exactly(Math.abs(units)),
      side: units < 0 ? 'credit' : 'debit',
    })),
  });
}
