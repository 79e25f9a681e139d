import type { BookDocument } from '../books.js';
import type { Cents } from '../units.js';
import { cents } from '../money.js';
import type { HygieneSource } from './hygieneSource.js';
import type { BooksPart } from './rule.js';

/** What expenses are read from. */
export const EXPENSE_PARTS: readonly BooksPart[] = ['Purchase', 'POSTINGS', 'ACCOUNTS', 'COMPANY', 'AS_OF'];

/** An expense, check or card charge, or a refund of one, with where it was paid from. */
export interface CashExpense {
  readonly document: BookDocument;
  /** The bank or card account. */
  readonly accountId: string;
  /** In home currency, above zero also where it is a refund. */
  readonly amount: Cents;
  readonly isRefund: boolean;
  /** Whether the bank or card company has confirmed it. */
  readonly cleared: boolean;
  /** Small letters, blanks as one. */
  readonly memo: string;
}

/** Expenses up to the as-of date that went through one bank or card account, by date then id. */
export function cashExpenses(source: HygieneSource): readonly CashExpense[] {
  return source.once('cash expenses', EXPENSE_PARTS, () =>
    source.ofDocuments('cash expense', 'Purchase', (document): CashExpense | null => {
      if (document.date > source.asOf) return null;
      const legs = source.legs(document);
      const through = legs.filter(({ accountId }) => {
        const type = source.account(accountId)?.type;
        return type === 'Bank' || type === 'Credit Card';
      });
      const [first] = through;
      if (!first || through.some(({ accountId }) => accountId !== first.accountId)) return null;
      const paid = through.reduce((total, { debit, credit }) => total + credit - debit, 0);
      if (paid === 0) return null;
      return {
        document,
        accountId: first.accountId,
        amount: cents(Math.abs(paid)),
        isRefund: paid < 0,
        cleared: through.some(({ cleared }) => cleared),
        memo: plainMemo(legs.map(({ memo }) => memo)),
      };
    }),
  );
}

export function plainMemo(memos: readonly (string | null)[]): string {
  const plain = memos.flatMap((memo) => (memo ? [memo.toLowerCase().replaceAll(/\s+/g, ' ').trim()] : []));
  return [...new Set(plain)].sort().join('|');
}
