import { addDays } from '../../calendar.js';
import type { WeeklyFlow } from '../../forecast/forecastInputs.js';
import { documentOf, withoutShare } from '../countedCash.js';
import { amountText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import { listText } from '../findingWords.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, Resolution, Rule } from '../rule.js';
import { RUN_RATE_PARTS, runRateShare } from '../runRateShares.js';
import { UNCATEGORISED_PARTS, uncategorisedDocuments, type Uncategorised } from '../uncategorised.js';

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
  lookBack: 'categoriseDays',
  reads: [...new Set([...UNCATEGORISED_PARTS, ...RUN_RATE_PARTS])],
  find: (source, { categoriseDays }) => {
    const from = addDays(source.asOf, -categoriseDays);
    return uncategorisedDocuments(source)
      .filter(({ legs }) => legs[0].date >= from)
      .map((uncategorised) => {
        const { legs, amount, accounts } = uncategorised;
        const key = legs[0].documentKey;
        const share = shareOf(source, uncategorised);
        const madeOf = [source.snapshots.index.legs.get(key), amount, share.in, share.out, ...accounts];
        return source.remember(`uncategorised ${key}`, madeOf, () => findingOf(source, uncategorised, share));
      });
  },
};

function findingOf(source: HygieneSource, { legs, amount, accounts }: Uncategorised, share: WeeklyFlow): Finding {
  const line = ledgerLine(legs, amount);
  const whom = line.name === null ? '' : `, ${line.name}`;
  const said = line.memo === null ? '' : ` (“${line.memo}”)`;
  return {
    key: keyOf([line]),
    reason: `Data shows ${[line.type, line.number].filter(Boolean).join(' ')} of ${amountText(source, amount)} on ${dayText(source, legs[0].date)}${whom}${said} on ${listText(accounts.map(({ fullName }) => fullName))}.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: resolutionsOf(share, documentOf(legs[0])),
  };
}

/** What of it is in the weekly run-rate is there only while it counts as operating. */
function shareOf(source: HygieneSource, { legs, amount, accounts }: Uncategorised): WeeklyFlow {
  return runRateShare(source, legs[0].documentKey, new Set(accounts.map(({ id }) => id)), amount);
}

function resolutionsOf(share: WeeklyFlow, of: string): [Resolution, Resolution] | null {
  const gone = withoutShare(share, of);
  if (gone === null) return null;
  return share.in > share.out
    ? [
        { label: 'It is a sale', changes: [] },
        { label: "It is a loan or the owner's money", changes: [gone] },
      ]
    : [
        { label: 'It is a running cost', changes: [] },
        { label: 'It does not come back', changes: [gone] },
      ];
}
