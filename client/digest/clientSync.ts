import type { OverviewView } from '../offline/index.js';

/** How the client's sync stands, as the newest overview says. */
export type ClientSync = OverviewView['versions'][number]['sync'];

/** Where the client stands in the list as it was last shown, and the way to its neighbours. */
export interface Place {
  /** 1 for the first. */
  readonly number: number;
  readonly of: number;
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}
