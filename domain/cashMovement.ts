import type { Cents, IsoDate } from './units.js';

export type CashClass = 'OPERATING' | 'INVESTING' | 'FINANCING' | 'OWN_TRANSFER' | 'OPENING';

export type CashDirection = 'IN' | 'OUT';

/** What one other account stands for in a movement; amount above zero, in home currency. */
export interface CashPart {
  readonly direction: CashDirection;
  readonly class: CashClass;
  readonly accountId: string;
  readonly amount: Cents;
}

/** What one document did to the counted cash accounts together on its date. */
export interface CashMovement {
  readonly documentKey: string;
  /** The ledger's label, e.g. `Bill Payment (Check)`. */
  readonly type: string;
  readonly id: string | null;
  readonly date: IsoDate;
  readonly number: string | null;
  readonly name: string | null;
  readonly memo: string | null;
  readonly parts: readonly CashPart[];
}
