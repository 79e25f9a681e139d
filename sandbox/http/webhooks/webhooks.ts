/**
 * Webhooks as Intuit sends them: one endpoint an app, events gathered for a moment, one company at a time, signed,
 * retried on Intuit's schedule; what follows a failed post waits until it is acknowledged.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { isNoticed, noticedOperation, notification, type WebhookEvent } from './notification.js';
import { postOnce } from './posting.js';
import { waitAfter } from './retrySchedule.js';
import { WebhookFaults } from './webhookFaults.js';
import { WebhookQueue, type WebhookPost } from './webhookQueue.js';
import { DEFAULT_WEBHOOKS, type WebhookSettings } from './webhookSettings.js';
import type { WriteNotice } from './writeNotice.js';

/** What becomes of the notice of a write. */
export type NoticeFate = 'queued' | 'no API entity' | 'no endpoint' | 'switched off' | 'not connected';

/** One attempt, for those who look at the stand-in. */
export interface Delivery {
  postId: string;
  realmIds: readonly string[];
  events: number;
  eventIds: readonly string[];
  attempt: number;
  /** `200`, another status, or why there was no answer. */
  outcome: string;
  at: string;
}

export interface WebhookOptions {
  dataDir: string;
  clientId: string;
  settings?: Partial<WebhookSettings>;
  /** Whether the app may read a company now: others send it nothing. */
  connected: (realmId: string) => boolean;
}

const KEPT = 100;
const REORDER_MS = 1500;
const LONGEST_TIMER_MS = 2_000_000_000;

export class Webhooks {
  readonly faults = new WebhookFaults();
  settings: WebhookSettings;
  readonly counts = { queued: 0, delivered: 0, failedAttempts: 0, lost: 0, duplicated: 0, reordered: 0, delayed: 0 };
  private readonly queue: WebhookQueue;
  private readonly deliveries: Delivery[] = [];
  private readonly acknowledged: WebhookPost[] = [];
  private readonly ending = new AbortController();
  private gatherTimer: NodeJS.Timeout | undefined;
  private sendTimer: NodeJS.Timeout | undefined;
  private sending: Promise<void> | undefined;

  constructor(private readonly options: WebhookOptions) {
    this.settings = { ...DEFAULT_WEBHOOKS, ...options.settings };
    this.queue = new WebhookQueue(options.dataDir);
    if (this.queue.gathering.length > 0) this.gatherSoon();
    this.pump();
  }

  /** What would become of the notice of a write now. */
  fateOf({ entity, realmId }: Pick<WriteNotice, 'entity' | 'realmId'>): NoticeFate {
    if (!isNoticed(entity)) return 'no API entity';
    if (!this.settings.on) return 'switched off';
    if (this.settings.url === undefined || this.settings.verifierToken === undefined) return 'no endpoint';
    return this.options.connected(realmId) ? 'queued' : 'not connected';
  }

  /** Whether the app may read a company now. */
  isConnected(realmId: string): boolean {
    return this.options.connected(realmId);
  }

  /** Takes note of a write; says whether a notice of it will go out. */
  take(notice: WriteNotice): NoticeFate {
    const fate = this.fateOf(notice);
    if (fate !== 'queued') return fate;
    const operation = noticedOperation(notice.entity, notice.operation);
    this.queue.gathering.push({ ...notice, operation, eventId: randomUUID() });
    this.counts.queued += 1;
    this.queue.save();
    this.gatherSoon();
    return 'queued';
  }

  change(settings: Partial<WebhookSettings>): void {
    this.settings = { ...this.settings, ...settings };
    this.pump();
  }

  /** Posts wait for their next attempt no longer: what is queued is tried now. */
  retryNow(): void {
    for (const post of this.queue.posts) post.notBefore = 0;
    this.pump();
  }

  /** Queues the last `count` acknowledged posts once more, oldest first, as they were. Returns how many. */
  replay(count: number): number {
    const again = this.acknowledged.slice(-count).map((post) => ({ ...post, id: randomUUID(), attempts: 0 }));
    this.queue.posts.push(...again);
    this.queue.save();
    this.pump();
    return again.length;
  }

  /** What is gathered and queued, and the last attempts, newest last. */
  state(): Record<string, unknown> {
    const { verifierToken, ...settings } = this.settings;
    return {
      settings: { ...settings, hasVerifierToken: verifierToken !== undefined },
      counts: { ...this.counts, dropped: this.queue.dropped },
      gathering: this.queue.gathering.length,
      queue: this.queue.posts.map(({ id, events, attempts, notBefore }) => ({
        id,
        events: events.length,
        attempts,
        notBefore: new Date(notBefore).toISOString(),
      })),
      deliveries: this.deliveries,
      faults: this.faults.list(),
    };
  }

  /** Attempts of the last moments, newest last; for the page. */
  lastDeliveries(realmId: string): readonly Delivery[] {
    return this.deliveries.filter(({ realmIds }) => realmIds.includes(realmId));
  }

