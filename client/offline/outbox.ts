/**
 * The queue at work: saves operations on the device, sends them once a server takes them, keeps what it answers. No React, no
 * browser of its own: composed of rows (a store and a key: `DeviceRows.open(viewerId, store).vault`), a lock, a line between
 * tabs, a way to send, a clock and chance, each handed in. A page composes it in `currentOutbox.ts`, the service worker in
 * `background.ts`; a test without a browser by fake-indexeddb, Node's `navigator.locks` (or null) and `silentLine()`:
 *
 *   const { vault } = await DeviceRows.open('advisor-1');
 *   const line = browserLine();
 *   const outbox = new Outbox({
 *     rows: new OutboxRows(vault, waitingCounter('advisor-1')),
 *     line, lock: new WebLock({ line, locks: navigator.locks }), send, now: Date.now, random: Math.random,
 *   });
 *   await outbox.open();
 *   await outbox.enqueue([{ name: 'SUBMIT_DECISION', id, clientId, decision }]);
 *   await outbox.resting();
 */
import type { Operation, QueuedOperation } from '../../domain/operations/operation.js';
import type { DecisionList, KeptDecisions } from './decisionRows.js';
import type { Written } from './deviceStore.js';
import { newId } from './newId.js';
import type { OutboxLine } from './outboxLine.js';
import type { OutboxLock } from './outboxLock.js';
import { EMPTY, step, type Command, type OutboxEvent, type OutboxState } from './outboxMachine.js';
import { aboutOf, type Batch, type Item } from './outboxOrder.js';
import type { OutboxRows, Queue, Settled } from './outboxRows.js';
import { sentenceOf } from './reach.js';
import { failureKindOf, sendBatch, type OutboxSend } from './outboxSend.js';
import { SendFailure } from './sendFailure.js';
import type { Saved } from './outboxState.js';
import type { RitualChange } from './view.js';

export interface OutboxOptions {
  readonly rows: OutboxRows;
  readonly line: OutboxLine;
  readonly lock: OutboxLock;
  readonly send: OutboxSend;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** 0 to 1. */
  readonly random: () => number;
  /** Called after every change, with what is to be shown. */
  readonly onChange?: (outbox: OutboxNow) => void;
  /** What an answer changed of a client's review; awaited before the operation leaves the queue. */
  readonly onAnswer?: (clientId: string, change: RitualChange) => Promise<void>;
  /** A request without an answer for so long is tried again; what it brought is the same, as each is taken once. */
  readonly answerWithinMs?: number;
}

/** What the queue holds and does just now. */
export interface OutboxNow {
  readonly state: OutboxState;
  readonly operations: readonly QueuedOperation[];
  readonly known: ReadonlyMap<string, KeptDecisions>;
  readonly lost: number;
  readonly full: string | null;
}

const ANSWER_WITHIN_MS = 12_000;
const NO_ROOM = 'This device has no room left, so nothing was saved. Free some space, then do it again.';
const NOT_OURS = 'Another person has signed in on this device. Nothing was saved.';
const NOT_KNOWN = 'This decision is not known on this device, so it was not taken back.';
const KEPT: Saved = { kept: true };

export class Outbox {
  private state: OutboxState = EMPTY;
  private queue: Queue = { operations: [], lost: 0, isOurs: true };
  private known: ReadonlyMap<string, KeptDecisions> = new Map();
  private full: string | null = null;
  private closed = false;
  private leading: Promise<void> | null = null;
  private leadAgain = false;
  private next: Batch | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> | null = null;
  private readAgain = false;
  private readonly sending = new WeakMap<QueuedOperation, QueuedOperation>();
  private readonly leaveLine: () => void;

  constructor(private readonly options: OutboxOptions) {
    this.leaveLine = options.line.hear((news) => {
      if (news.kind === 'changed') void this.reload().catch(() => this.later());
    });
  }

  /** Reads what waits on the device, and begins to send. */
  async open(): Promise<void> {
    await this.options.rows.open();
    await this.reload();
  }

  /** Saves operations, all or none; resolves once the disk has them. One that is saved already stays as it is. */
  async enqueue(operations: readonly Operation[]): Promise<Saved> {
    if (!this.queue.isOurs) return { kept: false, message: NOT_OURS };
    return this.saving(() => this.options.rows.add(operations, this.options.now()));
  }

