/** Tries at signing in, counted per e-mail and address: guessing is slowed without locking the person out elsewhere. */
export class SignInAttempts {
  private readonly tries = new Map<string, number[]>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
    /** Keys remembered at once; the oldest are forgotten first. */
    private readonly capacity = 10_000,
  ) {}

  /** Counts one try; false when there were too many in the window. Counted before the password is looked at. */
  admit(key: string, now: Date): boolean {
    const since = now.getTime() - this.windowMs;
    const recent = (this.tries.get(key) ?? []).filter((at) => at > since);
    if (recent.length >= this.most) return false;
    this.tries.delete(key);
    this.tries.set(key, [...recent, now.getTime()]);
    this.forgetOldest();
    return true;
  }

  /** A success clears the count. */
  succeeded(key: string): void {
    this.tries.delete(key);
  }

  private forgetOldest(): void {
    const [oldest] = this.tries.keys();
    if (this.tries.size > this.capacity && oldest !== undefined) this.tries.delete(oldest);
  }
}
