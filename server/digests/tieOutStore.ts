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

/** What evidence stands for. */
export interface TieOutKey {
  readonly clientId: string;
  readonly asOf: IsoDate;
  readonly booksVersion: number;
}

/** The newest evidence for each client, date and books version, in the keys' order; one statement for any number. */
export async function tieOutsOf(tx: EntityManager, keys: readonly TieOutKey[]): Promise<(TieOutEvidence | null)[]> {
  const rows = await tx.execute<(TieOutRow & { readonly position: number })[]>(
    `select distinct on (k.position) k.position, t.client_id, t.checked_at, t.as_of::text, t.tied, t.accuracy, t.evidence
       from jsonb_to_recordset(?::jsonb) as k(position integer, client_id uuid, as_of date, books_version integer)
       join tie_out t on t.client_id = k.client_id and t.as_of = k.as_of and t.books_version = k.books_version
       order by k.position, t.checked_at desc`,
    [
      JSON.stringify(
        keys.map(({ clientId, asOf, booksVersion }, position) => ({
          position,
          client_id: clientId,
          as_of: asOf,
          books_version: booksVersion,
        })),
      ),
    ],
  );
  const found = new Map(rows.map((row) => [row.position, evidenceOf(row)]));
  return keys.map((_, position) => found.get(position) ?? null);
}

function evidenceOf({ checked_at, as_of, tied, accuracy, evidence }: TieOutRow): TieOutEvidence {
  return { checkedAt: new Date(checked_at), asOf: as_of as IsoDate, tied, accuracy, ...evidence };
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
  return new Map(rows.map((row) => [row.client_id, evidenceOf(row)]));
}
