/**
 * The one door to what this device keeps. What an advisor sees is the last server snapshot kept here, folded with the
 * operations still queued; the app hands in how to fetch, and reads by the hooks.
 */
import { useEffect, useSyncExternalStore } from 'react';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { queueStore, shownStore, watchDigest } from './currentDevice.js';
import { NO_DIGEST, type ClientRowsState, type DeviceState, type DigestState } from './deviceState.js';
import type { OutboxView } from './outboxState.js';
import type { OverviewView } from './view.js';

export {
  fetchChosen,
  fetchPastDigest,
  keepViewer,
  keptViewer,
  refreshDevice,
  startDevice,
  takeAnswer,
  waitingHere,
  wipeDevice,
} from './currentDevice.js';
export { enqueue, forgetLost, letGo, sendNow, withdraw } from './currentOutbox.js';
export { PAYING_ACCOUNT } from './clientChoices.js';
export { newId } from './newId.js';
export type { NeverArrived, OutboxView, Saved } from './outboxState.js';
export { takeAlong } from './takeAlong.js';
export type { Room, TakeChoice, TakenAlong } from './takeAlong.js';
export type { Device } from './device.js';
export type { ChangesSink, DeviceOptions } from './deviceOptions.js';
export type { KeptViewer } from './keptViewer.js';
export type { ClientRow } from './clientRow.js';
export type { ClientRowsState, DeviceState, DigestState, ReviewView } from './deviceState.js';
export type {
  ChangesView,
  ConsoleView,
  DigestView,
  FlowbandView,
  ForecastResultView,
  HygieneView,
  ListClient,
  OverviewView,
  ProvenanceView,
  RitualChange,
  RitualView,
} from './view.js';

/** Whether the device can keep data, how long the server has been out of reach, when it last answered. */
export function useDevice(): DeviceState {
  return useSyncExternalStore(shownStore.subscribe, () => shownStore.get().device);
}

/** All of the viewer's clients, from this device first and the server after. Unordered and unfiltered. */
export function useClientRows(): ClientRowsState {
  return useSyncExternalStore(shownStore.subscribe, () => shownStore.get().list);
}

/**
 * Sync states of all clients; null before the first answer. Told by the server as they change; while it cannot, asked
 * again every 2 s while anything syncs, else every 30 s.
 */
export function useOverview(): OverviewView | null {
  return useSyncExternalStore(shownStore.subscribe, () => shownStore.get().overview);
}

/** One client's digest and the rest of its review, read from the device at once and refreshed while it is looked at. */
export function useDigest(clientId: string): DigestState {
  useEffect(() => watchDigest(clientId), [clientId]);
  return useSyncExternalStore(shownStore.subscribe, () => shownStore.get().digests.get(clientId) ?? NO_DIGEST);
}

/** Reads what a person is likely to turn to next, so that it stands there at once. Null: nothing there. */
export function useDigestsNear(previous: string | null, next: string | null): void {
  useEffect(() => {
    const near = [next, previous].filter((id) => id !== null);
    const leave = near.map(watchDigest);
    return () => leave.forEach((stop) => stop());
  }, [previous, next]);
}

/** What waits on this device, since when and why; what was refused. */
export function useOutbox(): OutboxView {
  return useSyncExternalStore(queueStore.subscribe, () => queueStore.get().outbox);
}

/** One client's decisions, the server's folded with what is queued here; newest first. */
export function useDecisions(clientId: string): readonly DecisionShown[] {
  return useSyncExternalStore(queueStore.subscribe, () => queueStore.get().decisions.get(clientId) ?? NO_DECISIONS);
}

/** Every client that has decisions, for the tray; else as `useDecisions`. */
export function useAllDecisions(): ReadonlyMap<string, readonly DecisionShown[]> {
  return useSyncExternalStore(queueStore.subscribe, () => queueStore.get().decisions);
}

const NO_DECISIONS: readonly DecisionShown[] = [];
