import type { Cents, IsoDate, Weeks } from '../../domain/units.js';
import type { ClientRow, DigestState, DigestView } from '../offline/index.js';
import type { ClientSync } from './clientSync.js';
import type { ClientViewProps } from './ClientView.js';
import { LARKSPUR_ID, larkspurDigest, runwayOf } from './larkspur.fixture.js';

/** Sunday 22 November 2026, 08:09 in New York. */
export const NOW = Date.parse('2026-11-22T13:09:00Z');
const HOUR = 3_600_000;

const digest = larkspurDigest();

const row: ClientRow = {
  id: LARKSPUR_ID,
  name: 'Larkspur Joinery',
  advisorName: 'Daniel Reyes',
  currency: 'USD',
  runway: { ...digest.figures.runway, weeks: 4.6 as Weeks },
  cash: 4_659_756 as Cents,
  previousRunway: null,
  change: -1.5 as Weeks,
  asOf: '2026-11-22' as IsoDate,
  booksThrough: '2026-11-20' as IsoDate,
  lastGoodSyncAt: '2026-11-22T12:58:00Z',
  syncState: 'SYNCED',
  attention: ['RED', 'LOWER_BY_A_WEEK'],
  openIssues: 7,
};

const sync: ClientSync = {
  state: 'SYNCED',
  phase: null,
  percent: null,
  rowsRead: null,
  rowsPerSecond: null,
  paused: false,
  lastGoodAt: '2026-11-22T12:58:00Z',
  lastError: null,
  lastErrorAt: null,
};

const state: DigestState = {
  digest,
  review: null,
  fetchedAt: NOW - HOUR / 6,
  error: null,
  refreshing: false,
  absent: false,
};
const nothing: DigestState = {
  digest: null,
  review: null,
  fetchedAt: null,
  error: null,
  refreshing: true,
  absent: false,
};
const doNothing = (): void => undefined;

const critical: ClientViewProps = {
  row,
  listKnown: true,
  state,
  sync,
  offlineSince: null,
  place: { number: 3, of: 13, previous: doNothing, next: doNothing },
  past: { shown: null, weeks: digest.history.slice(1), show: doNothing },
  note: null,
  tab: 'digest',
};

/** The page with other figures: the list's row follows the digest's runway. */
function withFigures(change: Partial<DigestView['figures']>, rest: Partial<DigestView> = {}): ClientViewProps {
  const figures = { ...digest.figures, ...change };
  const shown = { ...digest, ...rest, figures };
  const runway = { ...figures.runway, weeks: figures.runway.weeks as Weeks | null };
  return { ...critical, row: { ...row, runway }, state: { ...state, digest: shown } };
}

const NO_CASH = 'No account is counted as cash.';
const FAILED = {
  state: 'FAILING',
  lastError: 'QuickBooks did not answer within 30 seconds.',
  lastErrorAt: '2026-11-22T13:02:00Z',
} as const;
const none = { amount: 0, count: 0, items: [] };
const pastWeek = digest.history[2] ?? digest.history[0];
if (pastWeek === undefined) throw new Error('The fixture has no weeks.');
const history = digest.history.slice(0, 1);
const SHORT = '19 days of history; a runway needs 28.';

