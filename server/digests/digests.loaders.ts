import DataLoader from 'dataloader';
import { addDays } from '../../domain/calendar.js';
import { historyFigures, hasBegun } from '../../domain/history.js';
import { WINDOW_DAYS } from '../../domain/window.js';
import { loadSettings } from '../books/clientSettings.js';
import { loadFigureBooks } from '../books/figureBooks.js';
import type { ReadTransaction } from '../platform/database.js';
import { snapshotDetail, type SnapshotDetail } from './snapshotDetail.js';
import { keptDetails, shownSnapshots, type Snapshot, type SnapshotKey } from './snapshotStore.js';
import { tieOutsOf, type TieOutEvidence, type TieOutKey } from './tieOutStore.js';

/** A date of a client's books at a version. */
interface ReconstructionKey extends SnapshotKey {
  readonly booksVersion: number;
}

export interface DigestsLoaders {
  /** The snapshot last shown for a client and date; null when none was kept. */
  readonly shown: DataLoader<SnapshotKey, Snapshot | null, string>;
  /** What a snapshot is made of: as kept with it, else from the versioned books. */
  readonly detail: DataLoader<Snapshot, SnapshotDetail | null, string>;
  /** Figures of a date no snapshot was kept for; null where the books had not begun. */
  readonly reconstructed: DataLoader<ReconstructionKey, Snapshot | null, string>;
  /** The evidence kept for a date and version of the books; null where no sync looked at both. */
  readonly tieOut: DataLoader<TieOutKey, TieOutEvidence | null, string>;
}

const MOST_SNAPSHOTS = 1_000;
/** Details are large. */
const MOST_DETAILS = 50;
/** Dates that are reconstructed at once; the books of one client are read once for all of its dates. */
const MOST_RECONSTRUCTED = 100;

const keyOf = ({ clientId, asOf }: SnapshotKey): string => `${clientId} ${asOf}`;
const bookDateOf = (key: ReconstructionKey): string => `${keyOf(key)} ${key.booksVersion}`;
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
    reconstructed: new DataLoader<ReconstructionKey, Snapshot | null, string>((keys) => reconstructAll(read, keys), {
      maxBatchSize: MOST_RECONSTRUCTED,
      cacheKeyFn: bookDateOf,
    }),
    tieOut: new DataLoader<TieOutKey, TieOutEvidence | null, string>(async (keys) => tieOutsOf(await read(), keys), {
      maxBatchSize: MOST_SNAPSHOTS,
      cacheKeyFn: bookDateOf,
    }),
  };
}

async function detailsOf(read: ReadTransaction, snapshots: readonly Snapshot[]): Promise<(SnapshotDetail | null)[]> {
  const tx = await read();
  const kept = await keptDetails(tx, snapshots);
  const details: (SnapshotDetail | null)[] = [];
  // One after the other: each needs books in memory.
  for (const snapshot of snapshots) details.push(kept.get(snapshot) ?? (await deriveDetail(read, snapshot)));
  return details;
}

async function deriveDetail(
  read: ReadTransaction,
  { clientId, booksVersion, settings, figures }: Snapshot,
): Promise<SnapshotDetail | null> {
  const tx = await read();
  // Snapshots made before settings were kept with them are explained by what is set now.
  const used = settings ?? (await loadSettings(tx, clientId))?.settings;
  if (!used) return null;
  const books = await loadFigureBooks(tx, clientId, booksVersion, addDays(figures.asOf, 1 - WINDOW_DAYS));
  return snapshotDetail(books, used, figures);
}

async function reconstructAll(read: ReadTransaction, keys: readonly ReconstructionKey[]): Promise<(Snapshot | null)[]> {
  const found = new Map<ReconstructionKey, Snapshot>();
  const groups = new Map<string, ReconstructionKey[]>();
  for (const key of keys) {
    const books = `${key.clientId} ${key.booksVersion}`;
    groups.set(books, [...(groups.get(books) ?? []), key]);
  }
  // One client's books after the other: each is held in memory.
  for (const group of groups.values())
    for (const [key, snapshot] of await reconstruct(read, group)) found.set(key, snapshot);
  return keys.map((key) => found.get(key) ?? null);
}

/** Several dates of one client's books at one version. */
async function reconstruct(
  read: ReadTransaction,
  keys: readonly ReconstructionKey[],
): Promise<(readonly [ReconstructionKey, Snapshot])[]> {
  const [first] = keys;
  if (!first) return [];
  const tx = await read();
  const { clientId, booksVersion } = first;
  const loaded = await loadSettings(tx, clientId);
  const [synced] = await tx.execute<{ synced_at: Date | string }[]>('select synced_at from books where client_id = ?', [
    clientId,
  ]);
  if (!loaded || !synced) return [];
  const { settings, version: settingsVersion } = loaded;
  const made = { clientId, booksVersion, settingsVersion, settings, reconstructed: true };
  const dates = keys.map(({ asOf }) => asOf);
  const oldest = dates.reduce((early, date) => (date < early ? date : early));
  const books = await loadFigureBooks(tx, clientId, booksVersion, addDays(oldest, 1 - WINDOW_DAYS));
  const figures = historyFigures(books, settings, dates);
  return keys.flatMap((key, place) => {
    const at = figures[place];
    if (!at || !hasBegun(at)) return [];
    return [[key, { ...made, asOf: key.asOf, syncedAt: new Date(synced.synced_at), figures: at }] as const];
  });
}
