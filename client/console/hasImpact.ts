import type { ReviewView } from '../offline/index.js';

/** Whether the client's tier has what decisions do to its forecast: by the server's list, which names every feature. */
export function hasImpact({ features }: Pick<ReviewView, 'features'>): boolean {
  return features.some(({ feature, available }) => feature === 'DECISION_IMPACT' && available);
}
