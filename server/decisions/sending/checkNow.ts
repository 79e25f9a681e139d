import { compareWith } from '../../../domain/decision/comparison.js';
import type { IsoDate } from '../../../domain/units.js';
import { draftOf, type DecisionProblem } from '../decisionRows.js';
import type { HeldDecision, SendingClient } from './heldDecisions.js';
import { nothingDone } from './waitingWords.js';
import type { BooksNow } from './readNow.js';

/** What stands against sending a decision: the document or the account is not what the advisor saw. Null: nothing does. */
export function checkNow(
  held: HeldDecision,
  now: BooksNow,
  { timeZone }: SendingClient,
  today: IsoDate,
): DecisionProblem | null {
  const { decision, ownEffects } = held;
  const { accountId, accountName, documentKey } = decision;
  const compared = compareWith({
    draft: draftOf(decision),
    document: now.documents.found.get(documentKey) ?? null,
    account: accountId === null ? null : (now.accounts.found.get(accountId) ?? null),
    accountName,
    ownEffects,
    today,
    zone: timeZone,
  });
  if (!compared.differs) return null;
  const message = `${compared.sentence ?? 'Data shows another version in QuickBooks.'} ${nothingDone(held)}`;
  const { differences, openBalanceNow } = compared;
  return { code: 'DIFFERS', message, differences, openBalanceNow };
}
