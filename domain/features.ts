import { refuse, type Refusal } from './refusal.js';

/** What a client's month buys. */
export const TIERS = ['BASIC_RITUAL_ONLY', 'SMART'] as const;

export type Tier = (typeof TIERS)[number];

/** Everything that a tier decides on. */
export const FEATURES = [
  'INSIGHTS',
  'WHY_IT_MOVED',
  'ISSUE_PRIORITY',
  'DECISION_IMPACT',
  'FORECAST',
  'MEETING_PREP',
] as const;

export type Feature = (typeof FEATURES)[number];

/** The one table: which features a tier has. */
const FEATURES_OF: Readonly<Record<Tier, ReadonlySet<Feature>>> = {
  BASIC_RITUAL_ONLY: new Set(),
  SMART: new Set(FEATURES),
};

/** What a client without the feature does not see, as the beginning of a sentence. */
const NAMES: Readonly<Record<Feature, string>> = {
  INSIGHTS: 'What moved the runway most is',
  WHY_IT_MOVED: 'The causes of a change are',
  ISSUE_PRIORITY: 'What each issue is worth in the forecast is',
  DECISION_IMPACT: 'What decisions do to the forecast is',
  FORECAST: 'The 13-week forecast is',
  MEETING_PREP: 'Meeting preparation is',
};

/** Whether a tier has a feature. The only place that knows. */
export function allows(tier: Tier, feature: Feature): boolean {
  return FEATURES_OF[tier].has(feature);
}

/** Why a feature is not there, typed FEATURE_OFF with a sentence that names it; null where the tier has it. */
export function featureRefusal(tier: Tier, feature: Feature, field: string | null = null): Refusal | null {
  return allows(tier, feature) ? null : refuse('FEATURE_OFF', field, `${NAMES[feature]} not in this client’s tier.`);
}
