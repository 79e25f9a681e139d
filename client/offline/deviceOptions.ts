import type { DecisionList } from './decisionRows.js';
import type { DeviceRows } from './deviceRows.js';
import type { OutboxSend } from './outboxSend.js';
import type { ChangesView, DigestView, ListClient, OverviewView, RitualView } from './view.js';

/** What hears of changes as they happen. */
export interface ChangesSink {
  /** Whether the server tells of changes by itself just now; while it does, nothing is polled. */
  readonly live: (isLive: boolean) => void;
  readonly changed: (changes: ChangesView) => void;
}

export interface DeviceOptions {
  readonly viewerId: string;
  readonly firmId: string;
  /** Each rejects with a TypeError when the server is out of reach (as `fetch` does), else with a sentence. */
  readonly fetchOverview: () => Promise<OverviewView>;
  /** All of the viewer's clients, every page. */
  readonly fetchList: () => Promise<readonly ListClient[]>;
  /** All of a client's review as it stands; null before its first sync. */
  readonly fetchRitual: (clientId: string) => Promise<RitualView | null>;
  /** The digest as of a past date; null when there is none. */
  readonly fetchDigest: (clientId: string, asOf: string) => Promise<DigestView | null>;
  /** All decisions of these clients, at most 200 of them, as they stand. Left out: none are shown but this device's. */
  readonly fetchDecisions?: (clientIds: readonly string[]) => Promise<readonly DecisionList[]>;
  /** How what is queued here is sent. Left out: nothing can be queued. */
  readonly send?: OutboxSend;
  /** Lets the server tell of changes by itself until the returned function is called; polled alone when left out. */
  readonly watchChanges?: (sink: ChangesSink) => () => void;
  /** Called when another tab signed out and what was kept is gone. */
  readonly onWiped?: () => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** How the advisor's rows are opened; the device's own database when left out. */
  readonly openRows?: (viewerId: string) => Promise<DeviceRows>;
}
