import { sum } from '../money.js';
import type { ForecastChange } from './forecastInputs.js';

type MoneyChange = Extract<ForecastChange, { kind: 'CASH' | 'RUN_RATE' }>;
type Part = 'cash' | 'runRateIn' | 'runRateOut';
type Amounts = Record<Part, number>;

/**
 * What changes make of cash on hand and of the run-rate. Of changes that name the same document only the largest counts,
 * above zero where two are as large: a check that is in the books twice and was never cashed is one amount of money.
 */
export class MoneyChanges {
  cash = 0;
  runRateIn = 0;
  runRateOut = 0;
  private readonly byDocument = new Map<string, Amounts>();

  /** `before`: changes that are counted already; these come on top of them. */
  constructor(private readonly before: MoneyChanges | null = null) {}

  apply(change: MoneyChange): void {
    const amounts: Amounts =
      change.kind === 'CASH'
        ? { cash: change.amount, runRateIn: 0, runRateOut: 0 }
        : { cash: 0, runRateIn: change.in, runRateOut: change.out };
    const { of } = change;
    if (of === undefined || of === null) return this.add(amounts);
    const known = this.of(of);
    const now: Amounts = {
      cash: larger(known.cash, amounts.cash),
      runRateIn: larger(known.runRateIn, amounts.runRateIn),
      runRateOut: larger(known.runRateOut, amounts.runRateOut),
    };
    this.byDocument.set(of, now);
    this.add({
      cash: now.cash - known.cash,
      runRateIn: now.runRateIn - known.runRateIn,
      runRateOut: now.runRateOut - known.runRateOut,
    });
  }

  private of(document: string): Amounts {
    return this.byDocument.get(document) ?? this.before?.of(document) ?? { cash: 0, runRateIn: 0, runRateOut: 0 };
  }

  private add({ cash, runRateIn, runRateOut }: Amounts): void {
    this.cash = sum([this.cash, cash]);
    this.runRateIn = sum([this.runRateIn, runRateIn]);
    this.runRateOut = sum([this.runRateOut, runRateOut]);
  }
}

function larger(a: number, b: number): number {
  if (Math.abs(a) !== Math.abs(b)) return Math.abs(a) > Math.abs(b) ? a : b;
  return Math.max(a, b);
}
