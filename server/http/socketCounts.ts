/** How many sockets are open, in this process and of each session. */
export class SocketCounts {
  readonly #sessions = new Map<string, number>();
  #all = 0;

  constructor(
    private readonly most: number,
    private readonly mostOfASession: number,
  ) {}

  /** False when there is no room for one more of this session; else it is counted until it leaves. */
  enter(sessionId: string): boolean {
    const own = this.#sessions.get(sessionId) ?? 0;
    if (this.#all >= this.most || own >= this.mostOfASession) return false;
    this.#all += 1;
    this.#sessions.set(sessionId, own + 1);
    return true;
  }

  leave(sessionId: string): void {
    const own = this.#sessions.get(sessionId) ?? 0;
    this.#all -= 1;
    if (own > 1) this.#sessions.set(sessionId, own - 1);
    else this.#sessions.delete(sessionId);
  }
}
