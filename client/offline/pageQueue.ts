/**
 * The queue of a page: composed, shown, and folded into what the page shows. Loaded after the first paint; until then
 * nothing is queued as far as the page knows.
 */
import { withoutAnswered } from '../../domain/operations/answered.js';
import type { DecisionShown } from '../../domain/operations/decisionShown.js';
import { foldAllDecisions, type NamedAccount } from '../../domain/operations/foldDecisions.js';
import type { Operation } from '../../domain/operations/operation.js';
import type { Answered } from './answers.js';
import type { ClientRow } from './clientRow.js';
import type { DecisionList } from './decisionRows.js';
import type { DeviceRows } from './deviceRows.js';
import { project, projectRows } from './fold.js';
import { Outbox, type OutboxNow } from './outbox.js';
import { browserLine } from './outboxLine.js';
import { WebLock } from './outboxLock.js';
import { OutboxRows } from './outboxRows.js';
import type { OutboxSend } from './outboxSend.js';
import type { NeverArrived, QueueStore, Saved } from './outboxState.js';
import { outboxView } from './outboxView.js';
import { askToKeep } from './persistence.js';
import { QueueReporting } from './queueReporting.js';
import { storeName } from './storeName.js';
import type { RitualView } from './view.js';
import { waitingCounter } from './waitingCount.js';
import { forgetWiped, wasWiped } from './wipedHere.js';

export interface PageQueueOptions {
  /** Null when this device keeps nothing: decisions are then shown from memory, and nothing can be queued. */
  readonly rows: DeviceRows | null;
  readonly viewerId: string;
  readonly send: OutboxSend;
  readonly store: QueueStore;
  readonly now: () => number;
  /** Something that is folded into what the page shows has changed. */
  readonly onFold: () => void;
  readonly onAnswer: (answered: Answered) => Promise<void>;
  /** The accounts a client's decisions may name. */
  readonly accountsOf: (clientId: string) => readonly NamedAccount[];
}

const KEEPS_NOTHING =
  'This browser keeps nothing on this device (a private window does that), so nothing can be queued. Nothing was saved.';
const NOT_NOTED = 'The server could not be told that you have taken note. Try again when online.';
const SYNC_TAG = 'runway-outbox';

export class PageQueue {
  private readonly outbox: Outbox | null;
  private readonly reporting: QueueReporting | null;
  private neverArrived: NeverArrived | null = null;
  private memory: ReadonlyMap<string, DecisionList> = new Map();

  private constructor(private readonly options: PageQueueOptions) {
    this.outbox = options.rows === null ? null : this.compose(options.rows);
    this.reporting = options.rows === null ? null : this.reportingOf(options.rows);
  }

  static async open(options: PageQueueOptions): Promise<PageQueue> {
    const queue = new PageQueue(options);
    window.addEventListener('online', queue.wake);
    window.addEventListener('pageshow', queue.wake);
    document.addEventListener('visibilitychange', queue.wake);
    await queue.outbox?.open();
    return queue;
  }

  async enqueue(operations: readonly Operation[]): Promise<Saved> {
    if (this.outbox === null) return { kept: false, message: KEEPS_NOTHING };
    // Now there is something to lose that cannot be fetched again, and a person has just acted.
    void askToKeep();
    const saved = await this.outbox.enqueue(operations);
    if (saved.kept) void finishWithoutPage();
    return saved;
  }

  async withdraw(decisionIds: readonly string[]): Promise<Saved> {
    return this.outbox === null ? { kept: false, message: KEEPS_NOTHING } : this.outbox.withdraw(decisionIds);
  }

  async letGo(operationIds: readonly string[]): Promise<Saved> {
    return this.outbox === null ? { kept: false, message: KEEPS_NOTHING } : this.outbox.letGo(operationIds);
  }

  async forgetLost(): Promise<Saved> {
    if (this.neverArrived !== null && (await this.reporting?.note()) !== true) {
      return { kept: false, message: NOT_NOTED };
    }
    return this.outbox === null ? { kept: true } : this.outbox.forgetLost();
  }

  /** Tries to send what waits; resolves when all is answered, or in wait of something. */
  async sendNow(): Promise<void> {
    this.outbox?.wake();
    await this.outbox?.resting();
  }

  /** `decisionsVersion` of what the device has of a client; null where it has nothing. */
  versionOf(clientId: string): number | null {
    const kept = this.outbox === null ? this.memory.get(clientId) : this.outbox.now.known.get(clientId);
    return kept?.version ?? null;
  }

