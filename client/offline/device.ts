import type { Answered } from './answers.js';
import { mergeChanges } from './changes.js';
import { DeviceRows } from './deviceRows.js';
import { DeviceUnavailable, NO_ROOM, type Written } from './deviceStore.js';
import { followDecisions } from './decisionFollowing.js';
import { DeviceAnswers } from './deviceAnswers.js';
import { DeviceBase } from './deviceBase.js';
import { DeviceList } from './deviceList.js';
import { DeviceReach } from './deviceReach.js';
import { DeviceReviews } from './deviceReviews.js';
import { deviceQueue } from './deviceQueue.js';
import type { ShownStore } from './deviceState.js';
import type { DeviceOptions } from './deviceOptions.js';
import { Following } from './following.js';
import type { QueueStore } from './outboxState.js';
import type { PageQueue } from './pageQueue.js';
import { pastDigest } from './pastDigest.js';
import { Pulse } from './pulse.js';
import { sentenceOf } from './reach.js';
import { Snapshots } from './snapshots.js';
import { Tabs, type TabNews } from './tabs.js';
import type { ChangesView, DigestView, OverviewView } from './view.js';

const BUSY_MS = 2_000;
const RESTING_MS = 30_000;
const MINUTE_MS = 60_000;

/** Shows what is kept at once, then keeps it fresh until it is stopped. */
export class Device {
  private readonly shown: ShownStore;
  private readonly queued: QueueStore;
  private rows: DeviceRows | null = null;
  private snapshots: Snapshots;
  private readonly tabs: Tabs;
  private readonly pulse: Pulse;
  private readonly now: () => number;
  private readonly opened: Promise<void>;
  private readonly base: DeviceBase;
  private readonly answers: DeviceAnswers;
  /** Null: this device was stopped before the queue was there. */
  readonly queue: Promise<PageQueue | null>;
  private page: PageQueue | null = null;
  private readonly list: DeviceList;
  private readonly reach: DeviceReach;
  private readonly reviews: DeviceReviews;
  private stopped = false;
  private readonly following: Following;
  private isLive = false;
  private unwatch: (() => void) | null = null;
  private minute: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly options: DeviceOptions,
    shown: ShownStore,
    /** The clients whose digests are looked at now. */
    private readonly watched: { has(clientId: string): boolean; keys(): Iterable<string> },
    queued: QueueStore,
  ) {
    // What ends after this device was stopped is not shown: by then it may be another person's page.
    this.shown = shown.until(() => this.stopped);
    this.queued = queued.until(() => this.stopped);
    this.now = options.now ?? Date.now;
    this.base = new DeviceBase(this.shown, watched, this.now);
    this.snapshots = this.snapshotsOf(null);
    const parts = {
      shown: this.shown,
      base: this.base,
      snapshots: () => this.snapshots,
      isStopped: () => this.stopped,
    };
    this.reach = new DeviceReach(this.shown, this.now, parts.isStopped);
    this.reviews = new DeviceReviews({ ...parts, reach: this.reach });
    this.tabs = new Tabs((news) => void this.hear(news));
    this.answers = new DeviceAnswers({
      ...parts,
      tabs: this.tabs,
      watched,
      fetchAgain: (clientId) => void this.reviews.fetchAgain(clientId),
    });
    this.list = new DeviceList({
      ...parts,
      tabs: this.tabs,
      fetch: () => this.options.fetchList(),
      isLive: () => this.isLive,
    });
    this.following = new Following({
      ...parts,
      tabs: this.tabs,
      watched,
      list: this.list,
      fetchDecisions: (overview) => this.fetchDecisions(overview),
    });
    this.pulse = new Pulse({ beat: () => this.beat(), pause: () => this.pause() });
    this.opened = this.open();
    this.queue = this.opened.then(async () => (this.page = await this.openQueue()));
    void this.opened.then(() => {
      if (this.stopped) return;
      this.pulse.start();
      this.minute = setInterval(() => this.base.judge(), MINUTE_MS);
      for (const clientId of this.watched.keys()) void this.reviews.show(clientId);
      // After the first answer: what is shown first does not wait for the line.
      void this.pulse.now().then(() => this.watch());
    });
  }

  get viewerId(): string {
    return this.options.viewerId;
  }

  private watch(): void {
    if (this.stopped) return;
    const live = (isLive: boolean): void => {
      if (this.stopped) return;
      this.isLive = isLive;
      if (isLive) this.pulse.rest();
      else void this.pulse.now();
    };
    this.unwatch = this.options.watchChanges?.({ live, changed: (changes) => this.heardOf(changes) }) ?? null;
  }

  /** Asks the server now. */
  async refresh(): Promise<void> {
    await this.opened;
    await this.pulse.now();
  }

  /** Fetches what is taken along by a choice that was just made. */
  async fetchChosen(): Promise<void> {
    await this.opened;
    await this.pulse.anew();
  }

  stop(): void {
    this.halt();
    this.tabs.close();
    void this.opened.then(() => this.rows?.close());
  }

  /** Stops, removes everything and tells the other tabs. */
  async wipe(): Promise<void> {
    this.halt();
    await this.queue;
    await this.rows?.wipe();
    this.tabs.tell({ kind: 'wiped' });
    this.tabs.close();
  }

  private halt(): void {
    this.stopped = true;
    this.pulse.stop();
    this.unwatch?.();
    clearInterval(this.minute);
    void this.queue.then((queue) => queue?.close());
  }

  /** Shows a digest from the device, then from the server when that has a newer one. */
  async show(clientId: string): Promise<void> {
    await this.opened;
    await this.reviews.show(clientId);
  }

  /** @throws Error with a sentence when the server is out of reach or has no figures for that date. */
  fetchPast(clientId: string, asOf: string): Promise<DigestView> {
    return pastDigest(this.options, clientId, asOf, (error) => this.reach.failed(error));
  }

  /** Shows and keeps what an act answered. */
  take(answered: Answered): Promise<void> {
    return this.answers.take(answered);
  }

  private async openQueue(): Promise<PageQueue | null> {
    if (this.stopped) return null;
    return deviceQueue({
      rows: this.rows,
      options: this.options,
      store: this.queued,
      base: this.base,
      snapshots: () => this.snapshots,
      onAnswer: (answered) => this.take(answered),
      isStopped: () => this.stopped,
    });
  }

  private async open(): Promise<void> {
    try {
      this.rows = await (this.options.openRows ?? ((id: string) => DeviceRows.open(id)))(this.options.viewerId);
      this.snapshots = this.snapshotsOf(this.rows);
      await this.snapshots.load();
      await this.list.showKept();
      this.shown.device({ phase: 'ready', storageProblem: this.rows.lost });
      await this.measure();
    } catch (error) {
      this.rows = null;
      this.snapshots = this.snapshotsOf(null);
      const problem =
        error instanceof DeviceUnavailable ? error.message : `This device keeps nothing: ${sentenceOf(error)}`;
      this.shown.device({ phase: 'unavailable', storageProblem: problem });
    }
  }

  private async beat(): Promise<void> {
    this.shown.list({ refreshing: true });
    this.base.judge();
    try {
      this.know(await this.options.fetchOverview());
      await this.following.follow();
      await this.measure();
    } catch (error) {
      this.reach.failed(error);
    } finally {
      this.shown.list({ refreshing: false });
    }
  }

  /** The server told of changes by itself. */
  private heardOf(changes: ChangesView): void {
    if (this.stopped) return;
    const overview = mergeChanges(this.shown.get().overview, changes);
    if (overview === null) return void this.pulse.now();
    this.know(overview);
    void this.following
      .follow()
      .catch((error: unknown) => this.reach.failed(error))
      .then(() => this.pulse.rest());
  }

  private know(overview: OverviewView): void {
    if (this.stopped) return;
    this.shown.overview(overview);
    this.reach.answered();
    void this.queue.then((queue) => queue?.reached());
  }

  private async fetchDecisions(overview: OverviewView): Promise<void> {
    const queue = await this.queue;
    const { fetchDecisions } = this.options;
    if (queue !== null && fetchDecisions !== undefined) await followDecisions(queue, fetchDecisions, overview);
  }

  private async hear(news: TabNews): Promise<void> {
    if (this.stopped) return;
    if (news.kind === 'wiped') {
      this.shown.reset();
      this.stop();
      this.options.onWiped?.();
      return;
    }
    await this.opened;
    if (news.kind === 'list') {
      await this.snapshots.load();
      await this.list.showKept();
    } else if (this.watched.has(news.clientId)) {
      await this.snapshots.load();
      await this.reviews.show(news.clientId);
    }
  }

  private pause(): number | null {
    const { pause } = this.reach;
    if (pause !== null) return pause;
    if (this.isLive) return this.following.isBehind ? BUSY_MS : null;
    const overview = this.shown.get().overview;
    return overview !== null && overview.syncing + overview.waiting > 0 ? BUSY_MS : RESTING_MS;
  }

  private snapshotsOf(rows: DeviceRows | null): Snapshots {
    return new Snapshots({
      rows,
      now: this.now,
      fetchRitual: this.options.fetchRitual,
      requestEnded: () => this.requestEnded(),
      onWritten: (written: Written) => {
        if (!written.kept) this.shown.device({ storageProblem: written.message });
        // There is room again; what else is wrong stays said.
        else if (!this.snapshots.lacksRoom && this.shown.get().device.storageProblem === NO_ROOM)
          this.shown.device({ storageProblem: null });
      },
      onRitual: (clientId, ritual, fetchedAt) => {
        if (this.stopped) return;
        if (this.watched.has(clientId)) {
          this.base.ritual(clientId, ritual, { fetchedAt, error: null, absent: ritual === null });
        }
        this.tabs.tell({ kind: 'digest', clientId });
      },
    });
  }

  private async requestEnded(): Promise<void> {
    await this.page?.requestEnded();
  }

  private async measure(): Promise<void> {
    const kept = await this.rows?.kept();
    if (kept !== undefined) this.shown.device({ bytes: [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0) });
  }
}
