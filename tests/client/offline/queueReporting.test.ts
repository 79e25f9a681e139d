import { afterEach, describe, expect, it } from '@jest/globals';
import { newId } from '../../../client/offline/index.js';
import type { NeverArrived } from '../../../client/offline/outboxState.js';
import { QueueReporting, type QueueTold } from '../../../client/offline/queueReporting.js';
import { SendFailure } from '../../../client/offline/sending.js';
import type { Operation, QueuedOperation } from '../../../domain/operations/operation.js';
import { paying, snoozing } from './queueing.js';
import { until } from './storage.js';

const SAVED_AT = Date.parse('2026-11-22T12:00:00Z');
const LOST: NeverArrived = { count: 2, since: SAVED_AT, until: SAVED_AT };

/** One page: its queue, its clock, and a server that writes down what it is told. */
class Page {
  queue: QueuedOperation[] = [];
  readonly told: QueueTold[] = [];
  readonly lost: (NeverArrived | null)[] = [];
  answer: () => NeverArrived | null = () => null;
  now = SAVED_AT;
  wiped = false;
  readonly reporting: QueueReporting;

  constructor(afterMs = 5, againAfterMs = 30_000) {
    this.reporting = new QueueReporting({
      tell: async (told) => {
        this.told.push(told);
        await Promise.resolve();
        return this.answer();
      },
      storeName: () => Promise.resolve('store-1'),
      queue: () => this.queue,
      onLost: (lost) => this.lost.push(lost),
      wiped: { was: () => this.wiped, forget: () => (this.wiped = false) },
      now: () => this.now,
      afterMs,
      againAfterMs,
    });
  }

  save(...operations: Operation[]): void {
    const made = operations.map((operation, place) => ({
      ...{ operation, place, savedAt: SAVED_AT, state: 'WAITING' as const, refusal: null },
    }));
    this.queue = [...this.queue, ...made];
    this.reporting.changed();
  }

  /** The first report, which asks what is lost, is through. */
  async open(): Promise<this> {
    this.reporting.reached();
    await until(() => this.lost.length > 0);
    return this;
  }

  get waiting(): (readonly string[])[] {
    return this.told.map(({ waiting }) => waiting.map(({ kind, id }) => `${kind} ${id}`));
  }
}

let page: Page;
afterEach(() => page.reporting.close());

describe('what waits on this device', () => {
  it('is asked after once a page, as soon as the server answers, and not again while nothing changes', async () => {
    page = new Page();
    page.answer = () => LOST;
    await page.open();
    page.reporting.reached();
    page.reporting.changed();
    page.reporting.leaving();
    expect(page.told).toEqual([{ store: 'store-1', waiting: [], removed: false, noted: false }]);
    expect(page.lost).toEqual([LOST]);
  });

  it('is told of with ids by which its arrival shows, once it waits for longer than sending takes', async () => {
    page = await new Page().open();
    const [payment, snooze] = [paying('Bill:1'), snoozing('i1')];
    page.save(payment, snooze, { name: 'WITHDRAW_DECISION', id: newId(), clientId: 'c1', decisionId: 'd1' });
    await until(() => page.told.length === 2);
    expect(page.waiting[1]).toEqual([`DECISION ${payment.id}`, `ACT ${snooze.id}`, 'WITHDRAWAL d1']);
    expect(page.told[1]?.waiting[0]?.savedAt).toBe('2026-11-22T12:00:00.000Z');
  });

  it('is not told of where it was sent meanwhile, nor what was refused', async () => {
    page = await new Page(1_000_000).open();
    page.save(paying('Bill:1'));
    page.queue = [];
    page.reporting.changed();
    const [refused] = [paying('Bill:2')].map((operation) => ({
      ...{ operation, place: 1, savedAt: SAVED_AT, state: 'REFUSED' as const },
      refusal: { code: 'NOT_FOUND', message: 'It is gone.' },
    }));
    if (refused !== undefined) page.queue = [refused];
    page.reporting.leaving();
    expect(page.told).toHaveLength(1);
  });

  it('is told of at once where the page goes out of sight', async () => {
    page = await new Page(1_000_000).open();
    page.save(paying('Bill:1'));
    expect(page.told).toHaveLength(1);
    page.reporting.leaving();
    await until(() => page.told.length === 2);
  });

  it('is told of at once as well where less waits than was told of, so that nothing let go of counts as lost later', async () => {
    page = await new Page().open();
    page.save(paying('Bill:1'));
    await until(() => page.told.length === 2);
    page.queue = [];
    page.reporting.leaving();
    await until(() => page.told.length === 3, 1_000);
    expect(page.told[2]?.waiting).toEqual([]);
  });

  it('is told of once where two tabs took the same decision back, and then rests', async () => {
    page = await new Page(1).open();
    const takingBack = (id: string): Operation => ({
      ...{ name: 'WITHDRAW_DECISION', id, clientId: 'c1', decisionId: 'd1' },
    });
    page.save(takingBack(newId()), takingBack(newId()));
    await until(() => page.told.length === 2);
    expect(page.waiting[1]).toEqual(['WITHDRAWAL d1']);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(page.told).toHaveLength(2);
  });

  it('is told of a thousand at most, those made first', async () => {
    page = await new Page().open();
    const many = Array.from({ length: 1_001 }, (_, one) => paying(`Bill:${one}`));
    page.save(...many);
    await until(() => page.told.length === 2);
    expect(page.told[1]?.waiting).toHaveLength(1_000);
    expect(page.told[1]?.waiting[0]?.id).toBe(many[0]?.id);
  });
});

