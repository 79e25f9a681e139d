import { cents } from '../../money.js';
import { belowZeroFinding, movingAfter, settledOrMoved } from '../belowZeroFinding.js';
import type { HygieneSource } from '../hygieneSource.js';
import { balancesBelowZero, partyBalanceParts, type PartyBalance } from '../partyBalances.js';
import { isTrifle } from '../smallAmounts.js';
import type { Finding, Resolution, Rule } from '../rule.js';

/** Days after which money that a customer is owed is taken to be paid out. */
const PAID_OUT_DAYS = 30;

/** A customer who paid or was credited more than the invoices say. */
export const negativeReceivables: Rule = {
  id: 'negative-receivables',
  title: 'Customer below zero',
  about:
    'A customer whose open invoices, less credits and payments applied to nothing, come to less than zero. An invoice is missing or money is owed back, and receivables are too low by as much.',
  severity: 'DISTORTS',
  minutes: 10,
  counted: { one: 'customer', many: 'customers' },
  settings: ['leastAmount'],
  reads: partyBalanceParts('Customer'),
  find: (source, values) =>
    balancesBelowZero(source, 'Customer')
      .filter(({ balance }) => !isTrifle(balance, values))
      .map((below) => findingOf(source, below)),
};

function findingOf(source: HygieneSource, below: PartyBalance): Finding {
  return belowZeroFinding(source, below, 'paid or credited past its invoices', resolutionsOf(source, below));
}

function resolutionsOf(source: HygieneSource, below: PartyBalance): [Resolution, Resolution] {
  const item = movingAfter(source, 'negative-receivables', below, {
    direction: 'OUT',
    amount: cents(-below.balance),
    days: PAID_OUT_DAYS,
    basis: `Owed back to the customer; taken to be paid in ${PAID_OUT_DAYS} days.`,
  });
  return settledOrMoved('It is set against an invoice to come', 'It is paid back to the customer', item);
}
