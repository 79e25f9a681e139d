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
import { newId } from './newId.js';
import { isWithdrawal, OutboxHeld } from './outboxHeld.js';
import type { OutboxLine } from './outboxLine.js';
import type { OutboxLock } from './outboxLock.js';
import { EMPTY, step, type Command, type OutboxEvent, type OutboxState } from './outboxMachine.js';
import type { Batch } from './outboxOrder.js';
import { perform, stuck, type RequestParts } from './outboxRequest.js';
import type { Saved } from './outboxState.js';
import { sentenceOf } from './reach.js';
import type { QueueWritten } from './storageOwner.js';

export interface OutboxOptions extends RequestParts {
  readonly line: OutboxLine;
  readonly lock: OutboxLock;
  /** Called after every change, with what is to be shown. */
  readonly onChange?: (outbox: OutboxNow) => void;
}

/** What the queue holds and does just now. */
export interface OutboxNow {
  readonly state: OutboxState;
  readonly operations: readonly QueuedOperation[];
  readonly known: ReadonlyMap<string, KeptDecisions>;
  readonly lost: number;
  readonly full: string | null;
}

const NO_ROOM = 'This device has no room left, so nothing was saved. Free some space, then do it again.';
const EMPTIED =
  'What this device kept was removed, by the browser or by signing out. Nothing was saved: reload the page to go on.';
const NOT_KEPT: Readonly<Record<Extract<QueueWritten, { kept: false }>['reason'], string>> = {
  full: NO_ROOM,
  EMPTIED,
  MADE_ANEW: EMPTIED,
  ANOTHERS: 'Another person has signed in on this device. Nothing was saved.',
};
const NOT_KNOWN = 'This decision is not known on this device, so it was not taken back.';
const KEPT: Saved = { kept: true };

export class Outbox {
  private state: OutboxState = EMPTY;
  private readonly held = new OutboxHeld();
  private full: string | null = null;
  private closed = false;
  private leading: Promise<void> | null = null;
  private leadAgain = false;
  private request: Promise<void> | null = null;
  private next: Batch | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reading: Promise<void> | null = null;
  private readAgain = false;
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
    return this.saving(() => this.options.rows.add(operations, this.options.now()));
  }

  /** Takes decisions back: what never left this device is removed, of the rest the server is told. */
  async withdraw(decisionIds: readonly string[]): Promise<Saved> {
    const { operations } = this.held;
    const refused = decisionIds.filter((id) => this.held.queued(id)?.state === 'REFUSED');
    const asked = new Set(
      operations.flatMap(({ operation: one, state }) =>
        isWithdrawal(one) && state !== 'REFUSED' ? [one.decisionId] : [],
      ),
    );
    const withdrawals = decisionIds
      .filter((id) => !refused.includes(id) && !asked.has(id))
      .flatMap((decisionId) => {
        const clientId = this.held.clientOf(decisionId);
        return clientId === null ? [] : [{ name: 'WITHDRAW_DECISION' as const, id: newId(), clientId, decisionId }];
      });
    const gone = refused.length > 0 ? await this.letGo(refused) : KEPT;
    if (!gone.kept) return gone;
    if (withdrawals.length > 0) {
      const again = new Set(withdrawals.map(({ decisionId }) => decisionId));
      const before = operations.flatMap(({ operation: one }) =>
        isWithdrawal(one) && again.has(one.decisionId) ? [one.id] : [],
      );
      return this.saving(() => this.options.rows.takeBack(withdrawals, before, this.options.now()));
    }
    if (decisionIds.every((id) => refused.includes(id) || asked.has(id))) return KEPT;
    const { whose } = this.held;
    return { kept: false, message: whose === 'MINE' ? NOT_KNOWN : NOT_KEPT[whose] };
  }

  /** A person lets refused operations go: they leave this device, and what waited behind them is sent. */
  async letGo(operationIds: readonly string[]): Promise<Saved> {
    const named = this.held.operations.filter(
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

  /** Resolves once the request under way here is answered and kept, or has failed; at once where none is. */
  async requestEnded(): Promise<void> {
    await this.request?.catch(() => undefined);
  }

  get now(): OutboxNow {
    const { state, held, full } = this;
    const operations = held.shownWith(state.underWay?.ids ?? []);
    return { state, operations, known: held.known, lost: held.lost, full };
  }

  /** Sends nothing more; what is under way ends by itself. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.leaveLine();
    this.options.lock.close();
    this.options.line.close();
  }

  private async saving(write: () => Promise<QueueWritten>): Promise<Saved> {
    let written: QueueWritten;
    try {
      written = await write();
    } catch (error) {
      return { kept: false, message: `Nothing was saved on this device. ${sentenceOf(error)}` };
    }
    this.full = !written.kept && written.reason === 'full' ? NO_ROOM : null;
    // It is saved, whatever becomes of showing it: a reading that fails is tried again.
    await this.reload().catch(() => this.later());
    this.options.line.tell({ kind: 'changed' });
    return written.kept ? KEPT : { kept: false, message: NOT_KEPT[written.reason] };
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
        await this.held.read(this.options.rows);
        this.dispatch({ type: 'loaded', items: this.held.items() });
      }
    } finally {
      this.reading = null;
    }
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
      this.request = this.sendOne(batch, held).finally(() => {
        this.request = null;
      });
      await this.request;
    }
    this.next = null;
    if (this.state.phase === 'draining') this.dispatch({ type: 'following' });
  }

  private async sendOne(batch: Batch, held: () => boolean): Promise<void> {
    const event = await perform(this.options, batch, { operations: () => this.held.operations, held });
    // First what is gone or refused, then that it is answered: nobody sees a queue at rest that still holds it.
    await this.reload();
    if (held()) this.dispatch(event);
    this.options.line.tell({ kind: 'changed' });
  }

  private later(): void {
    this.dispatch(stuck(this.options));
  }
}
