import { useMemo } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { usePrinting } from '../digest/reading.js';
import { useDecisions, useDigest, type ReviewView } from '../offline/index.js';
import { isHeld } from './heldFigures.js';

/** What a device has to count a client's decisions into figures ahead. */
export interface ComingGround {
  readonly review: ReviewView | null;
  /** The client's, newest first. */
  readonly decisions: readonly DecisionShown[];
  /** By this device's clock decisions on these figures have expired. */
  readonly isOld: boolean;
}

/** The same object until one of them changes. */
export function useComingGround(clientId: string): ComingGround {
  const { review } = useDigest(clientId);
  const decisions = useDecisions(clientId);
  const { now } = usePrinting();
  const syncedAt = review?.console?.syncedAt ?? null;
  const isOld = syncedAt !== null && isHeld(syncedAt, now);
  return useMemo(() => ({ review, decisions, isOld }), [review, decisions, isOld]);
}
