import type { ClientRow } from '../../domain/clientList.js';
import { isDisconnected } from '../../domain/syncState.js';
import { runwayVariance } from '../../domain/variance.js';
import { formatInstant, SYNC_WORDS, wholeNumber, type ReadingMoment } from '../../domain/wording.js';
import type { OverviewView } from '../offline/index.js';

/** How a client's sync stands, as the overview has it. */
export type SyncNow = OverviewView['versions'][number]['sync'];

/** What stands in the change column: a chip, then words that may give way. */
export interface ChangeWords {
  /** A number of weeks, or a word in a chip; null for none. */
  readonly chip: { readonly weeks: number } | { readonly word: string; readonly plug: boolean } | null;
  /** A threshold was crossed: in the text colour of the status. */
  readonly crossed: string | null;
  readonly rest: string | null;
}

/** Change since last week, or what keeps there from being any. `sync` is null until the overview is known. */
export function changeWords(row: ClientRow, sync: SyncNow | null, moment: ReadingMoment): ChangeWords {
  const state = sync?.state ?? row.syncState;
  if (isDisconnected(state)) {
    const since =
      row.lastGoodSyncAt === null ? '' : `, last good ${formatInstant(Date.parse(row.lastGoodSyncAt), moment)}`;
    const word = state === 'NOT_CONNECTED' ? 'not connected' : 'sign-in';
    return { chip: { word, plug: true }, crossed: null, rest: `${SYNC_WORDS[state]}${since}` };
  }
  if (state === 'FAILING') {
    const lastGood = row.asOf === null ? '' : '; last good figures shown';
    const why = sync?.lastError ?? `${SYNC_WORDS.FAILING}${lastGood}`;
    return { chip: { word: 'sync failing', plug: false }, crossed: null, rest: why };
  }
  if (row.asOf === null) return { chip: null, crossed: null, rest: firstSyncWords(state, sync, moment.locale) };
  return weekWords(row);
}

function firstSyncWords(state: ClientRow['syncState'], sync: SyncNow | null, locale: string): string {
  if (sync?.paused) return 'Paused before its first sync';
  if (state === 'WAITING') return 'Waiting for its first sync';
  const phase = sync?.phase ?? 'First sync running';
  const { rowsRead = null, rowsPerSecond = null } = sync ?? {};
  if (rowsRead === null || rowsRead === 0) return phase;
  const rate =
    rowsPerSecond === null || rowsPerSecond < 1 ? '' : `, ${wholeNumber(Math.round(rowsPerSecond), locale)} a second`;
  return `${phase}, ${wholeNumber(rowsRead, locale)} rows${rate}`;
}

function weekWords(row: ClientRow): ChangeWords {
  const variance = runwayVariance(row.runway, row.previousRunway);
  const rest = row.runway.state === 'NO_DATA' ? row.runway.reason : null;
  if (variance.kind === 'NUMBER' && variance.weeks !== null) {
    return { chip: { weeks: variance.weeks }, crossed: variance.crossed, rest };
  }
  if (variance.kind === 'SAME_STATE') return { chip: null, crossed: null, rest: rest ?? variance.words };
  return { chip: { word: variance.words ?? '', plug: false }, crossed: variance.crossed, rest };
}

/** The share of a first sync that is done, 0 to 100; null when none runs. */
export function firstSyncPercent(row: ClientRow, sync: SyncNow | null): number | null {
  if (row.asOf !== null) return null;
  if (sync?.state === 'SYNCING') return sync.percent ?? 0;
  return sync?.state === 'WAITING' ? 0 : null;
}
