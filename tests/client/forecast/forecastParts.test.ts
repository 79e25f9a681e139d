import { describe, expect, it } from '@jest/globals';
import type { AddedEvent } from '../../../domain/forecast/addedEvents.js';
import { cents } from '../../../domain/money.js';
import type { IsoDate } from '../../../domain/units.js';
import { printingOf } from '../../../client/digest/reading.js';
import { fakeForecast } from '../../../client/fakes/fakeForecast.js';
import { dayByKey } from '../../../client/forecast/dateKeys.js';
import { fillsOf, fillWords } from '../../../client/forecast/eventFills.js';
import { eventFrom, isProblem, type EventDraft } from '../../../client/forecast/eventDraft.js';
import { backFrom, doneSentence, type ForecastAct } from '../../../client/forecast/forecastActs.js';
import { headlineSentence, weekOf } from '../../../client/forecast/headlineWords.js';
import { contentOf } from '../../../client/forecast/openedCell.js';
import { drawWeeks } from '../../../client/forecast/weeksDrawing.js';

const print = printingOf({
  now: Date.parse('2026-11-22T15:00:00Z'),
  zone: 'America/Denver',
  locale: 'en-US',
  currency: 'USD',
});
const forecast = fakeForecast();

describe('keys of date fields', () => {
  const today = '2026-11-22' as IsoDate;
  it.each([
    ['t', '2026-11-22'],
    ['+', '2026-12-03'],
    ['-', '2026-12-01'],
    ['w', '2026-11-30'],
    ['k', '2026-12-06'],
    ['m', '2026-12-01'],
    ['h', '2026-12-31'],
    ['x', null],
  ])('%s from Wed 2 Dec', (key, to) => {
    expect(dayByKey(key, '2026-12-02' as IsoDate, today)).toBe(to);
  });
  it('stays on a week’s own ends', () => {
    expect(dayByKey('k', '2026-12-06' as IsoDate, today)).toBe('2026-12-06');
    expect(dayByKey('w', '2026-12-06' as IsoDate, today)).toBe('2026-11-30');
  });
});

describe('an event as it is typed', () => {
  const draft: EventDraft = {
    ...{ name: ' Tax ', direction: 'OUT', amount: '1,250.50', date: '2026-12-15', interval: null, until: '' },
  };
  const made = (part: Partial<EventDraft>, currency = 'USD', locale = 'en-US') =>
    eventFrom({ ...draft, ...part }, 'id', { asOf: '2026-11-22', currency, locale });

  it('is an event in minor units of the currency', () => {
    expect(made({})).toMatchObject({ id: 'id', name: 'Tax', amount: 125_050, until: null });
    expect(made({ amount: '1250' }, 'JPY')).toMatchObject({ amount: 1_250 });
    expect(made({ amount: '1.125' }, 'KWD')).toMatchObject({ amount: 1_125 });
  });
  it.each([
    [{ name: ' ' }, 'name', 'A name is needed.'],
    [{ amount: 'twelve' }, 'amount', 'Enter an amount, such as 1,200.00.'],
    [{ amount: '' }, 'amount', 'Enter an amount, such as 1,200.00.'],
    [{ amount: '1.005' }, 'amount', 'This may be thousands or decimals. Enter an amount as 1,200.00.'],
    [{ amount: '10.0051' }, 'amount', 'An amount in USD has 2 decimals.'],
    [{ amount: '-5' }, 'amount', 'The amount is above zero; In or Out says which way it goes.'],
    [{ date: '' }, 'date', 'A day is needed.'],
    [{ date: '2026-11-22' }, 'date', 'The day lies after the as-of date and within ten years.'],
    [{ interval: 'MONTHLY', until: '2026-12-01' }, 'until', 'The last day lies before the first.'],
  ] as const)('says what is missing of %o', (part, field, sentence) => {
    expect(made(part)).toEqual({ field, sentence });
  });
  it.each(['de-DE', 'nl-NL', 'pt-BR'])('is read as %s writes it', (locale) => {
    const read = (amount: string) => made({ amount }, 'EUR', locale);
    expect(['1.200', '1.200,00', '12,50'].map((amount) => read(amount))).toMatchObject([
      { amount: 120_000 },
      { amount: 120_000 },
      { amount: 1_250 },
    ]);
    expect(read('12.50')).toMatchObject({ field: 'amount' });
  });
  it('forgets the last day of what happens once', () => {
    const event = made({ interval: null, until: '2026-12-01' });
    expect(isProblem(event)).toBe(false);
  });
});

