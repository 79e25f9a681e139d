import { createContext, useContext } from 'react';
import type { IsoDate } from '../../domain/units.js';
import type { ForecastView } from '../forecast/forecastParts.js';
import type { PayingAccount } from './console.js';
import type { CountedComing } from './countedComing.js';

/** What every row of one client's console is read with. The same object while none of it changes. */
export interface ConsoleSurroundings {
  readonly accounts: readonly PayingAccount[];
  /** When the figures shown were read, by the server's clock. */
  readonly syncedAt: string;
  /** The client's today: plans begin the day after. */
  readonly today: IsoDate;
  /** The one that decisions are weighed in. Null where the tier has none or no impact (`hasImpact`), or the books have no ground for one. */
  readonly forecast: ForecastView | null;
  /** What is decided and not in the figures shown, where it is counted: see `countedComing`. */
  readonly coming: CountedComing['coming'];
  readonly uncounted: CountedComing['uncounted'];
  /** The figures are too old to be decided on: see `isHeld`. */
  readonly isHeld: boolean;
}

export const ConsoleContext = createContext<ConsoleSurroundings | null>(null);

/** Throws outside a console, which is a fault of the part that asks. */
export function useConsole(): ConsoleSurroundings {
  const surroundings = useContext(ConsoleContext);
  if (surroundings === null) throw new Error('A part of the console was shown outside one.');
  return surroundings;
}
