import type { DecisionKind } from '../../domain/decision/decision.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { isOnItsWay } from '../../domain/operations/decisionStanding.js';
import type { TrayGroup } from './trayGroups.js';

/** A sync is good when it ends; its figures are of when its reading began. */
const READING_MS = 10 * 60_000;
const CHANGE_FIGURES: ReadonlySet<DecisionKind> = new Set(['RECORD_PAYMENT', 'PLAN']);

/**
 * Whether a client's figures may read otherwise for what is decided: something is on its way, or was applied so lately that
 * the last sync may not have read it. Asked before the client's whole review is opened, which knows.
 */
export function mayBeWeighed({ row, decisions }: TrayGroup): boolean {
  const syncedAt = row?.lastGoodSyncAt ?? null;
  return decisions.some((decision) => isOnItsWay(decision) || (syncedAt !== null && isApplied(decision, syncedAt)));
}

function isApplied({ state, kind, settledAt }: DecisionShown, since: string): boolean {
  if (state !== 'APPLIED' || settledAt === null || !CHANGE_FIGURES.has(kind)) return false;
  return Date.parse(settledAt) > Date.parse(since) - READING_MS;
}
