import { cents, roundHalfUp } from '../money.js';
import type { Window } from '../snapshot.js';
import type { WeeklyFlow } from './forecastInputs.js';
import type { CashFlow } from './cashFlows.js';
import type { CashPiece } from './cashPieces.js';

/** The one thing that a piece of the window's cash counts as; nothing is counted twice. */
export type CashUse = 'SET_ASIDE' | 'SETTLES_INVOICE' | 'SETTLES_BILL' | 'SERIES' | 'RUN_RATE' | 'NON_OPERATING';

/** What each piece counts as. `inSeries`: the flows that belong to a series that goes on. */
export function usesOf(
  pieces: readonly CashPiece[],
  inSeries: Iterable<CashFlow>,
  setAside: ReadonlySet<string>,
): Map<CashPiece, CashUse> {
  const ofSeries = new Set([...inSeries].flatMap((flow) => flow.pieces));
  return new Map(pieces.map((piece) => [piece, useOf(piece, ofSeries, setAside)]));
}

function useOf(piece: CashPiece, ofSeries: ReadonlySet<CashPiece>, setAside: ReadonlySet<string>): CashUse {
  if (setAside.has(piece.movement.documentKey)) return 'SET_ASIDE';
  if (piece.settles === 'INVOICE') return 'SETTLES_INVOICE';
  if (piece.settles === 'BILL') return 'SETTLES_BILL';
  if (ofSeries.has(piece)) return 'SERIES';
  return piece.class === 'OPERATING' ? 'RUN_RATE' : 'NON_OPERATING';
}

/** Weekly means of operating movements that settle nothing and belong to no series (domain: "residual run-rate"). */
export function runRateOf(uses: ReadonlyMap<CashPiece, CashUse>, window: Window | null): WeeklyFlow {
  return {
    in: weeklyMean(total(uses, 'RUN_RATE', 'IN'), window),
    out: weeklyMean(total(uses, 'RUN_RATE', 'OUT'), window),
  };
}

/**
 * Weekly means of collections and of bill payments (domain: "new business"), each less what went the other way: refunds
 * to customers and from vendors.
 */
export function newBusinessOf(uses: ReadonlyMap<CashPiece, CashUse>, window: Window | null): WeeklyFlow {
  const collected = total(uses, 'SETTLES_INVOICE', 'IN') - total(uses, 'SETTLES_INVOICE', 'OUT');
  const paid = total(uses, 'SETTLES_BILL', 'OUT') - total(uses, 'SETTLES_BILL', 'IN');
  return { in: weeklyMean(Math.max(0, collected), window), out: weeklyMean(Math.max(0, paid), window) };
}

function total(uses: ReadonlyMap<CashPiece, CashUse>, wanted: CashUse, direction: 'IN' | 'OUT'): number {
  let sum = 0;
  for (const [piece, use] of uses) if (use === wanted && piece.direction === direction) sum += piece.amount;
  return sum;
}

/** × 7 ÷ days, half up; nothing without a window. */
function weeklyMean(amount: number, window: Window | null): WeeklyFlow['in'] {
  return cents(window === null ? 0 : roundHalfUp(BigInt(amount) * 7n, window.days));
}
