import type { Books, ClientSettings } from './books.js';
import type { CashMovement } from './cashMovement.js';
import { addDays } from './calendar.js';
import { snapshotFrom } from './computeSnapshot.js';
import { FIGURE_TITLES, FORMULAS_IN_WORDS, type Figure } from './figures.js';
import { formulaInFigures, openingLabel } from './formulaInFigures.js';
import { cents, sum } from './money.js';
import { balanceGroup, flowGroups, openItemGroup, type ProvenanceGroup } from './provenanceGroups.js';
import { provenanceNotes } from './provenanceNotes.js';
import type { AccountBalance, SnapshotFigures, Window } from './snapshot.js';
import { SnapshotSource } from './snapshotSource.js';
import type { Cents, IsoDate } from './units.js';
import {
  APART_IN,
  APART_OUT,
  IN_CASH_IN,
  IN_CASH_OUT,
  IN_FLOWS,
  OUT_FLOWS,
  setAsideKeys,
  type FlowKey,
} from './windowFlows.js';

export type { ProvenanceGroup } from './provenanceGroups.js';

/** Where a figure comes from, down to its transactions. */
export interface Provenance {
  readonly figure: Figure;
  readonly title: string;
  readonly formulaInWords: string;
  /** Empty when the figure cannot be derived. */
  readonly formulaInFigures: string;
  readonly window: Window | null;
  /** Counted first, then left out with the reason; empty for bills and invoices. */
  readonly accounts: readonly AccountBalance[];
  /** What the figure is made of; their amounts sum to `total` exactly. */
  readonly groups: readonly ProvenanceGroup[];
  /** Shown apart: movements of the window that are in none of the groups. */
  readonly apart: readonly ProvenanceGroup[];
  /** Cash on hand (0 where it is missing), the open amount, or the window's total that the weekly figure and the runway are computed from. */
  readonly total: Cents;
  readonly notes: readonly string[];
  /** What is missing when the figure cannot be derived; then it is not shown. */
  readonly missing: string | null;
}

/** The window's cash movements, by date; all classes, those set aside included. Empty without a window. */
export function movementsInWindow(books: Books, settings: ClientSettings, asOf: IsoDate): readonly CashMovement[] {
  return new SnapshotSource(books, settings).cashAt(asOf).inWindow;
}

/** Where a figure of a client comes from, as of a date; `locale` writes the numbers of the formula. */
export function provenance(
  figure: Figure,
  books: Books,
  settings: ClientSettings,
  asOf: IsoDate,
  locale = 'en-US',
): Provenance {
  const source = new SnapshotSource(books, settings);
  return provenanceFrom(figure, source, snapshotFrom(source, asOf), locale);
}

/** The same from books that are prepared and figures that are computed already, for several figures of one client. */
export function provenanceFrom(
  figure: Figure,
  source: SnapshotSource,
  figures: SnapshotFigures,
  locale = 'en-US',
): Provenance {
  const { groups, apart } = groupsOf(figure, source, figures);
  const isOpenItems = figure.startsWith('PAYABLES') || figure.startsWith('RECEIVABLES');
  return {
    figure,
    title: FIGURE_TITLES[figure],
    formulaInWords: FORMULAS_IN_WORDS[figure],
    formulaInFigures: formulaInFigures(figure, figures, locale),
    window: isOpenItems || figure === 'CASH_ON_HAND' ? null : figures.window,
    accounts: isOpenItems ? [] : countedFirst(figures.accounts),
    groups,
    apart,
    total: sum(groups.map(({ amount }) => amount)),
    notes: provenanceNotes(figure, source, figures, locale),
    missing: missingFor(figure, figures),
  };
}

interface Grouped {
  readonly groups: ProvenanceGroup[];
  readonly apart: ProvenanceGroup[];
}

