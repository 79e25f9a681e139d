import type { HygieneScore } from '../../domain/hygiene/score.js';
import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';

/** The newest score of a client, and the one it is compared with. */
export interface ShownScore {
  readonly asOf: IsoDate;
  readonly value: number;
  readonly lines: HygieneScore['lines'];
  /** Rules that could not judge the newest books. */
  readonly notJudged: readonly string[];
  readonly before: { readonly asOf: IsoDate; readonly value: number } | null;
}

interface ScoreRow extends Omit<ShownScore, 'before'> {
  readonly clientId: string;
  readonly beforeAsOf: IsoDate | null;
  readonly beforeValue: number | null;
}

/** Days that lie between a score and the one it is compared with, at least. */
const BEFORE_DAYS = 7;

/** The scores of any number of clients in one statement; clients without one are left out. */
export async function shownScores(tx: EntityManager, clientIds: readonly string[]): Promise<Map<string, ShownScore>> {
  const rows = await tx.execute<ScoreRow[]>(
    `select k.client_id as "clientId", n.as_of::text as "asOf", n.value, n.lines, r.not_judged as "notJudged", p.as_of::text as "beforeAsOf",
       p.value as "beforeValue"
     from unnest(?::uuid[]) as k(client_id)
       join client_row r on r.client_id = k.client_id
       cross join lateral (
         select s.as_of, s.value, s.lines from hygiene_score s where s.client_id = k.client_id
           order by s.as_of desc limit 1) n
       left join lateral (
         select s.as_of, s.value from hygiene_score s where s.client_id = k.client_id and s.as_of <= n.as_of - ?::integer
           order by s.as_of desc limit 1) p on true`,
    [`{${clientIds.join(',')}}`, BEFORE_DAYS],
  );
  return new Map(
    rows.map(({ clientId, asOf, value, lines, notJudged, beforeAsOf, beforeValue }) => {
      const before = beforeAsOf === null || beforeValue === null ? null : { asOf: beforeAsOf, value: beforeValue };
      return [clientId, { asOf, value, lines, notJudged, before }];
    }),
  );
}
