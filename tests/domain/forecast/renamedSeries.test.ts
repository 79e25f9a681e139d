import { describe, expect, it } from '@jest/globals';
import type { RecurringSeries } from '../../../domain/forecast/forecastInputs.js';
import { renamedSeries } from '../../../domain/forecast/renamedSeries.js';
import { cents } from '../../../domain/money.js';
import { day } from '../company.js';

const series = (name: string, more: Partial<RecurringSeries> = {}): RecurringSeries => ({
  key: `Recurring:OUT:payee:${name}`,
  name,
  direction: 'OUT',
  interval: 'MONTHLY',
  amount: cents(200_00),
  lastDate: day('2026-11-01'),
  nextDate: day('2026-12-01'),
  seen: 11,
  basis: 'Seen 11 times.',
  ...more,
});
const told = (before: RecurringSeries[], now: RecurringSeries[]) => [...renamedSeries(before, now)];
const RENAMED = [['Recurring:OUT:payee:acme', 'Recurring:OUT:payee:acme ltd']];

describe('a series whose payee was renamed', () => {
  it('goes on under the new name, with the same history or one day more', () => {
    expect(told([series('acme'), series('rent')], [series('acme ltd'), series('rent')])).toEqual(RENAMED);
    const since = { lastDate: day('2026-12-02'), nextDate: day('2027-01-01'), seen: 12, amount: cents(210_00) };
    expect(told([series('acme')], [series('acme ltd', since)])).toEqual(RENAMED);
  });

  it.each<[string, Partial<RecurringSeries>]>([
    ['another direction', { direction: 'IN' }],
    ['another interval', { interval: 'WEEKLY' }],
    ['another amount', { amount: cents(300_00) }],
    ['another history', { seen: 4 }],
    ['other days', { lastDate: day('2026-11-15'), nextDate: day('2026-12-15') }],
    ['no payee', { key: 'Recurring:OUT:account:7' }],
  ])('is not told by %s', (_, more) => {
    expect(told([series('acme')], [series('acme ltd', more)])).toEqual([]);
  });

  it('is not told where it is still there, nor where two are gone or came up alike', () => {
    expect(told([series('acme')], [series('acme'), series('acme ltd')])).toEqual([]);
    expect(told([series('acme')], [series('acme ltd'), series('other')])).toEqual([]);
    expect(told([series('acme'), series('other')], [series('acme ltd')])).toEqual([]);
  });
});