  waiting(realmId: string): number {
    const mine = (events: readonly WebhookEvent[]): number => events.filter((e) => e.realmId === realmId).length;
    return mine(this.queue.gathering) + this.queue.posts.reduce((sum, post) => sum + mine(post.events), 0);
  }

  /** True once everything, or everything of one company, is acknowledged; false when `ms` pass first. */
  async settled(ms: number, realmId?: string): Promise<boolean> {
    const until = Date.now() + ms;
    const busy = (): boolean =>
      realmId === undefined
        ? this.queue.gathering.length + this.queue.posts.length > 0 || this.sending !== undefined
        : this.waiting(realmId) > 0;
    while (busy()) {
      if (Date.now() >= until || this.ending.signal.aborted) return false;
      await wait(10);
    }
    return true;
  }

  /** Stops sending; what is not acknowledged stays on disk. */
  async close(): Promise<void> {
    clearTimeout(this.gatherTimer);
    clearTimeout(this.sendTimer);
    this.ending.abort();
    await this.sending;
    this.queue.flush();
  }

  private gatherSoon(): void {
    this.gatherTimer ??= setTimeout(() => {
      this.gatherTimer = undefined;
      this.bundle();
      this.pump();
    }, this.settings.gatherMs);
  }

  /** Turns what was gathered into posts, one a company, and lets the planned faults strike them. */
  private bundle(): void {
    const events = this.queue.gathering;
    this.queue.gathering = [];
    const groups = this.settings.mixRealms ? [events] : [...Map.groupBy(events, (event) => event.realmId).values()];
    for (const group of groups) if (group.length > 0) this.enqueue(group);
    this.queue.save();
  }

  private enqueue(events: readonly WebhookEvent[]): void {
    const struck = this.faults.strike();
    const fault = (kind: string) => struck.find((planned) => planned.kind === kind);
    if (fault('lose')) {
      this.counts.lost += 1;
      return;
    }
    const post: WebhookPost = { id: randomUUID(), events, attempts: 0, notBefore: 0 };
    const delay = fault('delay');
    const reorder = fault('reorder');
    if (delay) this.counts.delayed += 1;
    if (reorder) {
      this.counts.reordered += 1;
      post.events = events.toReversed();
    }
    if (delay ?? reorder) post.notBefore = Date.now() + (delay?.delayMs ?? reorder?.delayMs ?? REORDER_MS);
    this.queue.posts.push(post);
    if (fault('duplicate')) {
      this.counts.duplicated += 1;
      this.queue.posts.push({ ...post, id: randomUUID() });
    }
  }

  /** The post whose turn it is: a failed one blocks all others; one that is merely delayed lets others pass. */
  private next(): WebhookPost | undefined {
    const { posts } = this.queue;
    const failed = posts.find((post) => post.attempts > 0);
    return failed ?? posts.toSorted((a, b) => a.notBefore - b.notBefore)[0];
  }

  private pump(): void {
    clearTimeout(this.sendTimer);
    if (this.sending !== undefined || this.ending.signal.aborted || this.settings.url === undefined) return;
    const post = this.next();
    if (!post) return;
    const due = post.notBefore - Date.now();
    if (due > 0) {
      this.sendTimer = setTimeout(() => this.pump(), Math.min(due, LONGEST_TIMER_MS));
      return;
    }
    this.sending = this.send(post).finally(() => {
      this.sending = undefined;
      this.pump();
    });
  }

  private async send(post: WebhookPost): Promise<void> {
    const { url = '', verifierToken = '', format, answerWithinMs, clockScale } = this.settings;
    const source = `intuit.${createHash('sha256').update(this.options.clientId).digest('base64')}`;
    const { contentType, body } = notification(post.events, format, source, this.settings);
    const { signal } = this.ending;
    const attempt = await postOnce({ url, verifierToken, contentType, body, within: answerWithinMs, signal });
    if (signal.aborted && !attempt.ok) return;
    this.note(post, attempt.ok ? '200' : attempt.why);
    if (attempt.ok) {
      this.counts.delivered += 1;
      this.queue.posts = this.queue.posts.filter((other) => other !== post);
      this.acknowledged.push(post);
      if (this.acknowledged.length > KEPT) this.acknowledged.shift();
    } else {
      this.counts.failedAttempts += 1;
      post.attempts += 1;
      post.notBefore = Date.now() + waitAfter(post.attempts) / clockScale;
    }
    this.queue.save();
  }

  private note(post: WebhookPost, outcome: string): void {
    this.deliveries.push({
      postId: post.id,
      realmIds: [...new Set(post.events.map((event) => event.realmId))],
      events: post.events.length,
      eventIds: post.events.map((event) => event.eventId),
      attempt: post.attempts + 1,
      outcome,
      at: new Date().toISOString(),
    });
    if (this.deliveries.length > KEPT) this.deliveries.shift();
  }
}
