import type { RuleId } from '../../domain/hygiene/ruleIds.js';

/**
 * For the reference page: the two ways a rule's findings can turn out and what either does to the forecast; null where
 * neither touches the cash ahead. The rules themselves say it of each finding, with its amounts.
 */
export const RULE_OUTCOMES: Readonly<Record<RuleId, string | null>> = {
  'uncategorised-transaction':
    'A sale or a running cost: no change. A loan or the owner’s money, or a cost that does not come back: its part in the weekly run-rate is gone. Not priced where it has none: what settles invoices or bills or comes back regularly is no run-rate.',
  'undeposited-funds-ageing':
    'On its way to the bank: no change. In the bank balance already: cash is lower by it; so it is where a sale’s money never arrived.',
  'bill-without-due-date': 'Due now, or due thirty days later: the bill moves to that day.',
  'overdue-bill': 'Still owed: no change. Not owed, or paid already: the bill is gone.',
  'duplicate-bill-number': 'One bill entered twice: the later open ones are gone. Two bills: no change.',
  'duplicate-bill-amount': 'One bill entered twice: the later open ones are gone. Two bills: no change.',
  'duplicate-invoice': 'One invoice entered twice: the later open ones are gone. Two invoices: no change.',
  'duplicate-expense':
    'One expense entered twice: cash is higher by what was counted too often, and the run-rate lower. Two expenses: no change.',
  'duplicate-vendor': null,
  'bill-paid-as-expense': 'The expense paid the bill: the bill is gone. Still owed: no change.',
  'invoice-paid-as-deposit': 'The money paid the invoice: the invoice is gone. Still to come in: no change.',
  'negative-bank':
    'A deposit is missing: cash is higher by what the account is below zero. Overdrawn: no change. Not priced where the account is not counted as cash.',
  'negative-payables':
    'A bill is missing: no change. The vendor gives it back: it comes in after thirty days. Not priced where vendor credits alone are behind it: the forecast has them.',
  'negative-receivables': 'Set against an invoice to come: no change. Paid back: it goes out after thirty days.',
  'negative-balance':
    'Priced for undeposited funds alone, which are cash of the first day. Receipts are missing: cash is higher. Deposited twice: no change.',
  'stale-invoice': 'Collected soon: the invoice moves to that day. Never: it is gone.',
  'unapplied-payment':
    'It paid what is open: no change. It paid something else: what it is netted with in the forecast stands whole again.',
  'unapplied-credit': 'Set against what is open: no change. Never used: what is open stands whole again.',
  'missing-receipt': null,
  'expense-without-payee': null,
  'dormant-bank-account':
    'The money is there: no change. The account was closed: cash is lower by its balance. Not priced where the account is not counted as cash.',
  'uncleared-entry':
    'A check still to be cashed, a deposit that is at the bank: no change. Never cashed: cash is higher by it. Never arrived: cash is lower by it. What a payment had settled is then owed again, after thirty days.',
  'opening-balance-equity': null,
  'clearing-account-balance': null,
  'journal-on-control-account':
    'A correction of what invoices and bills say already: no change. Still to be collected or paid: what is left of it moves after thirty days.',
  'future-dated':
    'It happens on its date: no change. It has happened: it is gone from its date, and cash differs by it now.',
  'closed-period-entry': null,
  'unusual-entry':
    'Right as booked: no change. Booked by mistake: its cash is back and its part in the run-rate gone; an open bill or invoice is gone.',
  'vendor-without-tax-id': null,
};