describe('what the person knows', () => {
  it('is said with the next report: what they removed, once; what they took note of', async () => {
    page = new Page();
    page.wiped = true;
    await page.open();
    expect(page.told[0]).toMatchObject({ removed: true, noted: false });
    expect(page.wiped).toBe(false);
    expect(await page.reporting.note()).toBe(true);
    expect(page.told[1]).toMatchObject({ removed: false, noted: true });
  });

  it('stays to be said where the server did not hear it', async () => {
    page = new Page();
    page.wiped = true;
    page.answer = () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await page.reporting.note()).toBe(false);
    expect(page.wiped).toBe(true);
  });
});

describe('a report that fails', () => {
  it('is made again at an answer of the server half a minute later, and not before', async () => {
    page = new Page();
    page.answer = () => {
      throw new TypeError('Failed to fetch');
    };
    await page.reporting.note();
    page.answer = () => null;
    page.now += 29_000;
    page.reporting.reached();
    expect(page.told).toHaveLength(1);
    page.now += 1_000;
    await page.open();
    expect(page.told).toHaveLength(2);
  });

  it('is made again by itself, where nothing else happens: the first as well as one of what waits', async () => {
    page = new Page(5, 20);
    const fail = (): never => {
      throw new TypeError('Failed to fetch');
    };
    page.answer = fail;
    page.reporting.reached();
    await until(() => page.told.length === 1);
    page.answer = () => null;
    page.now += 20;
    await until(() => page.lost.length === 1, 2_000);
    page.answer = fail;
    page.save(paying('Bill:1'));
    await until(() => page.told.length === 3);
    page.answer = () => null;
    page.now += 20;
    await until(() => page.lost.length === 2, 2_000);
    expect(page.told[3]?.waiting).toHaveLength(1);
  });

  it('is not hurried by what is saved meanwhile', async () => {
    page = new Page(1, 100);
    page.answer = () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await page.reporting.note()).toBe(false);
    page.save(paying('Bill:1'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(page.told).toHaveLength(1);
  });

  it('is not made again to a server that does not know it', async () => {
    page = new Page();
    page.answer = () => {
      throw new SendFailure('NOT_UNDERSTOOD');
    };
    await page.reporting.note();
    page.now += 60_000;
    expect(await page.reporting.note()).toBe(false);
    expect(page.told).toHaveLength(1);
  });
});
