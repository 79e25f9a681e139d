import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forecastFrom } from '../../../domain/forecast/forecast.js';
import { forecastCsv, forecastTable } from '../../../domain/forecast/forecastTable.js';
import { cents } from '../../../domain/money.js';
import { inputs, item, randomInputs } from './inputs.js';

const forecast = forecastFrom(
  inputs({
    cashOnHand: cents(100_000),
    inTransit: cents(5_005),
    items: [
      item('Invoice:1', '2026-11-26', 30_000, { number: '1041', name: 'Hart, "Sons" & Co' }),
      item('Invoice:2', '2026-12-02', 7_050, { name: '=SUM(A1)' }),
      item('Bill:1', '2026-11-27', 145_000),
    ],
    runRate: { in: cents(700), out: cents(0) },
  }),
);

describe('the table of the thirteen weeks', () => {
  const { weeks, rows } = forecastTable(forecast);

  it('has a column for each week, and rows from opening to closing; groups without money have none', () => {
    expect(weeks).toHaveLength(13);
    expect(weeks[0]).toEqual({ from: '2026-11-23', to: '2026-11-29' });
    expect(rows.map(({ key, kind, label }) => [key, kind, label])).toEqual([
      ['opening', 'BALANCE', 'Opening'],
      ['IN IN_TRANSIT', 'GROUP', 'In transit'],
      ['IN INVOICES', 'GROUP', 'Open invoices'],
      ['IN RUN_RATE', 'GROUP', 'Everyday receipts'],
      ['IN', 'TOTAL', 'Cash in'],
      ['OUT BILLS', 'GROUP', 'Open bills'],
      ['OUT', 'TOTAL', 'Cash out'],
      ['closing', 'BALANCE', 'Closing'],
      ['lowerClosing', 'BALANCE', 'Closing, no invoices paid'],
    ]);
    expect(rows.every(({ amounts }) => amounts.length === 13)).toBe(true);
  });

  it('totals what moves; a balance’s total is where it begins or ends', () => {
    const totals = Object.fromEntries(rows.map(({ key, total }) => [key, total]));
    expect(totals).toMatchObject({ opening: 100_000, IN: 5_005 + 37_050 + 9_100, OUT: 145_000 });
    expect(totals['closing']).toBe(forecast.weeks[12]?.closing);
    expect(totals['lowerClosing']).toBe(forecast.weeks[12]?.lowerClosing);
  });

  it('lists the items of a group that is opened after it', () => {
    const opened = forecastTable(forecast, new Set(['IN INVOICES']));
    const items = opened.rows.filter(({ kind }) => kind === 'ITEM');
    expect(items.map(({ key, label, total }) => [key, label, total])).toEqual([
      ['Invoice:1', 'Hart, "Sons" & Co 1041, 2026-11-26', 30_000],
      ['Invoice:2', '=SUM(A1), 2026-12-02', 7_050],
    ]);
    expect(items[1]?.amounts.slice(0, 3)).toEqual([0, 7_050, 0]);
  });

  it('adds up, whatever the forecast: groups to totals, items to groups, opening to closing', () => {
    fc.assert(
      fc.property(randomInputs, (random) => {
        const made = forecastFrom(random);
        const keys = forecastTable(made)
          .rows.filter(({ kind }) => kind === 'GROUP')
          .map(({ key }) => key);
        const table = forecastTable(made, new Set(keys));
        const row = (key: string) => table.rows.find((candidate) => candidate.key === key);
        for (const direction of ['IN', 'OUT'] as const) {
          const groups = table.rows.filter((one) => one.kind === 'GROUP' && one.direction === direction);
          const items = table.rows.filter((one) => one.kind === 'ITEM' && one.direction === direction);
          const withItems = groups.filter(({ key }) => !/IN_TRANSIT|RUN_RATE|NEW_BUSINESS/.test(key));
          const total = (list: readonly { readonly total: number }[]) => list.reduce((all, one) => all + one.total, 0);
          expect(total(groups)).toBe(row(direction)?.total);
          expect(total(items)).toBe(total(withItems));
        }
        const [opening, cashIn, cashOut] = [row('opening'), row('IN'), row('OUT')].map((one) => one?.total ?? NaN);
        expect((opening ?? 0) + (cashIn ?? 0) - (cashOut ?? 0)).toBe(row('closing')?.total);
      }),
      { numRuns: 60 },
    );
  });
});

describe('its CSV', () => {
  const lines = forecastCsv(forecast, new Set(['IN INVOICES'])).split('\r\n');

  it('begins with the weeks’ first and last days in ISO dates', () => {
    expect(lines[0]?.startsWith('Week from (USD),2026-11-23,2026-11-30,')).toBe(true);
    expect(lines[0]?.endsWith(',2027-02-15,Total')).toBe(true);
    expect(lines[1]?.startsWith('Week to,2026-11-29,')).toBe(true);
    expect(lines.at(-1)).toBe('');
    expect(lines).toHaveLength(forecastTable(forecast).rows.length + 2 + 2 + 1);
  });

  it('has amounts in the currency’s decimals, and is exactly the table', () => {
    expect(lines[2]?.startsWith('Opening,1000.00,')).toBe(true);
    expect(lines[3]).toBe(`In transit,50.05${',0.00'.repeat(12)},50.05`);
    const closing = lines.find((line) => line.startsWith('Closing,'));
    expect(closing?.split(',')[1]).toBe('-92.95');
    const yen = forecastFrom(inputs({ currency: 'JPY', cashOnHand: cents(-5) }));
    expect(forecastCsv(yen)).toContain('Opening,-5,-5,');
    const dinar = forecastFrom(inputs({ currency: 'KWD', cashOnHand: cents(5) }));
    expect(forecastCsv(dinar)).toContain('Opening,0.005,0.005,');
  });

  it('names the client, and ends with what is said below the table', () => {
    const about = { client: 'Hart, Sons', lines: [{ label: 'In view: 1041', amount: cents(-7_050) }] };
    const told = forecastCsv(forecast, new Set(), about).split('\r\n');
    expect(told[0]?.startsWith('"Hart, Sons: week from (USD)",2026-11-23,')).toBe(true);
    expect(told.at(-2)).toBe(`In view: 1041${','.repeat(14)}-70.50`);
    expect(told[1]).toBe(lines[1]);
  });

  it('quotes what needs it and leaves no formula', () => {
    expect(lines.some((line) => line.startsWith('"Hart, ""Sons"" & Co 1041, 2026-11-26",300.00,'))).toBe(true);
    expect(lines.some((line) => line.startsWith('"\'=SUM(A1), 2026-12-02",0.00,70.50,'))).toBe(true);
  });
});