describe('days of an added event that are not counted', () => {
  const event: AddedEvent = {
    id: 'e1',
    name: 'Beacon Street Properties',
    direction: 'OUT',
    amount: cents(650_000),
    date: '2026-12-01' as IsoDate,
    interval: 'MONTHLY',
    until: null,
  };
  const told = (more: Partial<AddedEvent>, inputs: Parameters<typeof fakeForecast>[1] = {}) => {
    const made = fakeForecast({ events: [{ ...event, ...more }], off: [], moved: [] }, inputs);
    const [added] = made.added;
    if (added === undefined) throw new Error('No event was added.');
    return fillWords(fillsOf(added, made), print);
  };
  it('are told with what stands for them', () => {
    expect(told({})).toBe(
      'Data shows a recurring movement over 6,450.00 for 1 Dec, 1 Jan 2027, 1 Feb 2027: not counted beside it.',
    );
    expect(told({ name: 'Northgate Hardware', interval: null })).toBe(
      'Data shows bill 7731 over 2,914.75 for 1 Dec: not counted beside it.',
    );
    const lastPaid = [
      { name: 'Advisory', direction: 'OUT', date: '2026-11-20' as IsoDate, amount: cents(640_000) },
    ] as const;
    expect(told({ name: 'Advisory' }, { lastPaid })).toBe(
      'Data shows a payment already made for 1 Dec: not counted beside it.',
    );
  });
  it('are none where the payee’s items are of another size', () => {
    expect(told({ amount: cents(1_500) })).toBe('');
  });
});

describe('acts and their way back', () => {
  const none = { added: null, movedTo: null };
  it('takes back each by its opposite', () => {
    const event = {
      id: 'e',
      name: 'Tax',
      direction: 'OUT',
      amount: 1,
      date: '2026-12-01',
      interval: null,
      until: null,
    } as const;
    const added = { ...event, byName: 'Daniel Reyes', at: '2026-11-21T15:09:00.000Z' };
    expect(backFrom({ kind: 'add', name: 'Tax', event }, none)).toEqual({ kind: 'remove', name: 'Tax', id: 'e' });
    expect(backFrom({ kind: 'remove', name: 'Tax', id: 'e' }, { ...none, added })).toEqual({
      kind: 'add',
      name: 'Tax',
      event,
    });
    expect(backFrom({ kind: 'remove', name: 'Tax', id: 'e' }, none)).toBeNull();
    expect(backFrom({ kind: 'switch', name: 'Rent', key: 'k', off: true }, none)).toMatchObject({ off: false });
    const move: ForecastAct = { kind: 'move', name: 'Rent', key: 'k', date: '2026-12-09' };
    expect(backFrom(move, none)).toEqual({ ...move, date: null });
    expect(backFrom(move, { ...none, movedTo: '2026-12-03' })).toEqual({ ...move, date: '2026-12-03' });
  });
  it('says what was done', () => {
    expect(doneSentence({ kind: 'move', name: 'Rent', key: 'k', date: '2026-12-09' }, print.day)).toBe(
      'Rent expected on Wed 9 Dec.',
    );
    expect(doneSentence({ kind: 'switch', name: 'Rent', key: 'k', off: true }, print.day)).toBe(
      'Rent left out of the forecast.',
    );
  });
});

describe('the forecast in words and cells', () => {
  it('says both low points and both first weeks below zero', () => {
    const sentence = headlineSentence(forecast, print);
    expect(sentence).toMatch(
      /^Data shows a low point of .* on .*\. With none of the open invoices paid, a low point of /,
    );
    expect(sentence).toContain(`minus ${print.money(-forecast.lowerLowPoint.amount, {})}`);
    expect(sentence).not.toMatch(/should|recommend|must/i);
  });

  it('opens a group’s week to items that sum to the cell, and what has none to a sentence', () => {
    for (const [week, { lines }] of forecast.weeks.entries()) {
      for (const { group, direction, amount } of lines) {
        const content = contentOf({ row: `${direction} ${group}`, week }, forecast, print);
        if (content === null) throw new Error('The cell is empty.');
        if (content.sentence === null) expect(content.items.reduce((sum, item) => sum + item.amount, 0)).toBe(amount);
        else expect(content.sentence).toContain(print.money(amount));
      }
    }
    expect(contentOf({ row: 'IN BILLS', week: 0 }, forecast, print)).toBeNull();
  });

  it('finds the week of a date, of a Monday before the first day as well', () => {
    expect(weekOf('2026-11-23', forecast.weeks)).toBe(0);
    expect(weekOf('2026-11-16', forecast.weeks)).toBe(0);
    expect(weekOf('2026-12-06', forecast.weeks)).toBe(1);
    expect(weekOf(null, forecast.weeks)).toBe(-1);
  });

  it('is drawn with its low point on its day, and inside its room', () => {
    const drawing = drawWeeks(forecast, { width: 700, height: 168 });
    expect(drawing.low.x).toBeGreaterThan(drawing.left);
    expect(drawing.low.x).toBeLessThanOrEqual(drawing.right);
    expect(drawing.lowerLow.y).toBeGreaterThanOrEqual(drawing.low.y);
    expect(drawing.lowerLow.y).toBeLessThanOrEqual(168 - 30 + 1e-6);
    expect(drawing.belowZero === null).toBe(forecast.firstWeekBelowZero === null);
  });
});
