import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY, pauseAfter, step, type OutboxEvent, type OutboxState } from '../../../client/offline/outboxMachine.js';
import type { Item } from '../../../client/offline/outboxOrder.js';

const item = (id: string, part: Partial<Item> = {}): Item => ({
  ...{
    id,
    kind: 'SUBMIT_DECISION',
    place: Number(id),
    state: 'WAITING',
    about: [`c1/${id}`],
    takesBack: null,
    faults: 0,
  },
  ...part,
});
const after = (...events: OutboxEvent[]): OutboxState =>
  events.reduce((state, event) => step(state, event).state, EMPTY);
const loaded = (...items: Item[]): OutboxEvent => ({ type: 'loaded', items });
const failed = (kind: Extract<OutboxEvent, { type: 'failed' }>['kind']): OutboxEvent => ({
  ...{ type: 'failed', kind, at: 1_000, jitter: 0 },
});
const sending = after(loaded(item('1')), { type: 'leading' });

describe('the machine', () => {
  it.each<[string, OutboxState, OutboxEvent, string, string[]]>([
    ['nothing to do', EMPTY, loaded(), 'resting', []],
    ['something waits', EMPTY, loaded(item('1')), 'draining', ['lead']],
    ['only refused ones', EMPTY, loaded(item('1', { state: 'REFUSED' })), 'resting', []],
    ['it may send', after(loaded(item('1'))), { type: 'leading' }, 'draining', ['send']],
    ['answered', sending, { type: 'answered', done: ['1'], refused: [] }, 'resting', ['rest']],
    ['refused', sending, { type: 'answered', done: [], refused: ['1'] }, 'resting', ['rest']],
    ['out of reach', sending, failed('OUT_OF_REACH'), 'offline', ['rest', 'wait']],
    ['session over', sending, failed('NOT_SIGNED_IN'), 'needsSignIn', ['rest']],
    ['not understood', sending, failed('NOT_UNDERSTOOD'), 'needsUpdate', ['rest', 'wait']],
    ['server ill', sending, failed('SERVER_FAULT'), 'pausing', ['rest', 'wait']],
    ['taken over', sending, { type: 'following' }, 'draining', ['lead']],
    [
      'woken',
      after(loaded(item('1')), { type: 'leading' }, failed('OUT_OF_REACH')),
      { type: 'woken' },
      'draining',
      ['lead'],
    ],
    ['woken for nothing', EMPTY, { type: 'woken' }, 'resting', []],
  ])('%s', (_, state, event, phase, commands) => {
    const next = step(state, event);
    expect(next.state.phase).toBe(phase);
    expect(next.commands.map(({ type }) => type)).toEqual(commands);
  });

  it('holds back what follows on what was refused, except where nothing was done on top of it', () => {
    const about = ['c1/week/2026-11-16'];
    const sent = (kind: Item['kind']): readonly string[] | undefined => {
      const first = item('1', { kind, state: 'REFUSED', about });
      const items = loaded(first, item('2', { kind: 'RECORD_RITUAL', about }));
      return after(items, { type: 'leading' }).underWay?.ids;
    };
    for (const kind of ['SUBMIT_DECISION', 'SNOOZE_ISSUES'] as const) expect(sent(kind)).toBeUndefined();
    for (const kind of ['MARK_REVIEWED', 'UNMARK_REVIEWED', 'WITHDRAW_DECISION', 'RECORD_RITUAL'] as const) {
      expect(sent(kind)).toEqual(['2']);
    }
  });

  it('waits longer with every failure, up to ten seconds, and never gives up', () => {
    expect([1, 2, 3, 6, 60].map((failures) => pauseAfter(failures, 0))).toEqual([500, 1_000, 2_000, 10_000, 10_000]);
    expect(pauseAfter(60, 1)).toBe(5_000);
  });

  it('loses nothing, sends nothing twice at a time, keeps the order of a document, and ends drained', () => {
    const kinds = ['OUT_OF_REACH', 'NOT_SIGNED_IN', 'NOT_UNDERSTOOD', 'NOT_TAKEN', 'SERVER_FAULT'] as const;
    const happening = fc.oneof(
      fc.record({ do: fc.constant('add' as const), document: fc.integer({ min: 0, max: 4 }) }),
      fc.record({ do: fc.constant('fail' as const), kind: fc.constantFrom(...kinds) }),
      fc.record({ do: fc.constantFrom('answer', 'wake', 'follow', 'lead', 'stick') }),
    );
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const world = new World();
        for (const one of happenings) {
          if (one.do === 'add') world.add(one.document);
          else if (one.do === 'fail') world.fail(one.kind);
          else world[one.do]();
          world.check();
        }
        world.finish();
        expect(world.done.size).toBe(world.made);
      }),
      { numRuns: 500 },
    );
  });
});

/** A device and a server around the machine: they hold what is waiting and what is done. */
class World {
  state: OutboxState = EMPTY;
  made = 0;
  readonly done = new Set<string>();
  private readonly device: Item[] = [];

  add(document: number): void {
    this.made += 1;
    this.device.push(item(String(this.made), { about: [`c1/${document}`] }));
    this.read();
  }

  fail(kind: Extract<OutboxEvent, { type: 'failed' }>['kind']): void {
    if (this.state.underWay !== null) this.go({ type: 'failed', kind, at: 0, jitter: 0.5 });
  }

  answer(): void {
    const ids = this.state.underWay?.ids ?? [];
    if (ids.length === 0) return;
    for (const id of ids) {
      const about = this.device.find((one) => one.id === id)?.about[0];
      const first = this.device.find((one) => one.about[0] === about);
      expect(first?.id).toBe(id);
      this.done.add(id);
      this.device.splice(
        this.device.findIndex((one) => one.id === id),
        1,
      );
    }
    this.go({ type: 'answered', done: ids, refused: [] });
  }

  wake(): void {
    this.go({ type: 'woken' });
  }

  follow(): void {
    this.go({ type: 'following' });
  }

  lead(): void {
    if (this.state.underWay === null) this.go({ type: 'leading' });
  }

  stick(): void {
    if (this.state.underWay !== null) this.go({ type: 'stuck', at: 0, jitter: 0 });
  }

  check(): void {
    const sending = this.state.items.filter(({ state }) => state === 'SENDING').map(({ id }) => id);
    expect(sending).toEqual([...(this.state.underWay?.ids ?? [])]);
    expect(this.state.items.map(({ id }) => id)).toEqual(this.device.map(({ id }) => id));
  }

  /** The faults have ended. */
  finish(): void {
    for (let turn = 0; turn < 500 && this.device.length > 0; turn += 1) {
      this.wake();
      this.lead();
      this.answer();
    }
  }

  private read(): void {
    this.go({ type: 'loaded', items: this.device });
  }

  private go(event: OutboxEvent): void {
    this.state = step(this.state, event).state;
  }
}
