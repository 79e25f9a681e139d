import { describe, expect, it } from '@jest/globals';
import type { OutboxNow } from '../../../client/offline/outbox.js';
import { EMPTY, type Phase } from '../../../client/offline/outboxMachine.js';
import { outboxView } from '../../../client/offline/outboxView.js';
import type { Item } from '../../../client/offline/outboxOrder.js';
import { paying } from './queueing.js';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY_MS = 86_400_000;

function viewOf(phase: Phase, savedAt: readonly number[], part: Partial<OutboxNow> = {}) {
  const operations = savedAt.map((at, place) => ({
    ...{ operation: paying(`Bill:${place}`), place, savedAt: at, state: 'WAITING' as const, refusal: null },
  }));
  const state = { ...EMPTY, phase, until: NOW + 500 };
  return outboxView({ state, operations, known: new Map(), lost: 0, full: null, ...part }, NOW);
}

describe('what a person reads of the queue', () => {
  it('has no problem with being offline, and counts from the oldest', () => {
    expect(viewOf('offline', [NOW - 5, NOW - 60_000])).toMatchObject({
      ...{ phase: 'offline', waiting: 2, oldestAt: NOW - 60_000, pausedUntil: NOW + 500, problem: null },
    });
  });

  it('has one with what waits for more than a day', () => {
    expect(viewOf('offline', [NOW - DAY_MS]).problem).toBeNull();
    expect(viewOf('offline', [NOW, NOW - DAY_MS - 1]).problem).toContain('more than a day');
  });

  it.each<[Phase, RegExp]>([
    ['needsSignIn', /after you sign in again/],
    ['needsUpdate', /Reload the page/],
  ])('says what is to be done: %s', (phase, words) => {
    expect(viewOf(phase, [NOW]).problem).toMatch(words);
  });

  it('tells first that something is lost, and that a full device is full whatever else it does', () => {
    expect(viewOf('needsSignIn', [NOW], { lost: 2 })).toMatchObject({ lostItems: 2 });
    expect(viewOf('needsSignIn', [NOW], { lost: 2 }).problem).toMatch(/^2 changes saved on this device cannot be read/);
    expect(viewOf('draining', [NOW], { full: 'No room.' })).toMatchObject({ phase: 'full', problem: 'No room.' });
  });

  it('counts those that nothing sends until what was refused is let go, and no others', () => {
    const about = (id: string, document: string, part: Partial<Item> = {}): Item => ({
      ...{ id, kind: 'SUBMIT_DECISION', place: Number(id), state: 'WAITING', about: [document, `decision/${id}`] },
      ...{ takesBack: null, faults: 0 },
      ...part,
    });
    const items = [
      about('1', 'c1/Bill:1', { state: 'REFUSED' }),
      about('2', 'c1/week/2026-11-23', { state: 'REFUSED', kind: 'MARK_REVIEWED' }),
      about('3', 'c1/Bill:1'),
      about('4', 'c1/Bill:2'),
      about('5', 'c1/Bill:2'),
      about('6', 'c1/week/2026-11-23', { kind: 'MARK_REVIEWED' }),
      // It takes back what is held up itself.
      about('7', 'decision/3', { kind: 'WITHDRAW_DECISION', takesBack: '3' }),
    ];
    expect(viewOf('resting', [], { state: { ...EMPTY, items } }).heldUp).toBe(2);
    expect(viewOf('resting', [], { state: { ...EMPTY, items: items.slice(1) } }).heldUp).toBe(0);
  });

  it('counts what is not sent as it was taken back too late, and nothing that is about the same', () => {
    const item = (id: string, part: Partial<Item> = {}): Item => ({
      ...{ id, kind: 'SUBMIT_DECISION', place: Number(id), state: 'WAITING', faults: 0, takesBack: null },
      ...{ about: ['c1/Bill:1', `decision/${id}`], ...part },
    });
    const withdrawn = (state: Item['state']) =>
      item('3', { ...{ kind: 'WITHDRAW_DECISION', takesBack: '1', state }, about: ['c1/Bill:1', 'decision/1'] });
    const heldUp = (items: readonly Item[]) => viewOf('resting', [], { state: { ...EMPTY, items } }).heldUp;
    expect(heldUp([item('1'), item('2'), withdrawn('REFUSED')])).toBe(1);
    // One that is on its way takes the decision with it.
    expect(heldUp([item('1'), item('2'), withdrawn('WAITING')])).toBe(0);
    expect(heldUp([item('1', { state: 'SENDING' }), item('2'), withdrawn('REFUSED')])).toBe(0);
  });

  it('names what was refused, and does not count it as waiting', () => {
    const refused = { code: 'NOT_FOUND', message: 'It is gone.' };
    const operations = [
      { ...{ operation: paying('Bill:1'), place: 1, savedAt: 1 }, state: 'REFUSED' as const, refusal: refused },
    ];
    expect(viewOf('resting', [], { operations })).toMatchObject({ waiting: 0, oldestAt: null, refused: operations });
  });
});
