import { addDays } from '../../calendar.js';
import { cents } from '../../money.js';
import { amountText, partyLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import { balancesBelowZero, creditsText, partyBalanceParts, type PartyBalance } from '../partyBalances.js';
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
  const line = partyLine(below.party, below.balance);
  return {
    key: line.key,
    reason: `Data shows ${below.party.name} owing ${amountText(source, below.balance)}: ${creditsText(source, below)}.`,
    moneyAtStake: line.amount,
    lines: [line, ...below.credits],
    fixAt: line.place,
    resolutions: resolutionsOf(source, below),
  };
}

function resolutionsOf(source: HygieneSource, { party, balance }: PartyBalance): [Resolution, Resolution] {
  const date = addDays(source.asOf, PAID_OUT_DAYS);
  const item = {
    key: `Added:negative-receivables/${party.id}:${date}`,
    kind: 'ADDED',
    direction: 'OUT',
    amount: cents(-balance),
    date,
    name: party.name,
    number: null,
    documentKey: null,
    dueDate: null,
    series: null,
    basis: `Owed back to the customer; taken to be paid in ${PAID_OUT_DAYS} days.`,
  } as const;
  return [
    { label: 'It is set against an invoice to come', changes: [] },
    { label: 'It is paid back to the customer', changes: [{ kind: 'ADD', item }] },
  ];
}
