import { selectClients, type ClientRow } from '../../domain/clientList.js';
import type { OverviewView, TakeChoice } from '../offline/index.js';

/** What of one client is on this device. */
export interface TakenLine {
  readonly clientId: string;
  readonly name: string;
  readonly choice: TakeChoice;
  /** FRESH: the newest the server has told of. OLDER: a newer one is fetched next. MISSING: to be fetched. NONE: nothing to keep before the first sync. */
  readonly state: 'FRESH' | 'OLDER' | 'MISSING' | 'LEFT_OUT' | 'NONE';
  readonly version: string | null;
  /** Milliseconds since 1970. */
  readonly fetchedAt: number | null;
  readonly bytes: number;
}

interface Kept {
  readonly version: string;
  readonly fetchedAt: number;
  readonly bytes: number;
}

/** Every client by name, with what is kept of it. */
export function takenLines(
  rows: readonly ClientRow[],
  overview: OverviewView | null,
  kept: ReadonlyMap<string, Kept>,
  choices: ReadonlyMap<string, TakeChoice>,
): readonly TakenLine[] {
  const versions = new Map((overview?.versions ?? []).map(({ clientId, version }) => [clientId, version]));
  return selectClients(rows, { sort: [{ by: 'NAME', direction: 'ASC' }] }).map((row) => {
    const review = kept.get(row.id);
    const choice = choices.get(row.id) ?? 'TAKEN';
    return {
      clientId: row.id,
      name: row.name,
      choice,
      state: stateOf(row, choice, review, versions.get(row.id)),
      version: review?.version ?? null,
      fetchedAt: review?.fetchedAt ?? null,
      bytes: review?.bytes ?? 0,
    };
  });
}

function stateOf(
  row: ClientRow,
  choice: TakeChoice,
  review: Kept | undefined,
  newest: string | undefined,
): TakenLine['state'] {
  if (choice === 'LEFT_OUT') return 'LEFT_OUT';
  if (review === undefined) return row.asOf === null ? 'NONE' : 'MISSING';
  return newest === undefined || newest === review.version ? 'FRESH' : 'OLDER';
}

export interface Freshness {
  readonly fresh: number;
  /** That are on this device, in whichever version. */
  readonly here: number;
  /** That are taken along and have figures, also those that are yet to be fetched. */
  readonly of: number;
}

/** `34 of 40 fresh`, `36 clients on this device`. */
export function freshness(lines: readonly TakenLine[]): Freshness {
  const count = (...states: readonly TakenLine['state'][]): number =>
    lines.filter(({ state }) => states.includes(state)).length;
  return { fresh: count('FRESH'), here: count('FRESH', 'OLDER'), of: count('FRESH', 'OLDER', 'MISSING') };
}

/** `412 kB`, `3.4 MB`, `2.1 GB`: thousands, as disks are sold. */
export function sizeWords(bytes: number, locale: string): string {
  const [unit, by] = bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  const digits = unit === 'kB' ? 0 : 1;
  const size = new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${size.format(bytes / by)} ${unit}`;
}
