import type { BooksOwner } from '../books/mergeStaged.js';
import { undoPending } from '../books/pendingVersion.js';
import type { EntityManager } from '../platform/database.js';

/**
 * Takes back what a sync wrote ahead of the shown books of a company that is connected no more; does nothing where it is
 * connected again. In a transaction of its own that holds the books and not the job: taking back a large version takes
 * minutes, in which the client can be connected again, and a sync of it waits. A merge that is at the books right now ends
 * without a trace of its own, since its fence has passed: what an earlier one of its run left is then taken back when the
 * past is cleared next (history.job.ts).
 */
export async function takeBackUnshown(tx: EntityManager, owner: BooksOwner): Promise<void> {
  const [books] = await tx.execute<{ pending: boolean }[]>(
    `select pending_version is not null as pending from books where client_id = ?::uuid for update skip locked`,
    [owner.clientId],
  );
  // Asked once the books are held: from here on a new sync cannot write ahead before this is over.
  if (books?.pending && !(await isConnected(tx, owner.clientId))) await undoPending(tx, owner);
}

/** Drops what a sync staged. The caller holds the job, whose sync stages nothing any more. */
export async function dropStaged(tx: EntityManager, clientId: string): Promise<void> {
  await tx.execute('delete from sync_chunk where client_id = ?::uuid', [clientId]);
}

async function isConnected(tx: EntityManager, clientId: string): Promise<boolean> {
  const connected = await tx.execute<object[]>(
    'select 1 from sync_job where client_id = ?::uuid and realm_id is not null',
    [clientId],
  );
  return connected.length > 0;
}
