import type { Scope } from '../platform/database.js';
import type { ClientVersion, SyncChanges } from './sync.types.js';
import { Subscriber } from './subscriber.js';

/** At most one look at the database, and one event, in this time. */
const EVENT_EVERY_MS = 200;
/** A database that is away is asked again after this long. */
const AFTER_FAILURE_MS = 1_000;

/** Reads what the person sees: all of it for null, else of these clients those that are theirs. One statement. */
export type ReadVersions = (scope: Scope, ids: readonly string[] | null) => Promise<ClientVersion[]>;

/**
 * The open screens of one person, however many: what changed is gathered, read once under the person's own scope, and
 * handed to each. Responsible for: one look at a time, completeness at first and after a gap, and a complete event when a
 * client has left the scope. Never: more in memory than an id a client and a version a client and screen.
 */
export class Audience {
  readonly #subscribers = new Set<Subscriber>();
  readonly #pending = new Set<string>();
  /** The clients last known to be in the scope; null until they were read once. */
  #known: Set<string> | null = null;
  #completeFor = new Set<Subscriber>();
  #working = false;
  #workedAt = -Infinity;

  constructor(
    readonly scope: Scope,
    private readonly read: ReadVersions,
    private readonly failed: (error: unknown) => void,
  ) {}

  get size(): number {
    return this.#subscribers.size;
  }

  /** One more screen; its first event is complete. */
  join(): Subscriber {
    const subscriber = new Subscriber();
    this.#subscribers.add(subscriber);
    this.#completeFor.add(subscriber);
    this.#wake();
    return subscriber;
  }

  leave(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
    this.#completeFor.delete(subscriber);
  }

  /** A client's row changed; `anew`: it may be new to the scope, or have left it. */
  heard(clientId: string, anew: boolean): void {
    if (!anew && this.#known && !this.#known.has(clientId)) return;
    this.#pending.add(clientId);
    this.#wake();
  }

  /** Notices may have been missed: everything is read again, for every screen. */
  missed(): void {
    this.#completeFor = new Set(this.#subscribers);
    this.#wake();
  }

  #wake(): void {
    if (this.#working) return;
    this.#working = true;
    void this.#work();
  }

  async #work(): Promise<void> {
    while (this.#subscribers.size > 0 && (this.#pending.size > 0 || this.#completeFor.size > 0)) {
      await pause(this.#workedAt + EVENT_EVERY_MS - performance.now());
      this.#workedAt = performance.now();
      try {
        await this.#look();
      } catch (error) {
        this.failed(error);
        // What was to be told is not known any more.
        this.#completeFor = new Set(this.#subscribers);
        await pause(AFTER_FAILURE_MS);
      }
    }
    this.#working = false;
  }

  async #look(): Promise<void> {
    const changed = [...this.#pending];
    const completeFor = this.#completeFor;
    this.#pending.clear();
    this.#completeFor = new Set();
    const known = this.#known;
    const whole = completeFor.size > 0 || known === null;
    const versions = await this.read(this.scope, whole ? null : changed);
    const seen = new Set(versions.map(({ clientId }) => clientId));
    const expected = whole ? [...(known ?? [])] : changed.filter((id) => known?.has(id));
    this.#known = whole ? seen : new Set([...(known ?? []), ...seen]);
    const hasLeft = expected.some((id) => !seen.has(id));
    if (whole && hasLeft) for (const subscriber of this.#subscribers) completeFor.add(subscriber);
    if (!whole && hasLeft) this.#completeFor = new Set(this.#subscribers);
    else this.#hand(versions, changed, completeFor);
  }

  #hand(versions: readonly ClientVersion[], changed: readonly string[], completeFor: ReadonlySet<Subscriber>): void {
    const wanted = new Set(changed);
    const whole: SyncChanges = { complete: true, versions: [...versions] };
    const part: SyncChanges = { complete: false, versions: versions.filter(({ clientId }) => wanted.has(clientId)) };
    for (const subscriber of this.#subscribers) {
      if (completeFor.has(subscriber)) subscriber.gather(whole);
      // Who joined meanwhile is told everything by the next look.
      else if (part.versions.length > 0 && !this.#completeFor.has(subscriber)) subscriber.gather(part);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    if (milliseconds <= 0) setImmediate(resolve);
    else setTimeout(resolve, milliseconds);
  });
}
