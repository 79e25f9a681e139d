/** What calibration fixed for a company when it was founded; kept in the first line of its journal. */
export interface Settings {
  /** Multiplies every cost, so that the trailing window burns (or gains) what the company's target says. */
  costFactor: number;
  /** Opening balances in minor units. */
  openingChecking: number;
  openingSavings: number;
  /** Owner's investments (+) and distributions (−) before the window, minor units, that keep checking within reason. */
  capital: readonly { date: string; amount: number }[];
  /** Cash that was aimed at, minor units. */
  cashAimedAt: number;
  /** False in trial runs, whose cash means nothing yet. */
  calibrated: boolean;
  /** The day of the first start; the bank has been reconciled through it. Books founded before this was kept have none. */
  origin?: string;
  /** Receipts get lost now and then. */
  losesReceipts?: boolean;
}

export const UNCALIBRATED: Settings = {
  costFactor: 1,
  openingChecking: 0,
  openingSavings: 0,
  capital: [],
  cashAimedAt: 0,
  calibrated: false,
};
