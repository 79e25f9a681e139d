import { describe, expect, it } from '@jest/globals';
import { listCsv } from '../../../client/clients/listCsv.js';
import type { ClientRow } from '../../../domain/clientList.js';
import type { Cents, IsoDate, Weeks } from '../../../domain/units.js';

const HEADS =
  'Client,Status,Runway in weeks,Over 50 weeks,Last week,Change in weeks,Cash,Currency,Open issues,Decisions waiting,Review,' +
  'Last reviewed,Sync,Last good sync,As of,Books through,Advisor';

const row: ClientRow = {
  ...{ id: 'larkspur', name: 'Larkspur Joinery', advisorName: 'Daniel Reyes', currency: 'USD', attention: ['RED'] },
  runway: { state: 'NUMBER', status: 'RED', weeks: 4.6 as Weeks, over: false, reason: null },
  previousRunway: { state: 'NUMBER', status: 'YELLOW', weeks: 6.1 as Weeks, over: false, reason: null },
  change: -1.5 as Weeks,
  cash: 4_659_756 as Cents,
  asOf: '2026-11-22' as IsoDate,
  booksThrough: '2026-11-21' as IsoDate,
  ...{ lastGoodSyncAt: '2026-11-22T08:00:00Z', lastReviewedAt: '2026-11-16T15:00:00Z', syncState: 'SYNCED' },
  ...{ openIssues: 3, openDecisions: 2 },
};

function lineOf(change: Partial<ClientRow>, standing: 'REVIEWED' | 'LIFTED' | null = null): string[] {
  const standings = new Map(standing === null ? [] : [[row.id, standing] as const]);
  const [heads, line = '', end] = listCsv([{ ...row, ...change }], standings).split('\r\n');
  expect(heads).toBe(HEADS);
  expect(end).toBe('');
  return line.split(',');
}

describe('the client list as a file', () => {
  it('has every figure of a row, in units a spreadsheet reads', () => {
    expect(lineOf({}, 'REVIEWED')).toEqual([
      ...['Larkspur Joinery', 'Critical', '4.6', '', '6.1', '-1.5', '46597.56', 'USD', '3', '2', 'Reviewed'],
      ...['2026-11-16T15:00:00Z', 'Synced', '2026-11-22T08:00:00Z', row.asOf, row.booksThrough, 'Daniel Reyes'],
    ]);
    expect(lineOf({}, 'LIFTED')[10]).toBe('Moved since');
  });

  it('keeps the decimals of the client’s own currency', () => {
    expect(lineOf({ currency: 'JPY', cash: -4_659_756 as Cents }).slice(6, 8)).toEqual(['-4659756', 'JPY']);
  });

  it('leaves empty what is not known', () => {
    const unknown = {
      ...{ asOf: null, booksThrough: null, cash: null, currency: null, previousRunway: null, change: null },
      ...{ lastGoodSyncAt: null, lastReviewedAt: null, openIssues: 0, openDecisions: 0 },
      runway: { state: 'NO_DATA', status: 'NO_DATA', weeks: null, over: false, reason: 'Not synced yet.' },
      syncState: 'WAITING',
    } as const;
    expect(lineOf(unknown)).toEqual([
      ...['Larkspur Joinery', 'No data', '', '', '', '', '', '', '', '0', '', ''],
      ...['Waiting to sync', '', '', '', 'Daniel Reyes'],
    ]);
  });

  it('says that a runway is over 50 weeks', () => {
    const runway = { state: 'NUMBER', status: 'GREEN', weeks: 50 as Weeks, over: true, reason: null } as const;
    expect(lineOf({ runway }).slice(2, 4)).toEqual(['50', 'yes']);
  });

  it('keeps a name that looks like a formula a name', () => {
    expect(listCsv([{ ...row, name: '=cmd "a", b' }], new Map())).toContain(`\r\n"'=cmd ""a"", b",`);
  });
});
