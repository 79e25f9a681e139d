import { isUndepositedFunds } from '../../accountKinds.js';
import { daysBetween } from '../../calendar.js';
import { documentTypeOf } from '../../documentTypes.js';
import { cents } from '../../money.js';
import { documentOf } from '../countedCash.js';
import { amountText, countText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Rule } from '../rule.js';
import { UNDEPOSITED_PARTS, waitingForDeposit, type Waiting } from '../undeposited.js';

/** A receipt that has been in undeposited funds for longer than a trip to the bank takes. */
export const undepositedFundsAgeing: Rule = {
  id: 'undeposited-funds-ageing',
  title: 'Undeposited funds ageing',
  about:
    'A receipt that has been in undeposited funds for long. The forecast takes it as cash of the first day; often the deposit was entered as new income, and the money is in the books twice.',
  severity: 'DISTORTS',
  minutes: 5,
  counted: { one: 'receipt', many: 'receipts' },
  settings: ['undepositedDays'],
  reads: UNDEPOSITED_PARTS,
  find: (source, { undepositedDays }) =>
    source.books.accounts
      .filter(isUndepositedFunds)
      .flatMap((account) => waitingForDeposit(source, account.id))
      .filter(({ legs }) => daysBetween(legs[0].date, source.asOf) > undepositedDays)
      .map((waiting) => findingOf(source, waiting)),
};

function findingOf(source: HygieneSource, { legs, amount }: Waiting): Finding {
  const line = ledgerLine(legs, amount);
  const { date } = legs[0];
  const from = line.name === null ? '' : ` from ${line.name}`;
  return {
    key: keyOf([line]),
    reason: `Data shows ${amountText(source, amount)}${from} of ${dayText(source, date)} in undeposited funds for ${countText(daysBetween(date, source.asOf), 'day')}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: [
      { label: 'It is on its way to the bank', changes: [] },
      {
        // A payment that never arrived is owed again, which leaves the cash ahead as it is.
        label:
          documentTypeOf(legs[0].documentType) === 'Payment'
            ? 'The bank balance has it already'
            : 'It never arrived, or the bank balance has it already',
        changes: [{ kind: 'CASH', amount: cents(-amount), of: documentOf(legs[0]) }],
      },
    ],
  };
}
