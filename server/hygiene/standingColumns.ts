import type { IssueStanding } from '../../domain/issues/issue.js';

interface StandingColumn {
  readonly type: string;
  readonly of: (standing: IssueStanding) => unknown;
  /** Who changes it once the issue is there: anybody, only a sync by what the books say, nobody. */
  readonly changedBy: 'ANYBODY' | 'SYNC' | 'NOBODY';
}

/** How a standing is kept. A person's role may write the columns that anybody changes, and no others. */
const COLUMNS: Readonly<Record<string, StandingColumn>> = {
  state: { type: 'text', of: ({ state }) => state, changedBy: 'ANYBODY' },
  finding_hash: { type: 'text', of: ({ data }) => data, changedBy: 'SYNC' },
  found_on: { type: 'date', of: ({ foundOn }) => foundOn, changedBy: 'NOBODY' },
  reopened_on: { type: 'date', of: ({ reopenedOn }) => reopenedOn, changedBy: 'ANYBODY' },
  settled_on: { type: 'date', of: ({ settledOn }) => settledOn, changedBy: 'SYNC' },
  settled_from: { type: 'text', of: ({ settledFrom }) => settledFrom, changedBy: 'SYNC' },
  snoozed_until: { type: 'date', of: ({ snoozedUntil }) => snoozedUntil, changedBy: 'ANYBODY' },
  snoozed_hash: { type: 'text', of: ({ snoozedData }) => snoozedData, changedBy: 'ANYBODY' },
  reason: { type: 'text', of: ({ reason }) => reason, changedBy: 'ANYBODY' },
  dismissed_hash: { type: 'text', of: ({ dismissedData }) => dismissedData, changedBy: 'ANYBODY' },
  dismissed_money: { type: 'bigint', of: ({ dismissedMoney }) => dismissedMoney, changedBy: 'ANYBODY' },
  by_id: { type: 'uuid', of: ({ byId }) => byId, changedBy: 'ANYBODY' },
  at: { type: 'timestamptz', of: ({ at }) => at, changedBy: 'ANYBODY' },
};

/** The columns with their PostgreSQL types, as `jsonb_to_recordset` is told them. */
export const STANDING_TYPES = Object.entries(COLUMNS)
  .map(([name, { type }]) => `${name} ${type}`)
  .join(', ');

/** Sets what a sync may change to the row `x`. */
export const SET_STANDING = settingTo('ANYBODY', 'SYNC');

/** Sets what a person or the clock may change to the row `x`, and nothing that the books say. */
export const SET_STANDING_BY_HAND = settingTo('ANYBODY');

/** A standing as JSON for `jsonb_to_recordset`. */
export function standingColumns({ standing }: { readonly standing: IssueStanding }): Record<string, unknown> {
  return Object.fromEntries(Object.entries(COLUMNS).map(([name, { of }]) => [name, of(standing)]));
}

function settingTo(...changers: readonly StandingColumn['changedBy'][]): string {
  return Object.entries(COLUMNS)
    .filter(([, { changedBy }]) => changers.includes(changedBy))
    .map(([name]) => `${name} = x.${name}`)
    .join(', ');
}
