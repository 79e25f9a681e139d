import { cents } from '../../money.js';
import { belowZeroFinding, movingAfter, settledOrMoved } from '../belowZeroFinding.js';
import type { HygieneSource } from '../hygieneSource.js';
import { balancesBelowZero, partyBalanceParts, type PartyBalance } from '../partyBalances.js';
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
  const resolutions = below.paid < 0 ? resolutionsOf(source, below) : null;
  return belowZeroFinding(source, below, 'paid or credited past its bills', resolutions);
}

/** Vendor credits are in the forecast already: only what was paid past the bills can still come back. */
function resolutionsOf(source: HygieneSource, below: PartyBalance): [Resolution, Resolution] {
  const item = movingAfter(source, 'negative-payables', below, {
    direction: 'IN',
    amount: cents(-below.paid),
    days: COMES_BACK_DAYS,
    basis: `Paid past its bills; taken to come back in ${COMES_BACK_DAYS} days.`,
  });
  return settledOrMoved('A bill is missing from the books', 'The vendor gives it back', item);
}