function groupsOf(figure: Figure, source: SnapshotSource, figures: SnapshotFigures): Grouped {
  switch (figure) {
    case 'CASH_ON_HAND':
      return { groups: cashGroups(source, figures), apart: [] };
    case 'WEEKLY_IN':
      return windowGroups(source, figures, IN_CASH_IN, [], APART_IN);
    case 'WEEKLY_OUT':
      return windowGroups(source, figures, IN_CASH_OUT, [], APART_OUT);
    case 'RUNWAY':
    case 'NET_BURN':
      return windowGroups(source, figures, IN_CASH_OUT, IN_CASH_IN, [...APART_IN, ...APART_OUT]);
    case 'PAYABLES_DUE':
      return { groups: [openItemGroup(FIGURE_TITLES[figure], figures.payablesDue)], apart: [] };
    case 'PAYABLES_OVERDUE':
      return { groups: [openItemGroup(FIGURE_TITLES[figure], figures.payablesOverdue)], apart: [] };
    case 'RECEIVABLES_OVERDUE':
      return { groups: [openItemGroup(FIGURE_TITLES[figure], figures.receivablesOverdue)], apart: [] };
  }
}

/** Movements of the window: what adds to the figure, what lowers it, and what is shown apart. */
function windowGroups(
  source: SnapshotSource,
  figures: SnapshotFigures,
  adds: readonly FlowKey[],
  lowers: readonly FlowKey[],
  apart: readonly FlowKey[],
): Grouped {
  const movements = source.cashAt(figures.asOf).inWindow;
  const setAside = setAsideKeys(source.settings);
  return {
    groups: [...flowGroups(movements, setAside, adds, 1), ...flowGroups(movements, setAside, lowers, -1)],
    apart: flowGroups(movements, setAside, apart, 1),
  };
}

const NOTHING_ASIDE: ReadonlySet<string> = new Set();

/**
 * The balance before the window and every movement in it, one-offs included: cash is cash. Without a window: every
 * movement there is, in condensed books those since they are whole.
 */
function cashGroups(source: SnapshotSource, figures: SnapshotFigures): ProvenanceGroup[] {
  const { asOf, window } = figures;
  const from = window?.from ?? source.books.condensedBefore ?? null;
  const counted = figures.accounts.filter((account) => account.counted);
  const movements = source.movementsAt(asOf).filter(({ date }) => date <= asOf && (from === null || date >= from));
  const groups = [
    ...(from === null ? [] : balanceBefore(source, counted, from, asOf)),
    ...flowGroups(movements, NOTHING_ASIDE, IN_FLOWS, 1),
    ...flowGroups(movements, NOTHING_ASIDE, OUT_FLOWS, -1),
  ];
  // Legs of a document that do not balance, as in books still arriving, are in the accounts but are no movement.
  const rest = cents((figures.cashOnHand ?? 0) - sum(groups.map(({ amount }) => amount)));
  return rest === 0 ? groups : [...groups, balanceGroup('Entries that do not balance', rest)];
}

function balanceBefore(
  source: SnapshotSource,
  counted: readonly AccountBalance[],
  from: IsoDate,
  asOf: IsoDate,
): ProvenanceGroup[] {
  const before = sum(counted.map(({ accountId }) => source.balanceAt(accountId, addDays(from, -1))));
  return before === 0 ? [] : [balanceGroup(openingLabel(from, asOf), before)];
}

function countedFirst(accounts: readonly AccountBalance[]): AccountBalance[] {
  return [...accounts.filter(({ counted }) => counted), ...accounts.filter(({ counted }) => !counted)];
}

function missingFor(figure: Figure, figures: SnapshotFigures): string | null {
  switch (figure) {
    case 'RUNWAY':
      return figures.runway.reason;
    case 'CASH_ON_HAND':
      if (figures.cashOnHand !== null) return null;
      return figures.accounts.some(({ counted }) => counted)
        ? 'Nothing is posted to a cash account yet.'
        : 'No bank account is counted as cash.';
    case 'WEEKLY_IN':
    case 'WEEKLY_OUT':
    case 'NET_BURN':
      return figures.window === null ? 'No cash movement in the books yet; a window needs one.' : null;
    default:
      return null;
  }
}
