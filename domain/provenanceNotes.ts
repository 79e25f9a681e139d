import type { Figure } from './figures.js';
import { formatMoney } from './format.js';
import { openBalancesOf } from './openBalances.js';
import type { SnapshotFigures } from './snapshot.js';
import type { SnapshotSource } from './snapshotSource.js';
import type { Cents } from './units.js';
import { setAsideKeys } from './windowFlows.js';

/** Sentences beside a figure: what is not in it, and why. */
export function provenanceNotes(
  figure: Figure,
  source: SnapshotSource,
  figures: SnapshotFigures,
  locale: string,
): string[] {
  const money = (amount: Cents): string => formatMoney(amount, figures.currency, locale);
  switch (figure) {
    case 'CASH_ON_HAND':
      return inTransitNotes(figures, money);
    case 'PAYABLES_DUE':
    case 'PAYABLES_OVERDUE':
      return [
        ...undatedNotes(source, figures, 'bills'),
        ...beside(figures.unappliedPayables, 'Vendor credits and bill payments applied to nothing', money),
      ];
    case 'RECEIVABLES_OVERDUE':
      return [
        ...undatedNotes(source, figures, 'invoices'),
        ...beside(figures.unappliedReceivables, 'Credit memos and payments applied to nothing', money),
      ];
    default:
      return oneOffNotes(source, figures);
  }
}

function inTransitNotes({ inTransit }: SnapshotFigures, money: (amount: Cents) => string): string[] {
  return inTransit === 0 ? [] : [`Undeposited funds of ${money(inTransit)} are in transit: shown, not counted.`];
}

/** QuickBooks' aging reports net these. */
function beside(amount: Cents, what: string, money: (amount: Cents) => string): string[] {
  return amount === 0 ? [] : [`${what}: ${money(amount)}. They stand beside this figure, not in it.`];
}

function undatedNotes(source: SnapshotSource, figures: SnapshotFigures, kind: 'bills' | 'invoices'): string[] {
  const count = openBalancesOf(source.applications, figures.asOf)[kind].filter(({ dueDate }) => !dueDate).length;
  if (count === 0) return [];
  const what = count === 1 ? `1 open ${kind.slice(0, -1)} has` : `${count} open ${kind} have`;
  return [`${what} no due date: neither due nor overdue.`];
}

/** What an advisor set aside stays visible, each with its reason. */
function oneOffNotes(source: SnapshotSource, figures: SnapshotFigures): string[] {
  const { oneOffs } = source.settings;
  const setAside = setAsideKeys(source.settings);
  return source
    .cashAt(figures.asOf)
    .inWindow.filter(({ documentKey }) => setAside.has(documentKey))
    .map(({ documentKey, type, number, name }) => {
      const what = [type, number, name].filter(Boolean).join(' ');
      return `Set aside as a one-off: ${what} (${oneOffs[documentKey] ?? ''}).`;
    });
}
