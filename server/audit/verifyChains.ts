import { MikroORM, type EntityManager } from '@mikro-orm/postgresql';
import { BEFORE_FIRST, linkHash, type ExportedEvent } from './chainText.js';

/** A place of a chain, as whoever noted it down earlier names it. */
export interface Head {
  readonly seq: number;
  /** Hex. */
  readonly hash: string;
}

/** What is wrong at a place of a chain; `seq` is null for an event that is in none. */
export interface Break {
  readonly seq: number | null;
  readonly eventId: string | null;
  readonly what: 'changed' | 'missing event' | 'missing link' | 'not chained' | 'unreadable' | 'not the noted head';
}

/** One firm's chain. */
export interface ChainReport {
  readonly firmId: string;
  readonly entries: number;
  /** The last link; null without any. */
  readonly head: Head | null;
  /** How many places are wrong. */
  readonly broken: number;
  /** The first of them, twenty at most. */
  readonly breaks: readonly Break[];
}

export interface VerifyOptions {
  /** One firm alone. */
  readonly firmId?: string;
  /** A link that was noted down earlier and must still be there: shows a tail that was cut, or a chain made anew. */
  readonly head?: Head;
}

const PAGE = 1_000;
const MOST_TOLD = 20;

/**
 * Reads every firm's chain in pages, in one snapshot, and computes it anew here. `ownerUrl`: a role that sees every row. Calls
 * `told` for each firm as it is done.
 * @throws Error that says so where the database is from before there was a chain.
 */
export async function verifyChains(
  ownerUrl: string,
  { firmId, head }: VerifyOptions,
  told: (report: ChainReport) => void,
): Promise<void> {
  const orm = await MikroORM.init({ clientUrl: ownerUrl, entities: [], discovery: { warnWhenNoEntities: false } });
  const tx = orm.em.fork();
  try {
    await tx.begin();
    await tx.execute('set transaction isolation level repeatable read read only');
    await refuseWithoutChain(tx);
    const firms = firmId === undefined ? await firmsOf(tx) : [firmId];
    for (const id of firms) told(await verifyFirm(tx, id, head));
  } finally {
    if (tx.isInTransaction()) await tx.rollback();
    await orm.close(true);
  }
}

/** A chain that were made now would prove whatever stands there. */
async function refuseWithoutChain(tx: EntityManager): Promise<void> {
  const [found] = await tx.execute<{ present: boolean }[]>(`select to_regclass('audit_link') is not null as present`);
  if (found?.present !== true) throw new Error('there is no chain in this database: it has no table audit_link.');
}

async function firmsOf(tx: EntityManager): Promise<string[]> {
  const rows = await tx.execute<{ id: string }[]>(
    'select id from firm union select firm_id from audit_link union select firm_id from audit_event order by id',
  );
  return rows.map(({ id }) => id);
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

interface LinkRow extends Nullable<ExportedEvent> {
  readonly seq: string;
  readonly event_id: string;
  readonly hash: string;
}

async function verifyFirm(tx: EntityManager, firmId: string, noted: Head | undefined): Promise<ChainReport> {
  const found = new Breaks();
  let head: Head | null = null;
  let entries = 0;
  let isNotedThere = false;
  for (
    let page = await linksAfter(tx, firmId, 0);
    page.length > 0;
    page = await linksAfter(tx, firmId, head?.seq ?? 0)
  ) {
    for (const row of page) {
      const seq = Number(row.seq);
      const expected: number = (head?.seq ?? 0) + 1;
      if (seq !== expected) found.add({ seq: expected, eventId: null, what: 'missing link' });
      const what = faultOf(row, firmId, head?.hash ?? BEFORE_FIRST);
      if (what) found.add({ seq, eventId: row.event_id, what });
      // Goes on from what is kept, so that one change is told as one.
      head = { seq, hash: row.hash };
      entries += 1;
      isNotedThere ||= noted?.seq === seq && noted.hash === row.hash;
    }
  }
  for (const eventId of await unchained(tx, firmId)) found.add({ seq: null, eventId, what: 'not chained' });
  if (noted && !isNotedThere) found.add({ seq: noted.seq, eventId: null, what: 'not the noted head' });
  return { firmId, entries, head, broken: found.count, breaks: found.first };
}

function faultOf(row: LinkRow, firmId: string, previous: string): Break['what'] | null {
  if (row.id === null) return 'missing event';
  try {
    const isSame = row.firm_id === firmId && linkHash(previous, row as ExportedEvent) === row.hash;
    return isSame ? null : 'changed';
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return 'unreadable';
    throw error;
  }
}

function linksAfter(tx: EntityManager, firmId: string, seq: number): Promise<LinkRow[]> {
  return tx.execute<LinkRow[]>(
    `select l.seq::text, l.event_id, encode(l.hash, 'hex') as hash, e.id::text, e.firm_id::text, e.client_id::text,
       e.actor_id::text, e.actor_kind, e.action, e.at::text, e.before::text, e.after::text, e.request_id, e.remote_address
     from audit_link l left join audit_event e on e.id = l.event_id
       where l.firm_id = ?::uuid and l.seq > ? order by l.seq limit ${PAGE}`,
    [firmId, seq],
  );
}

/** Events that no link names, as many as are told. */
async function unchained(tx: EntityManager, firmId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }[]>(
    `select e.id from audit_event e where e.firm_id = ?::uuid
       and not exists (select from audit_link l where l.event_id = e.id) order by e.id limit ${PAGE}`,
    [firmId],
  );
  return rows.map(({ id }) => id);
}

class Breaks {
  readonly first: Break[] = [];
  count = 0;

  add(found: Break): void {
    this.count += 1;
    if (this.first.length < MOST_TOLD) this.first.push(found);
  }
}
