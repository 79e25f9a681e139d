import { describe, expect, it } from '@jest/globals';
import { fakeFlowband } from '../../../client/fakes/fakeReview.js';
import { datedEvents, drawFlow, wordPlace } from '../../../client/flowband/flowDrawing.js';

const flowband = fakeFlowband();
const opening = flowband.opening ?? 0;
const events = datedEvents(flowband);
const drawing = drawFlow(events, opening, { width: 524, height: 268 });

describe('the drawing of the band', () => {
  it('has a bar an event, out below the line and in above it, in the order of the list and clear of each other', () => {
    expect(drawing.events.map(({ event }) => event.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (const [index, { event, x, barTop, barHeight }] of drawing.events.entries()) {
      if (event.direction === 'OUT') expect(barTop).toBe(drawing.baseline);
      else expect(barTop + barHeight).toBeCloseTo(drawing.baseline);
      if (index > 0) expect(x - (drawing.events[index - 1]?.x ?? 0)).toBeGreaterThanOrEqual(19 - 1e-6);
    }
  });

  it('draws a larger amount taller, and none invisible', () => {
    const [payroll, waste] = [drawing.events[4], drawing.events[11]];
    expect(payroll?.barHeight).toBe(30);
    expect(waste?.barHeight).toBeGreaterThanOrEqual(2);
    expect(waste?.barHeight).toBeLessThan(10);
  });

  it('has the upper edge above the lower, and steps at each event', () => {
    for (const { upperY, lowerY } of drawing.events) expect(upperY).toBeLessThanOrEqual(lowerY);
    expect(drawing.upper.match(/L/g)).toHaveLength(2 * events.length + 1);
    expect(drawing.band.endsWith('Z')).toBe(true);
  });

  it('stays in its room at phone size, with every event', () => {
    const small = drawFlow(events, opening, { width: 358, height: 200 });
    expect(small.events).toHaveLength(12);
    for (const { x, numberY } of small.events) {
      expect(x).toBeGreaterThan(small.left);
      expect(x).toBeLessThan(small.right);
      expect(numberY).toBeLessThan(200 - 14);
    }
  });

  it('names the lower edge only where there is one', () => {
    const out = events
      .filter(({ direction }) => direction === 'OUT')
      .map((event) => ({ ...event, ifPaid: event.ifNot }));
    expect(drawing.lowerWord).not.toBeNull();
    expect(drawFlow(out, opening, { width: 524, height: 268 }).lowerWord).toBeNull();
  });

  it('puts a name where the line leaves most air, and nowhere when there is none', () => {
    const line = [
      { x: 0, y: 20 },
      { x: 300, y: 20 },
      { x: 300, y: 90 },
      { x: 600, y: 90 },
    ];
    const above = wordPlace(line, 'twenty letters long..', -1, [10, 150]);
    expect(above?.x).toBeGreaterThan(300);
    expect(above?.y).toBe(83);
    expect(wordPlace(line.slice(0, 2), 'twenty letters long..', -1, [15, 150])).toBeNull();
  });

  it('draws nothing of no events', () => {
    const empty = drawFlow([], 0, { width: 524, height: 268 });
    expect(empty.events).toEqual([]);
    expect(empty.days).toEqual([]);
  });
});
