import DataLoader from 'dataloader';
import { historyFigures, hasBegun } from '../../domain/history.js';
import { loadSettings } from '../books/clientSettings.js';
import { loadBooks } from '../books/loadBooks.js';
import type { ReadTransaction } from '../platform/database.js';
import { snapshotDetail, type SnapshotDetail } from './snapshotDetail.js';
import { keptDetails, shownSnapshots, type Snapshot, type SnapshotKey } from './snapshotStore.js';
import { newestTieOuts, type TieOutEvidence } from './tieOutStore.js';

/** A date of a client's books at a version. */
interface ReconstructionKey extends SnapshotKey {
  readonly booksVersion: number;
}

export interface DigestsLoaders {
  /** The snapshot last shown for a client and date; null when none was kept. */
  readonly shown: DataLoader<SnapshotKey, Snapshot | null, string>;
  /** What a snapshot is made of: as kept with it, else from the versioned books. */
  readonly detail: DataLoader<Snapshot, SnapshotDetail | null, string>;
  /** Figures of a date no snapshot was kept for; null where the books had not begun. One client at a time. */
  readonly reconstructed: DataLoader<ReconstructionKey, Snapshot | null, string>;
  /** The newest evidence of a client; null before the first sync. */
  readonly tieOut: DataLoader<string, TieOutEvidence | null>;
}

const MOST_SNAPSHOTS = 1_000;
/** Details are large, and whole books larger. */
const MOST_DETAILS = 50;
const MOST_BOOKS = 1;

const keyOf = ({ clientId, asOf }: SnapshotKey): string => `${clientId} ${asOf}`;
const versionKeyOf = (snapshot: Snapshot): string =>
  `${keyOf(snapshot)} ${snapshot.booksVersion} ${snapshot.settingsVersion}`;

export function createDigestsLoaders(read: ReadTransaction): DigestsLoaders {
  return {
    shown: new DataLoader<SnapshotKey, Snapshot | null, string>(
      async (keys) => {
        const found = new Map(
          (await shownSnapshots(await read(), keys)).map((snapshot) => [keyOf(snapshot), snapshot]),
        );
        return keys.map((key) => found.get(keyOf(key)) ?? null);
      },
      { maxBatchSize: MOST_SNAPSHOTS, cacheKeyFn: keyOf },
    ),
    detail: new DataLoader<Snapshot, SnapshotDetail | null, string>((snapshots) => detailsOf(read, snapshots), {
      maxBatchSize: MOST_DETAILS,
      cacheKeyFn: versionKeyOf,
    }),
    reconstructed: new DataLoader<ReconstructionKey, Snapshot | null, string>(
      async (keys) => Promise.all(keys.map((key) => reconstruct(read, key))),
      { maxBatchSize: MOST_BOOKS, cacheKeyFn: keyOf },
    ),
    tieOut: new DataLoader(async (ids) => {
      const found = await newestTieOuts(await read(), ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
  };
}

async function detailsOf(read: ReadTransaction, snapshots: readonly Snapshot[]): Promise<(SnapshotDetail | null)[]> {
  const tx = await read();
  const kept = await keptDetails(tx, snapshots);
  const details: (SnapshotDetail | null)[] = [];
  // One after the other: each needs whole books in memory.
  for (const snapshot of snapshots) details.push(kept.get(snapshot) ?? (await deriveDetail(read, snapshot)));
  return details;
}

async function deriveDetail(
  read: ReadTransaction,
  { clientId, booksVersion, figures }: Snapshot,
): Promise<SnapshotDetail | null> {
  const tx = await read();
  const books = await loadBooks(tx, clientId, booksVersion);
  const loaded = books && (await loadSettings(tx, clientId));
  return loaded ? snapshotDetail(books, loaded.settings, figures) : null;
}

async function reconstruct(read: ReadTransaction, key: ReconstructionKey): Promise<Snapshot | null> {
  const tx = await read();
  const books = await loadBooks(tx, key.clientId, key.booksVersion);
  const loaded = books && (await loadSettings(tx, key.clientId));
  const [synced] = await tx.execute<{ synced_at: Date | string }[]>('select synced_at from books where client_id = ?', [
    key.clientId,
  ]);
  if (!loaded || !synced) return null;
  const [figures] = historyFigures(books, loaded.settings, [key.asOf]);
  if (!figures || !hasBegun(figures)) return null;
  const { clientId, asOf, booksVersion } = key;
  const syncedAt = new Date(synced.synced_at);
  return { clientId, asOf, booksVersion, settingsVersion: loaded.version, reconstructed: true, syncedAt, figures };
}