  /** Takes decisions back: what never left this device is removed, of the rest the server is told. */
  async withdraw(decisionIds: readonly string[]): Promise<Saved> {
    const { operations } = this.queue;
    const refused = decisionIds.filter((id) => this.queued(id)?.state === 'REFUSED');
    const asked = new Set(
      operations.flatMap(({ operation: one, state }) =>
        isWithdrawal(one) && state !== 'REFUSED' ? [one.decisionId] : [],
      ),
    );
    const withdrawals = decisionIds
      .filter((id) => !refused.includes(id) && !asked.has(id))
      .flatMap((decisionId) => {
        const clientId = this.clientOf(decisionId);
        return clientId === null ? [] : [{ name: 'WITHDRAW_DECISION' as const, id: newId(), clientId, decisionId }];
      });
    if (refused.length > 0) await this.letGo(refused);
    if (withdrawals.length > 0) {
      return this.saving(() => this.options.rows.takeBack(withdrawals, this.options.now()));
    }
    const isKnown = decisionIds.every((id) => refused.includes(id) || asked.has(id));
    return isKnown ? KEPT : { kept: false, message: NOT_KNOWN };
  }

  /** A person lets refused operations go: they leave this device, and what waited behind them is sent. */
  async letGo(operationIds: readonly string[]): Promise<Saved> {
    const named = this.queue.operations.filter(
      ({ operation, state }) => state === 'REFUSED' && operationIds.includes(operation.id),
    );
    // The submission that a refused withdrawal held back was never to be sent again.
    const ids = named.flatMap(({ operation }) =>
      isWithdrawal(operation) ? [operation.id, operation.decisionId] : [operation.id],
    );
    return this.saving(() => this.options.rows.remove(ids));
  }

  /** A person has taken note of what is gone. */
  async forgetLost(): Promise<Saved> {
    return this.saving(() => this.options.rows.forgetLost());
  }

  /** Keeps the server's decisions as they were fetched. */
  async keepDecisions(lists: readonly DecisionList[]): Promise<void> {
    await this.options.rows.keepDecisions(lists);
    await this.reload();
    this.options.line.tell({ kind: 'changed' });
  }

  /** Tries at once: the page is shown, the network is back, somebody signed in. */
  wake(): void {
    this.dispatch({ type: 'woken' });
  }

  /** The server has answered something else: what waits for that goes on. */
  reached(): void {
    if (this.state.phase === 'offline' || this.state.phase === 'needsSignIn') this.wake();
  }

  /** Resolves when nothing more is sent for now: all answered, or in wait of something. For the service worker and tests. */
  async resting(): Promise<OutboxState> {
    await this.reload();
    while (this.leading !== null) await this.leading;
    return this.state;
  }

  get now(): OutboxNow {
    const sending = new Set(this.state.underWay?.ids);
    const operations = this.queue.operations.map((one) =>
      sending.has(one.operation.id) && one.state === 'WAITING' ? this.asSending(one) : one,
    );
    return { state: this.state, operations, known: this.known, lost: this.queue.lost, full: this.full };
  }

  /** The same object for the same operation, so that nothing is drawn anew. */
  private asSending(one: QueuedOperation): QueuedOperation {
    const known = this.sending.get(one) ?? { ...one, state: 'SENDING' };
    this.sending.set(one, known);
    return known;
  }

  /** Sends nothing more; what is under way ends by itself. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.leaveLine();
    this.options.lock.close();
    this.options.line.close();
  }

  private async saving(write: () => Promise<Written>): Promise<Saved> {
    let written: Written;
    try {
      written = await write();
    } catch (error) {
      return { kept: false, message: `Nothing was saved on this device. ${sentenceOf(error)}` };
    }
    this.full = written.kept ? null : NO_ROOM;
    // It is saved, whatever becomes of showing it: a reading that fails is tried again.
    await this.reload().catch(() => this.later());
    this.options.line.tell({ kind: 'changed' });
    return written.kept ? KEPT : { kept: false, message: NO_ROOM };
  }

  /** One reading at a time, and one more where something changed meanwhile. */
  private reload(): Promise<void> {
    this.readAgain = true;
    if (this.closed) return Promise.resolve();
    this.reading ??= this.readAll();
    return this.reading;
  }

  private async readAll(): Promise<void> {
    try {
      while (this.readAgain && !this.closed) {
        this.readAgain = false;
        const [queue, known] = await Promise.all([this.options.rows.read(), this.options.rows.decisions()]);
        this.queue = queue;
        this.known = known;
        this.dispatch({ type: 'loaded', items: this.items() });
      }
    } finally {
      this.reading = null;
    }
  }

  private items(): Item[] {
    const documentOf = (id: string): string | null => this.documentOf(id);
    return this.queue.operations.map(({ operation, place, state }) => ({
      id: operation.id,
      kind: operation.name,
      place,
      state,
      about: aboutOf(operation, documentOf),
      takesBack: isWithdrawal(operation) ? operation.decisionId : null,
      faults: 0,
    }));
  }

