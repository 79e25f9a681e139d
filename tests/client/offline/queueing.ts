import type { Operation } from '../../../domain/operations/operation.js';
import type { Cents } from '../../../domain/units.js';
import { newId } from '../../../client/offline/index.js';
import { DeviceRows } from '../../../client/offline/deviceRows.js';
import { DeviceStore } from '../../../client/offline/deviceStore.js';
import { Outbox, type OutboxOptions } from '../../../client/offline/outbox.js';
import type { OutboxLine, OutboxNews } from '../../../client/offline/outboxLine.js';
import { WebLock } from '../../../client/offline/outboxLock.js';
import { OutboxRows } from '../../../client/offline/outboxRows.js';
import { CONVERSIONS, type Conversion } from '../../../client/offline/queuedShapes.js';
import { waitingCounter } from '../../../client/offline/waitingCount.js';
import type { DecidingServer } from './decidingServer.js';
import { FakeLocks } from './fakeLocks.js';

type Submission = Extract<Operation, { name: 'SUBMIT_DECISION' }>;

/** A decision on a bill, as it is queued. */
export function paying(documentKey: string, part: { clientId?: string; id?: string } = {}): Submission {
  const { clientId = 'c1', id = newId() } = part;
  return {
    name: 'SUBMIT_DECISION',
    id,
    clientId,
    decision: {
      ...{ id, clientId, documentKey, kind: 'RECORD_PAYMENT', amount: 4_100 as Cents, accountId: '35' },
      ...{ plannedFor: null, replaces: null },
      saw: {
        ...{ syncedAt: '2026-11-23T08:00:00Z', booksVersion: 3, openBalance: 4_100 as Cents, currency: 'USD' },
        ...{ partyId: '7', name: 'Timber & Bay Supply', number: '88', dueDate: null },
      },
    },
  };
}

export function snoozing(...issueIds: string[]): Operation {
  return { name: 'SNOOZE_ISSUES', id: newId(), clientId: 'c1', issueIds, until: null };
}

/** The line between the tabs of one test: heard by the others, a turn later. */
export class Lines {
  private readonly tabs = new Set<Set<(news: OutboxNews) => void>>();
  private readonly muted = new Set<Set<(news: OutboxNews) => void>>();

  /** The tabs that are open now say nothing more. */
  mute(): void {
    for (const tab of this.tabs) this.muted.add(tab);
  }

  /** All speak again. */
  unmute(): void {
    this.muted.clear();
  }

  open(): OutboxLine {
    const mine = new Set<(news: OutboxNews) => void>();
    this.tabs.add(mine);
    return {
      tell: (news) => {
        if (this.muted.has(mine)) return;
        for (const tab of this.tabs) if (tab !== mine) for (const hear of tab) setTimeout(() => hear(news), 0);
      },
      hear: (listener) => {
        mine.add(listener);
        return () => void mine.delete(listener);
      },
      close: () => void this.tabs.delete(mine),
    };
  }
}

export interface TabParts {
  readonly viewerId?: string;
  readonly options?: Partial<OutboxOptions>;
  readonly conversions?: readonly Conversion[];
  readonly silentBeats?: number;
}

/** A browser with one profile: its tabs share the disk, the lock and the line. */
export class FakeBrowser {
  readonly locks = new FakeLocks();
  readonly lines = new Lines();
  private readonly tabs: Outbox[] = [];
  private readonly opened: DeviceRows[] = [];

  constructor(private readonly server: DecidingServer) {}

  async tab({ viewerId = 'daniel', options = {}, conversions = CONVERSIONS, silentBeats = 5 }: TabParts = {}) {
    const rows = await DeviceRows.open(viewerId, new DeviceStore());
    this.opened.push(rows);
    const line = this.lines.open();
    const outbox = new Outbox({
      rows: new OutboxRows(rows.vault, waitingCounter(viewerId), conversions),
      line,
      lock: new WebLock({ line, locks: this.locks, beatMs: 10, silentBeats }),
      send: this.server.send(),
      now: Date.now,
      random: () => 1,
      answerWithinMs: 2_000,
      ...options,
    });
    this.tabs.push(outbox);
    await outbox.open();
    return outbox;
  }

  async close(): Promise<void> {
    for (const tab of this.tabs) tab.close();
    for (const tab of this.tabs) await tab.resting().catch(() => undefined);
    for (const rows of this.opened) await rows.close();
  }
}
