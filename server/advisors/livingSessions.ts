import type { Principal } from '../principal.js';

/** How long a process believes what it last read of a session. */
const BELIEVED_MS = 30_000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly principal: Promise<Principal | null>;
  readonly until: number;
}

/**
 * Who acts in each session, as the database has it: an access token alone would live on for its ten minutes after a
 * sign-out, a revocation, a change of role or an advisor's leaving. Read once in half a minute a session; this process's
 * own changes count at once, and so does a session's end that another process tells of. Never: more than ten thousand sessions in memory.
 */
export class LivingSessions {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly read: (sessionId: string) => Promise<Principal | null>) {}

  /** Null when the session has ended, or its person is no longer active. */
  principalOf(sessionId: string, now: Date): Promise<Principal | null> {
    const known = this.remembered.get(sessionId);
    if (known && known.until > now.getTime()) return known.principal;
    const principal = this.read(sessionId);
    this.remember(sessionId, principal, now);
    // What could not be read is read again by whoever asks next.
    principal.catch(() => this.forget(sessionId));
    return principal;
  }

  /** A session that this process has just opened or renewed. */
  opened(principal: Principal, now: Date): void {
    this.remember(principal.sessionId, Promise.resolve(principal), now);
  }

  /** A session that this process may have ended. */
  forget(sessionId: string): void {
    this.remembered.delete(sessionId);
  }

  /** What this process heard of ended sessions may be incomplete: every one is read again. */
  forgetAll(): void {
    this.remembered.clear();
  }

  private remember(sessionId: string, principal: Promise<Principal | null>, now: Date): void {
    this.remembered.delete(sessionId);
    this.remembered.set(sessionId, { principal, until: now.getTime() + BELIEVED_MS });
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > MOST_REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
  }
}
