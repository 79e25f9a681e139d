import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WebhookEvent } from './notification.js';

/** Events that go out in one request. */
export interface WebhookPost {
  id: string;
  events: readonly WebhookEvent[];
  /** Failed so far. */
  attempts: number;
  /** Epoch milliseconds before which it is not sent. */
  notBefore: number;
}

interface QueueState {
  version: 1;
  gathering: WebhookEvent[];
  posts: WebhookPost[];
}

const MOST_EVENTS = 20_000;

/**
 * What is not acknowledged yet, in `webhooks.json`: replaced as a whole once per turn of the event loop, so that it
 * survives a restart. Beyond twenty thousand events the oldest posts are dropped and counted.
 */
export class WebhookQueue {
  gathering: WebhookEvent[];
  posts: WebhookPost[];
  dropped = 0;
  private readonly path: string;
  private dirty = false;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.path = join(dataDir, 'webhooks.json');
    const state = this.read();
    this.gathering = state.gathering;
    this.posts = state.posts;
  }

  /** Keeps the present state; call after every change. */
  save(): void {
    this.dropBeyondLimit();
    if (this.dirty) return;
    this.dirty = true;
    setImmediate(() => this.flush());
  }

  /** Writes what has changed at once. */
  flush(): void {
    if (!this.dirty) return;
    this.dirty = false;
    const state: QueueState = { version: 1, gathering: this.gathering, posts: this.posts };
    writeFileSync(`${this.path}.new`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${this.path}.new`, this.path);
  }

  private read(): QueueState {
    if (!existsSync(this.path)) return { version: 1, gathering: [], posts: [] };
    const state = JSON.parse(readFileSync(this.path, 'utf8')) as QueueState;
    if (state.version !== 1) throw new Error(`${this.path} has an unknown version; delete it or reset the sandbox`);
    return state;
  }

  private dropBeyondLimit(): void {
    let waiting = this.gathering.length + this.posts.reduce((sum, post) => sum + post.events.length, 0);
    while (waiting > MOST_EVENTS && this.posts.length > 0) {
      const count = this.posts.shift()?.events.length ?? 0;
      waiting -= count;
      this.dropped += count;
    }
  }
}
