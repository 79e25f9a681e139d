import { isExpired } from '../../domain/decision/age.js';
import type { SyncState } from '../../domain/syncState.js';

/** What may keep QuickBooks from being read; null: not known. */
export interface ReadingStands {
  readonly state: SyncState | null;
  readonly paused: boolean;
  /** This device reaches no server. */
  readonly offline: boolean;
}

/** What stands in the way and where it is mended: a sentence around a link to the connections, or one alone. */
export interface WayOn {
  readonly words: string;
  /** What follows the link; null where nothing is to be done there. */
  readonly afterLink: string | null;
}

/** Beside what cannot be done for it. */
export const HELD_SHORT = 'Figures older than 7 days';

/**
 * Whether what is decided on these figures would expire at `now`, milliseconds since 1970. The server judges by its own
 * clock, whatever is said here.
 */
export function isHeld(syncedAt: string, now: number): boolean {
  return isExpired({ syncedAt: Date.parse(syncedAt), lastGoodSyncAt: null, now });
}

/** What has to happen before there are newer figures: first what no waiting mends. */
export function wayOn({ state, paused, offline }: ReadingStands): WayOn {
  if (state === 'NEEDS_RECONNECTING') return onConnections('The sign-in to QuickBooks has expired; it is renewed on');
  if (state === 'NOT_CONNECTED') return onConnections('The company is not connected; that is done on');
  if (paused) return onConnections('Reading is paused; it is resumed on');
  if (offline) return alone('This device is offline; newer figures come once it is online.');
  if (state === 'FAILING') return onConnections('The last sync failed; why, and what follows, stands on');
  if (state === 'SYNCING') return alone('QuickBooks is being read; newer figures come by themselves.');
  if (state === 'WAITING') return alone('A sync waits for its turn; newer figures come by themselves.');
  return onConnections('It is read by a sync on');
}

function onConnections(words: string): WayOn {
  return { words, afterLink: '.' };
}

function alone(words: string): WayOn {
  return { words, afterLink: null };
}

/** The same in one text, for who listens. */
export function wayWords({ words, afterLink }: WayOn): string {
  return afterLink === null ? words : `${words} Connections${afterLink}`;
}
