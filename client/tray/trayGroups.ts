import { selectClients, type ClientRow } from '../../domain/clientList.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { isOpen } from './openDecisions.js';

/** What the tray shows of one client. */
export interface TrayGroup {
  readonly clientId: string;
  /** Null where the list does not name the client: given to a colleague meanwhile. */
  readonly row: ClientRow | null;
  /** Those that wait for the advisor first, then those on their way, then what is done. */
  readonly decisions: readonly DecisionShown[];
}

/** How many are where, over all clients. */
export interface TrayCounts {
  readonly clients: number;
  readonly all: number;
  /** On this device, or accepted and within the time to take it back. */
  readonly queued: number;
  readonly submitted: number;
  readonly applied: number;
  readonly conflicted: number;
  /** By the server, which has not taken them over. */
  readonly refused: number;
  readonly failed: number;
  readonly expired: number;
}

/** What is done stands in the tray for a day; the client's console keeps it longer. */
const RECENT_MS = 24 * 60 * 60_000;
/** A firm's week is far below this; a tray that long is read in the consoles. */
const MOST_CLIENTS = 200;

const ORDER: Readonly<Record<DecisionShown['state'], number>> = {
  CONFLICTED: 0,
  REFUSED: 1,
  FAILED: 2,
  EXPIRED: 3,
  QUEUED: 4,
  WITHDRAWING: 5,
  ACCEPTED: 6,
  SUBMITTED: 7,
  APPLIED: 8,
  WITHDRAWN: 9,
};

/** Open ones, and what became final within the last day by the device's clock. */
function isInTray(decision: DecisionShown, now: number): boolean {
  if (isOpen(decision)) return true;
  if (decision.replacedBy !== null || decision.settledAt === null) return false;
  return now - Date.parse(decision.settledAt) < RECENT_MS;
}

/** The clients with anything in the tray, in the list's order: the shortest runway first. `now`: ms since 1970. */
export function trayGroups(
  all: ReadonlyMap<string, readonly DecisionShown[]>,
  rows: readonly ClientRow[],
  now: number,
): readonly TrayGroup[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const named = selectClients(rows).map(({ id }) => id);
  const unnamed = [...all.keys()].filter((id) => !known.has(id));
  return [...named, ...unnamed]
    .flatMap((clientId) => {
      const decisions = (all.get(clientId) ?? []).filter((decision) => isInTray(decision, now));
      return decisions.length === 0
        ? []
        : [{ clientId, row: known.get(clientId) ?? null, decisions: inOrder(decisions) }];
    })
    .slice(0, MOST_CLIENTS);
}

/** By what is to be done; among those the one made first comes first (ids rise with time). */
function inOrder(decisions: readonly DecisionShown[]): readonly DecisionShown[] {
  return [...decisions].sort((a, b) => ORDER[a.state] - ORDER[b.state] || (a.id < b.id ? -1 : 1));
}

export function trayCounts(groups: readonly TrayGroup[]): TrayCounts {
  const all = groups.flatMap(({ decisions }) => decisions);
  const of = (...states: DecisionShown['state'][]): number => all.filter(({ state }) => states.includes(state)).length;
  return {
    clients: groups.length,
    all: all.length,
    queued: of('QUEUED', 'ACCEPTED', 'WITHDRAWING'),
    submitted: of('SUBMITTED'),
    applied: of('APPLIED'),
    conflicted: of('CONFLICTED'),
    refused: of('REFUSED'),
    failed: of('FAILED'),
    expired: of('EXPIRED'),
  };
}
