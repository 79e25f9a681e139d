import type { Posting } from '../../books.js';
import { addDays } from '../../calendar.js';
import { cashOf, countedCash } from '../countedCash.js';
import { amountText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import { listText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import { cents, roundHalfUp } from '../../money.js';
import type { Finding, Resolution, Rule } from '../rule.js';
import { UNCATEGORISED_PARTS, uncategorisedDocuments, type Uncategorised } from '../uncategorised.js';
import { WINDOW_DAYS } from '../../window.js';

const NOTHING = cents(0);

/** A transaction on an account that says its category is not known yet. */
export const uncategorisedTransaction: Rule = {
  id: 'uncategorised-transaction',
  title: 'Uncategorised transaction',
  about:
    "A transaction on Uncategorized Income, Expense or Asset, or on Ask My Accountant, that no journal entry moved since. Whether it is a sale, a running cost, a loan or the owner's money decides how much burn it is.",
  severity: 'DISTORTS',
  minutes: 2,
  counted: { one: 'transaction', many: 'transactions' },
  settings: ['categoriseDays'],
  reads: UNCATEGORISED_PARTS,
  find: (source, { categoriseDays }) => {
    const from = addDays(source.asOf, -categoriseDays);
    return uncategorisedDocuments(source)
      .filter(({ legs }) => legs[0].date >= from)
      .map((uncategorised) => {
        const { legs, amount, accounts } = uncategorised;
        const key = legs[0].documentKey;
        const madeOf = [source.snapshots.index.legs.get(key), amount, countedCash(source), ...accounts];
        return source.remember(`uncategorised ${key}`, madeOf, () => findingOf(source, uncategorised));
      });
  },
};

function findingOf(source: HygieneSource, { legs, amount, accounts }: Uncategorised): Finding {
  const line = ledgerLine(legs, amount);
  const whom = line.name === null ? '' : `, ${line.name}`;
  const said = line.memo === null ? '' : ` ("${line.memo}")`;
  return {
    key: keyOf([line]),
    reason: `Data shows ${amountText(source, amount)} of ${dayText(source, legs[0].date)}${whom}${said} on ${listText(accounts.map(({ fullName }) => fullName))}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: resolutionsOf(source, legs, amount),
  };
}

/** What moved cash in the window is part of the weekly mean only while it counts as operating. */
function resolutionsOf(
  source: HygieneSource,
  legs: readonly Posting[],
  amount: number,
): [Resolution, Resolution] | null {
  const cash = cashOf(source, legs);
  const inWindow = (legs[0]?.date ?? '') > addDays(source.asOf, -WINDOW_DAYS);
  if (cash === 0 || !inWindow) return null;
  const weekly = cents(-roundHalfUp(Math.min(Math.abs(cash), amount), WINDOW_DAYS / 7));
  return cash > 0
    ? [
        { label: 'It is a sale', changes: [] },
        { label: "It is a loan or the owner's money", changes: [{ kind: 'RUN_RATE', in: weekly, out: NOTHING }] },
      ]
    : [
        { label: 'It is a running cost', changes: [] },
        { label: 'It does not come back', changes: [{ kind: 'RUN_RATE', in: NOTHING, out: weekly }] },
      ];
}
