import { createHash } from 'node:crypto';
import type { EntityManager } from '../platform/database.js';

const MOST_TRIES = 10;
const WINDOW_MS = 15 * 60 * 1000;

/** Tries are counted per e-mail and address: guessing is slowed without locking the person out elsewhere. */
export function attemptKey(email: string, remoteAddress: string): string {
  return createHash('sha256').update(`${email.toLowerCase()}\n${remoteAddress}`).digest('base64url');
}

/**
 * Counts one try at signing in, over all processes. Answers 0, or the whole minutes until the next try is looked at when
 * there were too many since the first of them, a quarter of an hour ago at most. Called before the password is looked
 * at. `tx` is one of the sign-in role.
 */
export async function minutesToWait(tx: EntityManager, key: string, now: Date): Promise<number> {
  const since = new Date(now.getTime() - WINDOW_MS);
  await tx.execute('delete from sign_in_attempt where since <= ?::timestamptz', [since]);
  const [row] = await tx.execute<{ tries: number; since: Date | string }[]>(
    `insert into sign_in_attempt as a (key_hash, tries, since) values (?, 1, ?::timestamptz)
       on conflict (key_hash) do update set tries = least(a.tries, ?::int) + 1 returning tries, since`,
    [key, now, MOST_TRIES],
  );
  if (!row || row.tries <= MOST_TRIES) return 0;
  return Math.max(1, Math.ceil((new Date(row.since).getTime() + WINDOW_MS - now.getTime()) / 60_000));
}

/** A success clears the count. */
export async function clearAttempts(tx: EntityManager, key: string): Promise<void> {
  await tx.execute('delete from sign_in_attempt where key_hash = ?', [key]);
}