  async keepDecisions(lists: readonly DecisionList[]): Promise<void> {
    if (this.outbox !== null) return this.outbox.keepDecisions(lists);
    this.memory = new Map([...this.memory, ...lists.map((list) => [list.clientId, list] as const)]);
    this.show(null);
  }

  /** Resolves once the request under way is answered and kept, or has failed; at once where none is. */
  requestEnded(): Promise<void> {
    return this.outbox?.requestEnded() ?? Promise.resolve();
  }

  /** The server has answered. */
  reached(): void {
    this.outbox?.reached();
    this.reporting?.reached();
  }

  project(review: RitualView): RitualView {
    const { operations, decisions } = this.options.store.get();
    return project(review, operations, decisions.get(review.id) ?? NONE);
  }

  /** `answered`: the operations that the rows hold already. */
  projectRows(rows: readonly ClientRow[], answered: readonly string[]): readonly ClientRow[] {
    const { operations, decisions } = this.options.store.get();
    return projectRows(rows, withoutAnswered(operations, answered), decisions, this.options.now());
  }

  /** What is shown is made anew: the accounts' names, or the hour, may be others. */
  refresh(): void {
    this.show(this.outbox?.now ?? null);
  }

  close(): void {
    window.removeEventListener('online', this.wake);
    window.removeEventListener('pageshow', this.wake);
    document.removeEventListener('visibilitychange', this.wake);
    this.outbox?.close();
    this.reporting?.close();
  }

  private compose(rows: DeviceRows): Outbox {
    const { viewerId, send, now, onAnswer } = this.options;
    const line = browserLine();
    const locks = 'locks' in navigator ? navigator.locks : null;
    return new Outbox({
      rows: new OutboxRows(rows.vault, waitingCounter(viewerId)),
      line,
      lock: new WebLock({ line, locks }),
      send,
      now,
      random: Math.random,
      onChange: (outbox) => this.show(outbox),
      onAnswer,
    });
  }

  private reportingOf({ vault }: DeviceRows): QueueReporting | null {
    const { viewerId, send, store } = this.options;
    if (send.reportQueue === undefined) return null;
    return new QueueReporting({
      tell: send.reportQueue,
      storeName: () => storeName(vault),
      queue: () => store.get().operations,
      onLost: (lost) => {
        this.neverArrived = lost;
        this.refresh();
      },
      wiped: { was: () => wasWiped(viewerId), forget: () => forgetWiped(viewerId) },
      now: () => performance.now(),
    });
  }

  private show(outbox: OutboxNow | null): void {
    const { store, accountsOf, onFold, now } = this.options;
    const before = store.get();
    const operations = sameOr(outbox?.operations ?? [], before.operations);
    const lists = outbox?.known ?? this.memory;
    const known = new Map([...lists].map(([clientId, { decisions }]) => [clientId, decisions]));
    const decisions = sameMapOr(foldAllDecisions(known, operations, accountsOf, before.decisions), before.decisions);
    const view = outbox === null ? before.outbox : outboxView(outbox, now(), this.neverArrived);
    const refused = sameOr(view.refused, before.outbox.refused);
    store.set({ operations, known, decisions, outbox: sameViewOr({ ...view, refused }, before.outbox) });
    if (operations !== before.operations || decisions !== before.decisions) onFold();
    if (operations !== before.operations) this.reporting?.changed();
  }

  private readonly wake = (): void => {
    if (document.visibilityState !== 'hidden') this.outbox?.wake();
    else this.reporting?.leaving();
  };
}

const NONE: readonly DecisionShown[] = [];

interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Where the browser can, the service worker sends what a closed tab leaves behind. */
async function finishWithoutPage(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration !== undefined && 'sync' in registration) {
      await (registration.sync as SyncManager).register(SYNC_TAG);
    }
  } catch {
    // Not allowed here: the next page sends it.
  }
}

function sameOr<T>(list: readonly T[], before: readonly T[]): readonly T[] {
  return list.length === before.length && list.every((one, index) => one === before[index]) ? before : list;
}

function sameMapOr<T>(map: ReadonlyMap<string, T>, before: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  return map.size === before.size && [...map].every(([key, value]) => before.get(key) === value) ? before : map;
}

function sameViewOr<T extends object>(view: T, before: T): T {
  const keys = Object.keys(view) as (keyof T)[];
  return keys.every((key) => view[key] === before[key]) ? before : view;
}
