import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { labelsThatFit } from '../../../client/digest/barLabels.js';

const apart = (thousands: number) => ({ text: `${thousands}k apart`, weight: thousands });

describe('labels over the bars', () => {
  it('are drawn the largest first, as many as fit', () => {
    const labels = [null, apart(7.7), apart(2.5), apart(3.5), null, { text: '46.6k', weight: Infinity }];
    expect(labelsThatFit(labels, 80)).toEqual([null, '7.7k apart', '2.5k apart', '3.5k apart', null, '46.6k']);
    expect(labelsThatFit(labels, 52)).toEqual([null, '7.7k apart', null, '3.5k apart', null, '46.6k']);
    expect(labelsThatFit(labels, 21)).toEqual([null, '7.7k apart', null, null, null, '46.6k']);
  });

  it('never touch one another, and the last week’s is always there', () => {
    const label = fc.option(fc.integer({ min: 1, max: 999 }).map(apart));
    fc.assert(
      fc.property(fc.array(label, { maxLength: 12 }), fc.integer({ min: 10, max: 90 }), (labels, band) => {
        const drawn = labelsThatFit([...labels, { text: '46.6k', weight: Infinity }], band);
        expect(drawn.at(-1)).toBe('46.6k');
        const at = drawn.flatMap((text, index) => (text === null ? [] : [{ index, text }]));
        for (const [left, right] of at.slice(1).map((to, from) => [at[from], to] as const)) {
          const room = (right.index - (left?.index ?? 0)) * band;
          expect(room).toBeGreaterThan((((left?.text.length ?? 0) + right.text.length) / 2) * 6);
        }
      }),
    );
  });
});
