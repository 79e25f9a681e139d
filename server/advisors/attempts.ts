import { createHash } from 'node:crypto';
import { countedAs } from '../platform/countedAddress.js';
import type { EntityManager } from '../platform/database.js';

const MINUTE_MS = 60 * 1000;
/** The longest window of all counts: what began before it counts nowhere. */
const LONGEST_WINDOW_MS = 60 * MINUTE_MS;

/** Tries at signing in that are looked at within a window, which begins with the first of them and ends by itself. */
export interface AttemptCount {
  readonly key: string;
  readonly most: number;
  readonly windowMs: number;
}

/** Ten in a quarter of an hour at one e-mail from one address: slows guessing without locking the person out elsewhere. */
export function attemptsFrom(email: string, remoteAddress: string): AttemptCount {
  return { key: keyOf('from', email, countedAs(remoteAddress)), most: 10, windowMs: 15 * MINUTE_MS };
}

/** A hundred an hour at one e-mail, from wherever: many addresses together do not guess on without end. */
export function attemptsAt(email: string): AttemptCount {
  return { key: keyOf('at', email), most: 100, windowMs: LONGEST_WINDOW_MS };
}

/** As JSON: no e-mail, whatever is written as one, has the key of another count. */
function keyOf(count: string, email: string, ...rest: readonly string[]): string {
  const counted = JSON.stringify([count, email.toLowerCase(), ...rest]);
  return createHash('sha256').update(counted).digest('base64url');
}

/**
 * Counts one try at signing in, over all processes. Answers 0, or the whole minutes until the next try is looked at when
 * there were too many in this window. Called before the password is looked at. `tx` is one of the sign-in role.
 */
export async function minutesToWait(tx: EntityManager, count: AttemptCount, now: Date): Promise<number> {
  const { key, most, windowMs } = count;
  const ended = new Date(now.getTime() - windowMs);
  await tx.execute('delete from sign_in_attempt where since <= ?::timestamptz', [
    new Date(now.getTime() - LONGEST_WINDOW_MS),
  ]);
  const [row] = await tx.execute<{ tries: number; since: Date | string }[]>(
    `insert into sign_in_attempt as a (key_hash, tries, since) values (?, 1, ?::timestamptz)
       on conflict (key_hash) do update set
         tries = case when a.since <= ?::timestamptz then 1 else least(a.tries, ?::int) + 1 end,
         since = case when a.since <= ?::timestamptz then excluded.since else a.since end
       returning tries, since`,
    [key, now, ended, most, ended],
  );
  if (!row || row.tries <= most) return 0;
  return Math.max(1, Math.ceil((new Date(row.since).getTime() + windowMs - now.getTime()) / MINUTE_MS));
}

/** After a success: the count of its address is cleared, and of all tries at its e-mail it alone is taken back. */
export async function forgetSuccess(tx: EntityManager, from: AttemptCount, at: AttemptCount): Promise<void> {
  await tx.execute('delete from sign_in_attempt where key_hash = ?', [from.key]);
  await tx.execute('update sign_in_attempt set tries = tries - 1 where key_hash = ? and tries > 0', [at.key]);
}
