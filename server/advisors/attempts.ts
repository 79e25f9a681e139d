import { createHash } from 'node:crypto';
import type { EntityManager } from '../platform/database.js';

const MOST_TRIES = 10;
const WINDOW_MS = 15 * 60 * 1000;

/** Tries are counted per e-mail and address: guessing is slowed without locking the person out elsewhere. */
export function attemptKey(email: string, remoteAddress: string): string {
  return createHash('sha256').update(`${email.toLowerCase()}\n${remoteAddress}`).digest('base64url');
}

/**
 * Counts one try at signing in, over all processes; false when there were too many since the first of them, a quarter of
 * an hour ago at most. Called before the password is looked at. `tx` is one of the sign-in role.
 */
export async function admitAttempt(tx: EntityManager, key: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - WINDOW_MS);
  await tx.execute('delete from sign_in_attempt where since <= ?::timestamptz', [since]);
  const [row] = await tx.execute<{ tries: number }[]>(
    `insert into sign_in_attempt as a (key_hash, tries, since) values (?, 1, ?::timestamptz)
       on conflict (key_hash) do update set tries = least(a.tries, ?::int) + 1 returning tries`,
    [key, now, MOST_TRIES],
  );
  return (row?.tries ?? 1) <= MOST_TRIES;
}

/** A success clears the count. */
export async function clearAttempts(tx: EntityManager, key: string): Promise<void> {
  await tx.execute('delete from sign_in_attempt where key_hash = ?', [key]);
}