  private dispatch(event: OutboxEvent): void {
    if (this.closed) return;
    const { state, commands } = step(this.state, event);
    this.state = state;
    this.options.onChange?.(this.now);
    for (const command of commands) this.obey(command);
  }

  private obey(command: Command): void {
    switch (command.type) {
      case 'lead':
        this.lead();
        return;
      case 'send':
        this.next = command.batch;
        return;
      case 'rest':
        this.next = null;
        return;
      case 'wait':
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.wake(), Math.max(0, command.until - this.options.now()));
    }
  }

  private lead(): void {
    this.leadAgain = true;
    if (!this.closed) this.leading ??= this.leadOn();
  }

  private async leadOn(): Promise<void> {
    while (this.leadAgain && !this.closed) {
      this.leadAgain = false;
      try {
        await this.options.lock.lead((held) => this.drain(held));
      } catch {
        // The lock itself failed, or the rows could not be read: tried again like a wire that breaks.
        this.later();
      }
    }
    // At once with the last look at `leadAgain`: whoever asks from here on begins anew.
    this.leading = null;
  }

  private async drain(held: () => boolean): Promise<void> {
    await this.reload();
    this.dispatch({ type: 'leading' });
    while (this.next !== null && held() && !this.closed) {
      const batch = this.next;
      this.next = null;
      const event = await this.perform(batch, held);
      if (held()) this.dispatch(event);
      await this.reload();
      this.options.line.tell({ kind: 'changed' });
    }
    this.next = null;
    if (this.state.phase === 'draining') this.dispatch({ type: 'following' });
  }

  /** One request, and what the device keeps of its answer. A late answer of one that was taken over is kept as well: it is true. */
  private async perform({ kind, ids }: Batch, held: () => boolean): Promise<OutboxEvent> {
    const { rows, onAnswer } = this.options;
    let sent;
    let batch: readonly QueuedOperation[];
    try {
      const here = new Set(await rows.markTried(ids));
      batch = this.queue.operations.filter(({ operation }) => here.has(operation.id));
      if (batch.length === 0) return { type: 'answered', done: ids, refused: [] };
      if (!held()) return { type: 'following' };
    } catch {
      return this.stuck();
    }
    try {
      sent = await within(this.options.answerWithinMs ?? ANSWER_WITHIN_MS, sendBatch(this.options.send, kind, batch));
    } catch (error) {
      return { type: 'failed', kind: failureKindOf(error), at: this.options.now(), jitter: this.options.random() };
    }
    const { settled, changes } = sent;
    if (settled.done.length + settled.refused.size === 0) {
      return { type: 'failed', kind: 'SERVER_FAULT', at: this.options.now(), jitter: this.options.random() };
    }
    try {
      for (const { clientId, change } of changes) await onAnswer?.(clientId, change);
      const written = await rows.settle(settled, batch);
      return written.kept ? answered(settled, ids, batch) : this.stuck();
    } catch {
      return this.stuck();
    }
  }

  private stuck(): OutboxEvent {
    return { type: 'stuck', at: this.options.now(), jitter: this.options.random() };
  }

  private later(): void {
    this.dispatch(this.stuck());
  }

  private queued(id: string): QueuedOperation | undefined {
    return this.queue.operations.find(({ operation }) => operation.id === id);
  }

  private clientOf(decisionId: string): string | null {
    const queued = this.queued(decisionId);
    if (queued !== undefined) return queued.operation.clientId;
    for (const [clientId, { decisions }] of this.known)
      if (decisions.some(({ id }) => id === decisionId)) return clientId;
    return null;
  }

  private documentOf(decisionId: string): string | null {
    const operation = this.queued(decisionId)?.operation;
    if (operation?.name === 'SUBMIT_DECISION') return operation.decision.documentKey;
    for (const { decisions } of this.known.values()) {
      const known = decisions.find(({ id }) => id === decisionId);
      if (known !== undefined) return known.documentKey;
    }
    return null;
  }
}

/** Those that are gone from the device meanwhile are done with, too. */
function answered({ done, refused }: Settled, ids: readonly string[], sent: readonly QueuedOperation[]): OutboxEvent {
  const here = new Set(sent.map(({ operation }) => operation.id));
  const gone = ids.filter((id) => !here.has(id));
  return { type: 'answered', done: [...done, ...gone], refused: [...refused.keys()] };
}

function isWithdrawal(operation: Operation): operation is Extract<Operation, { name: 'WITHDRAW_DECISION' }> {
  return operation.name === 'WITHDRAW_DECISION';
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SendFailure('SERVER_FAULT')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
