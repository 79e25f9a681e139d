import type { Figure } from '../../domain/figures.js';
import { historyDates } from '../../domain/history.js';
import { sum } from '../../domain/money.js';
import type { IsoDate } from '../../domain/units.js';
import { lastWeekSunday } from '../../domain/weeks.js';
import type {
  ClientType,
  DigestBefore,
  DigestFigures,
  DigestType,
  DigestWeek,
  Movement,
  ProvenanceType,
} from './digests.types.js';
import type { SnapshotDetail } from './snapshotDetail.js';
import type { Snapshot, SnapshotKey } from './snapshotStore.js';

/** How snapshots are read in a request, each in one statement for all that are asked for. */
export interface SnapshotReader {
  shown(key: SnapshotKey): Promise<Snapshot | null>;
  reconstructed(key: SnapshotKey & { readonly booksVersion: number }): Promise<Snapshot | null>;
  detail(snapshot: Snapshot): Promise<SnapshotDetail | null>;
}

/** Reads digests from snapshots. Never computes a figure that was kept, and never looks past the reader's scope. */
export interface DigestsService {
  /** The client's digest as of a date, the newest when null; null before the first sync and outside the books. */
  digest(client: ClientType, asOf: IsoDate | null, read: SnapshotReader): Promise<DigestType | null>;
  before(digest: DigestType, read: SnapshotReader): Promise<DigestBefore | null>;
  history(digest: DigestType, read: SnapshotReader): Promise<DigestWeek[]>;
  provenance(digest: DigestType, figure: Figure, read: SnapshotReader): Promise<ProvenanceType | null>;
  movements(digest: DigestType, read: SnapshotReader): Promise<readonly Movement[]>;
}

/** Holds nothing: every method is handed the request's reader. */
export function createDigestsService(): DigestsService {
  return {
    digest: readDigest,
    before: readBefore,
    history: readHistory,
    provenance: readProvenance,
    movements: readMovements,
  };
}

async function readDigest(client: ClientType, asOf: IsoDate | null, read: SnapshotReader): Promise<DigestType | null> {
  const newest = client.asOf as IsoDate | null;
  const date = asOf ?? newest;
  // Days we did not look at add nothing: there is no figure after the newest as-of date.
  if (newest === null || date === null || date > newest) return null;
  const key = { clientId: client.id, asOf: date };
  const snapshot = (await read.shown(key)) ?? (await read.reconstructed({ ...key, booksVersion: client.booksVersion }));
  return snapshot && presentDigest(snapshot, date === newest);
}

function presentDigest(snapshot: Snapshot, newest: boolean): DigestType {
  const { asOf, booksVersion, syncedAt, reconstructed, figures } = snapshot;
  const { booksThrough, currency } = figures;
  return {
    asOf,
    booksThrough,
    booksVersion,
    syncedAt,
    reconstructed,
    currency,
    figures: presentFigures(snapshot),
    snapshot,
    newest,
  };
}

function presentFigures({ figures }: Snapshot): DigestFigures {
  return { ...figures, apartIn: sum([figures.flows.investingIn, figures.flows.financingIn]) };
}

/**
 * A Sunday before a digest's own. All that the newest digest shows is kept; what is older, for a digest of the past, is
 * reconstructed from the books as that digest knew them.
 */
async function pastSunday(
  { snapshot, newest }: DigestType,
  asOf: IsoDate,
  read: SnapshotReader,
): Promise<Snapshot | null> {
  const { clientId, booksVersion } = snapshot;
  const shown = await read.shown({ clientId, asOf });
  return shown ?? (newest ? null : read.reconstructed({ clientId, asOf, booksVersion }));
}

async function readBefore(digest: DigestType, read: SnapshotReader): Promise<DigestBefore | null> {
  const shown = await pastSunday(digest, lastWeekSunday(digest.snapshot.asOf), read);
  if (!shown) return null;
  const { figures, asOf, reconstructed } = shown;
  const { runway, cashOnHand, weeklyIn, weeklyOut } = figures;
  const [payablesDue, receivablesOverdue] = [figures.payablesDue.amount, figures.receivablesOverdue.amount];
  return { asOf, reconstructed, runway, cashOnHand, weeklyIn, weeklyOut, payablesDue, receivablesOverdue };
}

async function readHistory(digest: DigestType, read: SnapshotReader): Promise<DigestWeek[]> {
  const past = historyDates(digest.snapshot.asOf).slice(1);
  const shown = await Promise.all(past.map((date) => pastSunday(digest, date, read)));
  return [digest.snapshot, ...shown].flatMap((week) => (week ? [presentWeek(week)] : []));
}

function presentWeek({ asOf, reconstructed, figures }: Snapshot): DigestWeek {
  const { runway, cashOnHand, week } = figures;
  return { asOf, runway, cashOnHand, cashIn: week.cashIn, cashOut: week.cashOut, apartIn: week.apartIn, reconstructed };
}

async function readProvenance(
  { snapshot }: DigestType,
  figure: Figure,
  read: SnapshotReader,
): Promise<ProvenanceType | null> {
  return (await read.detail(snapshot))?.provenance[figure] ?? null;
}

async function readMovements({ snapshot }: DigestType, read: SnapshotReader): Promise<readonly Movement[]> {
  return (await read.detail(snapshot))?.movements ?? [];
}
