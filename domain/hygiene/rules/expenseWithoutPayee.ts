import { isProfitAndLoss } from '../../accountKinds.js';
import type { BookDocument, Posting } from '../../books.js';
import { addDays } from '../../calendar.js';
import { cents } from '../../money.js';
import { amountText, dayText, documentLine, keyOf } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Rule } from '../rule.js';
import type { SettingValues } from '../settings.js';

/** An expense of which the books do not say who was paid. */
export const expenseWithoutPayee: Rule = {
  id: 'expense-without-payee',
  title: 'Expense without payee',
  about:
    'An expense or check above the amount, wholly on expense accounts, that names nobody. What is paid to whom, payments that come back and form 1099 cannot be told from it. Loan payments and owners’ draws are left out.',
  severity: 'TIDY',
  minutes: 2,
  counted: { one: 'expense', many: 'expenses' },
  settings: ['payeeDays', 'payeeAbove'],
  lookBack: 'payeeDays',
  reads: ['Purchase', 'POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'],
  find: (source, { payeeDays, payeeAbove }: SettingValues) => {
    const from = addDays(source.asOf, -payeeDays);
    return source
      .documents('Purchase')
      .filter(({ date, partyId, partyName }) => !partyId && !partyName && date >= from && date <= source.asOf)
      .flatMap((document) => {
        const legs = source.legs(document);
        const spent = spentOn(source, legs);
        return spent > payeeAbove ? [findingOf(source, document, legs, spent)] : [];
      });
  },
};

/** What was spent, 0 where a leg other than the money's names somebody or is no expense. */
function spentOn(source: HygieneSource, legs: readonly Posting[]): number {
  if (legs.some(({ name }) => name !== null && name !== '')) return 0;
  let spent = 0;
  for (const { accountId, debit, credit } of legs) {
    const account = source.account(accountId);
    if (!account) continue;
    if (isProfitAndLoss(account)) spent += debit - credit;
    else if (debit > credit) return 0;
  }
  return spent;
}

function findingOf(source: HygieneSource, document: BookDocument, legs: readonly Posting[], spent: number): Finding {
  const line = documentLine(source, document, cents(spent));
  const accounts = [
    ...new Set(legs.filter(({ debit }) => debit > 0).map(({ accountId }) => source.account(accountId)?.fullName)),
  ];
  return {
    key: keyOf([line]),
    reason: `Data shows ${line.type} of ${amountText(source, spent)} on ${dayText(source, document.date)} for ${accounts.sort().join(', ')} that names no payee.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: null,
  };
}
