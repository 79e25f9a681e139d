import { describe, expect, it } from '@jest/globals';
import type { Cents, IsoDate } from '../../../domain/units.js';
import { tieOutReport } from '../../../server/digests/tieOutReport.js';
import type { TieOutEvidence } from '../../../server/digests/tieOutStore.js';

const evidence = (changes: Partial<TieOutEvidence> = {}): TieOutEvidence => ({
  checkedAt: new Date('2026-11-21T12:00:00Z'),
  asOf: '2026-11-21' as IsoDate,
  tied: true,
  accuracy: 1,
  lines: [],
  runwayOurs: '9.4 weeks',
  runwayQuickBooks: '9.4 weeks',
  ...changes,
});

const CLIENTS = [
  { client_id: 'a', name: 'Café', currency: 'USD' },
  { client_id: 'b', name: 'Wholesale', currency: 'USD' },
];

describe('the tie-out of every client', () => {
  it('ends with the count when all tie out', () => {
    const report = tieOutReport(
      CLIENTS,
      new Map([
        ['a', evidence()],
        ['b', evidence()],
      ]),
    );
    expect(report.allTied).toBe(true);
    expect(report.text.split('\n').at(-1)).toBe('tied out: 2 of 2');
  });

  it('lists what differs, and what has no evidence', () => {
    const line = {
      key: 'cashFlow',
      label: 'Change of cash',
      ours: 500 as Cents,
      quickbooks: 400 as Cents,
      difference: 100 as Cents,
      closes: false,
      bridges: [],
    };
    const report = tieOutReport(
      CLIENTS,
      new Map([['a', evidence({ tied: false, accuracy: 0.9, lines: [line], runwayQuickBooks: '9.9 weeks' })]]),
    );
    expect(report.allTied).toBe(false);
    expect(report.text).toMatch(/Café: Change of cash: ours .*5\.00.*, QuickBooks .*4\.00.*, differs by .*1\.00/);
    expect(report.text).toContain('Café: runway 9.4 weeks, QuickBooks 9.9 weeks');
    expect(report.text).toContain('Wholesale: no evidence is kept');
    expect(report.text.split('\n').at(-1)).toBe('tied out: 0 of 2');
  });

  it('is not tied out without any client', () => {
    expect(tieOutReport([], new Map())).toMatchObject({ allTied: false, clients: 0 });
  });
});
