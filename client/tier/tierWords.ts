import type { ReviewView } from '../offline/index.js';

export type Tier = ReviewView['tier'];

export interface TierWords {
  readonly name: string;
  /** What it includes, in a sentence. */
  readonly includes: string;
}

/** The tiers by what a person calls them. */
export const TIER_WORDS: Readonly<Record<Tier, TierWords>> = {
  BASIC_RITUAL_ONLY: {
    name: 'Tier 1',
    includes: 'The weekly review of the books as they are: digest, issues by severity, cash events in the books.',
  },
  SMART: {
    name: 'Smart tier',
    includes: 'All of tier 1, with the 13-week forecast, recurring events, and issues priced by their effect on it.',
  },
};

export const TIERS: readonly Tier[] = ['BASIC_RITUAL_ONLY', 'SMART'];
