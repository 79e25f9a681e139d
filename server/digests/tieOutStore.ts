import { formatRunwayWithUnit } from '../../domain/format.js';
import type { TieOut } from '../../domain/tieOut.js';
import type { TieOutLine } from '../../domain/tieOutLine.js';
import type { IsoDate } from '../../domain/units.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';

/** The evidence of one sync, as it is kept and shown. */
export interface TieOutEvidence {
  readonly checkedAt: Date;
  readonly asOf: IsoDate;
  readonly tied: boolean;
  readonly accuracy: number | null;
  readonly lines: readonly TieOutLine[];
  readonly runwayOurs: string;
  readonly runwayQuickBooks: string;
}

type Evidence = Pick<TieOutEvidence, 'lines' | 'runwayOurs' | 'runwayQuickBooks'>;

interface TieOutRow {
  readonly client_id: string;
  readonly checked_at: Date | string;
  readonly as_of: string;
  readonly tied: boolean;
  readonly accuracy: number | null;
  readonly evidence: Evidence;
}

/** Keeps a sync's tie-out with all its lines. */
export async function keepTieOut(
  tx: EntityManager,
  { clientId, firmId }: BooksOwner,
  run: { readonly id: string; readonly asOf: IsoDate; readonly booksVersion: number },
  result: TieOut,
  at: Date,
): Promise<void> {
  const evidence: Evidence = {
    lines: result.lines,
    runwayOurs: formatRunwayWithUnit(result.runway.ours),
    runwayQuickBooks: formatRunwayWithUnit(result.runway.quickbooks),
  };
  await tx.execute(
    `insert into tie_out (client_id, firm_id, run_id, books_version, as_of, checked_at, tied, accuracy, evidence)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)`,
    [clientId, firmId, run.id, run.booksVersion, run.asOf, at, result.tied, result.accuracy, JSON.stringify(evidence)],
  );
}

/** The newest evidence of each client, one statement for any number; clients without any are left out. */
export async function newestTieOuts(
  tx: EntityManager,
  clientIds: readonly string[],
): Promise<Map<string, TieOutEvidence>> {
  const rows = await tx.execute<TieOutRow[]>(
    `select distinct on (client_id) client_id, checked_at, as_of::text, tied, accuracy, evidence
       from tie_out where client_id = any(?::uuid[]) order by client_id, checked_at desc`,
    [`{${clientIds.join(',')}}`],
  );
  return new Map(
    rows.map(({ client_id, checked_at, as_of, tied, accuracy, evidence }) => [
      client_id,
      { checkedAt: new Date(checked_at), asOf: as_of as IsoDate, tied, accuracy, ...evidence },
    ]),
  );
}
