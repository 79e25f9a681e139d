import { addDays } from '../../calendar.js';
import { cents } from '../../money.js';
import { amountText, partyLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import { balancesBelowZero, creditsText, partyBalanceParts, type PartyBalance } from '../partyBalances.js';
import { isTrifle } from '../smallAmounts.js';
import type { Finding, Resolution, Rule } from '../rule.js';

/** Days after which money that a vendor owes is taken to come back. */
const COMES_BACK_DAYS = 30;

/** A vendor who was paid more than its bills say: a bill is missing, or the payment was one too many. */
export const negativePayables: Rule = {
  id: 'negative-payables',
  title: 'Vendor below zero',
  about:
    'A vendor whose open bills, less credits and payments applied to nothing, come to less than zero. A bill is missing or something was paid twice, and payables are too low by as much.',
  severity: 'DISTORTS',
  minutes: 10,
  counted: { one: 'vendor', many: 'vendors' },
  settings: ['leastAmount'],
  reads: partyBalanceParts('Vendor'),
  find: (source, values) =>
    balancesBelowZero(source, 'Vendor')
      .filter(({ balance }) => !isTrifle(balance, values))
      .map((below) => findingOf(source, below)),
};

function findingOf(source: HygieneSource, below: PartyBalance): Finding {
  const line = partyLine(below.party, below.balance);
  return {
    key: line.key,
    reason: `Data shows ${below.party.name} owed ${amountText(source, below.balance)}: ${creditsText(source, below)}.`,
    moneyAtStake: line.amount,
    lines: [line, ...below.credits],
    fixAt: line.place,
    resolutions: below.paid < 0 ? resolutionsOf(source, below) : null,
  };
}

/** Vendor credits are in the forecast already: only what was paid past the bills can still come back. */
function resolutionsOf(source: HygieneSource, { party, paid }: PartyBalance): [Resolution, Resolution] {
  const date = addDays(source.asOf, COMES_BACK_DAYS);
  const item = {
    key: `Added:negative-payables/${party.id}:${date}`,
    kind: 'ADDED',
    direction: 'IN',
    amount: cents(-paid),
    date,
    name: party.name,
    number: null,
    documentKey: null,
    dueDate: null,
    series: null,
    basis: `Paid past its bills; taken to come back in ${COMES_BACK_DAYS} days.`,
  } as const;
  return [
    { label: 'A bill is missing from the books', changes: [] },
    { label: 'The vendor gives it back', changes: [{ kind: 'ADD', item }] },
  ];
}