/** Every state the client's page can be in. */
export const clientStates = {
  critical,
  firstWeek: { ...withFigures({}, { before: null, history }), past: { ...critical.past, weeks: [] } },
  notBurning: withFigures({ runway: runwayOf(null, 'NOT_BURNING'), netBurn: -182_000 }),
  noData: withFigures(
    { runway: runwayOf(null, 'NO_DATA', SHORT) },
    {
      before: null,
      RUNWAY: digest.RUNWAY === null ? null : { ...digest.RUNWAY, missing: SHORT, formulaInFigures: '' },
    },
  ),
  overdrawn: withFigures({
    runway: runwayOf(0, 'RED'),
    cashOnHand: -184_050,
    inTransit: 0,
    accounts: digest.figures.accounts.slice(0, 1).map((account) => ({ ...account, balance: -184_050 })),
  }),
  muchApart: withFigures(
    {},
    {
      history: digest.history.map((week, index) => {
        const apartIn = [0, 0, 0, 770_000, 250_000, 350_000][index];
        return apartIn === undefined ? week : { ...week, apartIn };
      }),
    },
  ),
  over50: withFigures({ runway: { state: 'NUMBER', status: 'GREEN', weeks: 50, over: true, reason: null } }),
  nothingOpen: withFigures({
    payablesDue: none,
    payablesOverdue: none,
    receivablesOverdue: none,
    notes: [],
    unappliedPayables: 0,
  }),
  differs: withFigures({}, { tieOut: differing(digest.tieOut) }),
  notTiedOut: withFigures({}, { tieOut: null }),
  stale: {
    ...critical,
    state: { ...state, digest: { ...digest, syncedAt: '2026-11-18T12:58:00Z' } },
    row: { ...row, attention: ['RED', 'STALE'], lastGoodSyncAt: '2026-11-18T12:58:00Z' },
    sync: { ...sync, lastGoodAt: '2026-11-18T12:58:00Z' },
  },
  failing: {
    ...critical,
    row: { ...row, syncState: 'FAILING' },
    sync: {
      ...sync,
      ...FAILED,
    },
  },
  reconnect: {
    ...critical,
    row: { ...row, syncState: 'NEEDS_RECONNECTING' },
    sync: { ...sync, state: 'NEEDS_RECONNECTING' },
  },
  syncing: {
    ...critical,
    row: { ...row, syncState: 'SYNCING' },
    sync: { ...sync, state: 'SYNCING', phase: 'Reading the general ledger', percent: 42 },
  },
  offline: { ...critical, offlineSince: NOW - HOUR, state: { ...state, fetchedAt: NOW - 1.1 * HOUR } },
  offlineWithout: { ...critical, offlineSince: NOW - HOUR, state: { ...nothing, refreshing: false } },
  loading: { ...critical, state: nothing },
  beforeFirstSync: {
    ...critical,
    row: {
      ...row,
      runway: { ...row.runway, state: 'NO_DATA', status: 'NO_DATA', weeks: null },
      cash: null,
      asOf: null,
      booksThrough: null,
      lastGoodSyncAt: null,
      syncState: 'WAITING',
    },
    sync: { ...sync, state: 'WAITING', lastGoodAt: null },
    state: { ...nothing, refreshing: false, absent: true },
    past: { ...critical.past, weeks: [] },
  },
  firstSyncFailing: {
    ...critical,
    row: { ...row, cash: null, asOf: null, booksThrough: null, lastGoodSyncAt: null, syncState: 'FAILING' },
    sync: { ...sync, ...FAILED, lastGoodAt: null },
    state: { ...nothing, refreshing: false, absent: true },
    past: { ...critical.past, weeks: [] },
  },
  cashNotKnown: withFigures(
    { runway: runwayOf(null, 'NO_DATA', NO_CASH), cashOnHand: null, accounts: [], inTransit: 0 },
    {
      before: null,
      history: digest.history
        .slice(0, 1)
        .map((week) => ({ ...week, runway: runwayOf(null, 'NO_DATA', NO_CASH), cashOnHand: null })),
      CASH_ON_HAND: digest.CASH_ON_HAND && {
        ...digest.CASH_ON_HAND,
        accounts: digest.CASH_ON_HAND.accounts.filter(({ counted }) => !counted),
        missing: NO_CASH,
        formulaInFigures: '',
      },
    },
  ),
  failed: { ...critical, state: { ...nothing, refreshing: false, error: 'The server is being repaired.' } },
  unknown: { ...critical, row: null, state: { ...nothing, refreshing: false } },
  past: {
    ...critical,
    past: {
      ...critical.past,
      shown: {
        week: pastWeek,
        digest: {
          ...digest,
          asOf: pastWeek.asOf,
          reconstructed: true,
          tieOut: null,
          before: digest.before && { ...digest.before, asOf: '2026-11-01', runway: runwayOf(8, 'YELLOW') },
          RUNWAY: digest.RUNWAY && { ...digest.RUNWAY, formulaInFigures: '56,985.73 ÷ 9,045.35 = 6.3' },
          figures: { ...digest.figures, runway: pastWeek.runway },
        },
        error: null,
      },
    },
  },
  pastShown: {
    ...critical,
    past: {
      ...critical.past,
      shown: {
        week: { ...pastWeek, reconstructed: false },
        digest: {
          ...digest,
          asOf: pastWeek.asOf,
          booksThrough: '2026-11-06',
          syncedAt: '2026-11-08T12:58:00Z',
          tieOut: null,
          figures: { ...digest.figures, runway: pastWeek.runway },
        },
        error: null,
      },
    },
  },
  pastOffline: {
    ...critical,
    offlineSince: NOW - HOUR,
    past: {
      ...critical.past,
      shown: { week: pastWeek, digest: null, error: 'The other figures of that week need a connection.' },
    },
  },
} satisfies Record<string, ClientViewProps>;

function differing(tieOut: DigestView['tieOut']): DigestView['tieOut'] {
  if (tieOut === null) return null;
  const lines = tieOut.lines.map((line) =>
    line.key === 'payables' ? { ...line, difference: 1_240, closes: false } : line,
  );
  return { ...tieOut, tied: false, lines };
}
