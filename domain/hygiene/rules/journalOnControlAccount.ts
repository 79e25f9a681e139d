import type { Posting } from '../../books.js';
import { addDays } from '../../calendar.js';
import { documentTypeOf, entityKey } from '../../documentTypes.js';
import { cents } from '../../money.js';
import { accountsOfType } from '../accountRoles.js';
import { amountText, dayText, keyOf, ledgerLine } from '../findingLines.js';
import type { HygieneSource } from '../hygieneSource.js';
import type { Finding, FindingLine, Resolution, Rule } from '../rule.js';

/** Days after which what such an entry says to be owed is taken to be paid. */
const PAID_AFTER_DAYS = 30;

/** A journal entry on receivables or payables, beside all invoices and bills. */
export const journalOnControlAccount: Rule = {
  id: 'journal-on-control-account',
  title: 'Journal entry on receivables or payables',
  about:
    'A journal entry with a line on accounts receivable or payable. No invoice or bill stands behind it, so that it has no due date and is in no forecast, while aging reports count it. One that payments have used up is left out.',
  severity: 'DISTORTS',
  minutes: 10,
  counted: { one: 'journal entry', many: 'journal entries' },
  settings: ['controlJournalDays'],
  lookBack: 'controlJournalDays',
  reads: ['POSTINGS', 'ACCOUNTS', 'JournalEntry', 'Payment', 'BillPayment', 'COMPANY', 'AS_OF'],
  find: (source, { controlJournalDays }) => {
    const isJournal = journalLabels();
    const from = addDays(source.asOf, -controlJournalDays);
    const receivable = accountsOfType(source, 'Accounts Receivable');
    const payable = accountsOfType(source, 'Accounts Payable');
    const journals = source.ofLedger(`journals on control accounts from ${from}`, (legs) => {
      if (!isJournal(legs[0]?.documentType ?? '')) return null;
      const lines = legs.filter(
        ({ date, accountId, debit, credit }) =>
          (receivable.has(accountId) || payable.has(accountId)) &&
          date >= from &&
          date <= source.asOf &&
          debit !== credit,
      );
      return lines.length === 0 ? null : lines;
    });
    return [...journals.values()].filter((legs) => !isUsedUp(source, legs)).map((legs) => findingOf(source, legs));
  },
};

/** Whether payments set all of it against invoices or bills: it is settled like one. */
function isUsedUp(source: HygieneSource, legs: readonly Posting[]): boolean {
  const applied = appliedTo(source, legs);
  return applied > 0 && applied >= Math.abs(netOf(legs));
}

function netOf(legs: readonly Posting[]): number {
  return legs.reduce((total, { debit, credit }) => total + debit - credit, 0);
}

/** Tells journal entries by their label in the ledger, each label looked at once. */
function journalLabels(): (label: string) => boolean {
  const known = new Map<string, boolean>();
  return (label) => {
    const is = known.get(label) ?? documentTypeOf(label) === 'JournalEntry';
    known.set(label, is);
    return is;
  };
}

function findingOf(source: HygieneSource, legs: readonly Posting[]): Finding {
  const amount = legs.reduce((total, { debit, credit }) => total + Math.abs(debit - credit), 0);
  const line = ledgerLine(legs, amount);
  const accounts = [...new Set(legs.map(({ accountId }) => source.account(accountId)?.fullName))].sort();
  const what = ['journal entry', line.number].filter(Boolean).join(' ');
  const named = line.name === null ? '' : ` for ${line.name}`;
  return {
    key: keyOf([line]),
    reason: `Data shows ${what} of ${line.date === null ? '' : dayText(source, line.date)} with ${amountText(source, amount)}${named} on ${accounts.join(' and ')} and no invoice or bill behind it.`,
    moneyAtStake: line.amount,
    lines: [line],
    fixAt: line.place,
    resolutions: resolutionsOf(source, legs, line),
  };
}

/** What of it nothing was applied to is owed: to come in, or to be paid. */
function resolutionsOf(
  source: HygieneSource,
  legs: readonly Posting[],
  line: FindingLine,
): [Resolution, Resolution] | null {
  const net = netOf(legs);
  const applied = appliedTo(source, legs);
  const left = Math.abs(net) - applied;
  if (left <= 0) return null;
  const date = addDays(source.asOf, PAID_AFTER_DAYS);
  const item = {
    key: `Added:journal-on-control-account/${line.documentKey ?? line.key}:${date}`,
    kind: 'ADDED',
    direction: net > 0 ? 'IN' : 'OUT',
    amount: cents(left),
    date,
    name: line.name ?? line.type,
    number: line.number,
    documentKey: line.documentKey,
    dueDate: null,
    series: null,
    basis: `Booked by journal without a due date; taken to be settled in ${PAID_AFTER_DAYS} days.`,
  } as const;
  return [
    { label: 'It corrects what invoices and bills say already', changes: [] },
    { label: net > 0 ? 'It is still to be collected' : 'It is still to be paid', changes: [{ kind: 'ADD', item }] },
  ];
}

function appliedTo(source: HygieneSource, [first]: readonly Posting[]): number {
  if (!first || first.documentId === null) return 0;
  const applied = source.snapshots.applications.appliedTo.get(entityKey('JournalEntry', first.documentId)) ?? [];
  return applied.reduce((total, { date, amount }) => (date <= source.asOf ? total + amount : total), 0);
}
