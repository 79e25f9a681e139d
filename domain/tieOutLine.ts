import { cents } from './money.js';
import type { Runway } from './snapshot.js';
import type { Cents, Weeks } from './units.js';

/** A difference that has a name: added to QuickBooks' figure it leads to ours. */
export interface TieOutBridge {
  readonly label: string;
  readonly amount: Cents;
}

/** ours = quickbooks + Σ bridges + difference; it closes when the difference is 0. */
export interface TieOutLine {
  readonly key: string;
  readonly label: string;
  readonly ours: Cents;
  readonly quickbooks: Cents;
  readonly difference: Cents;
  readonly bridges: readonly TieOutBridge[];
  readonly closes: boolean;
}

export interface TieOutRunway {
  readonly ours: Runway;
  /** From QuickBooks' balance sheet and cash-flow report. */
  readonly quickbooks: Runway;
  /** Printed weeks, ours − QuickBooks'; null unless both are numbers. */
  readonly difference: Weeks | null;
  /** From QuickBooks' net cash increase to minus the window's net burn. */
  readonly bridges: readonly TieOutBridge[];
}

/** A line of the tie-out; the difference is what the bridges do not explain. */
export function lineOf(
  key: string,
  label: string,
  ours: number,
  quickbooks: number,
  bridges: readonly TieOutBridge[] = [],
): TieOutLine {
  const bridged = bridges.reduce((total, { amount }) => total + amount, quickbooks);
  const difference = cents(ours - bridged);
  return {
    key,
    label,
    ours: cents(ours),
    quickbooks: cents(quickbooks),
    difference,
    bridges,
    closes: difference === 0,
  };
}
