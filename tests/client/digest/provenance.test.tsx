import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { clientStates } from '../../../client/digest/clientStates.fixture.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';
import { listOf } from '../../../client/digest/provenanceLists.js';
import { provenanceText } from '../../../client/digest/provenanceText.js';
import { printingOf } from '../../../client/digest/reading.js';
import { differenceIn, linesFor } from '../../../client/digest/tieOutLines.js';
import { centsOf, READING, showClient } from './showClient.js';

const digest = larkspurDigest();
const { figures } = digest;
const runway = there(digest.RUNWAY);

function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('The fixture lacks it.');
  return value;
}

const FIGURES = [
  ['WEEKLY_IN', figures.cashIn],
  ['WEEKLY_OUT', figures.cashOut],
  ['RUNWAY', figures.netBurn],
  ['NET_BURN', figures.netBurn],
  ['PAYABLES_DUE', figures.payablesDue.amount],
  ['PAYABLES_OVERDUE', figures.payablesOverdue.amount],
  ['RECEIVABLES_OVERDUE', figures.receivablesOverdue.amount],
] as const;

beforeEach(() => localStorage.setItem('runway.shownAs.history', 'list'));
afterEach(cleanup);

describe('where a figure comes from', () => {
  it.each(FIGURES)('%s: its transactions sum to the figure', (figure, total) => {
    const provenance = digest[figure];
    const listed = provenance?.groups.map((group) => listOf(group, figure, digest)) ?? [];
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.every(({ addsUp }) => addsUp)).toBe(true);
    expect(listed.flatMap(({ transactions }) => transactions).reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
  });

  it('says when the list is not the whole sum', () => {
    const group = { ...there(there(digest.WEEKLY_IN).groups[0]), count: 97 };
    expect(listOf(group, 'WEEKLY_IN', digest).addsUp).toBe(false);
  });

  it('keeps what is not in the figure apart and visible', async () => {
    showClient(clientStates.critical);
    await userEvent.click(screen.getByRole('button', { name: /weeks of runway: where/i }));
    const card = screen.getByRole('dialog');
    const apart = within(card).getByRole('button', { name: /1 loans and owners, in not in this figure/i });
    expect(apart.closest('li')?.textContent).toContain('40,000.00');
    expect(there(digest.PAYABLES_DUE).apart).toEqual([]);
  });

  it('shows counted accounts with the sum that is the cash on hand, then those left out with the reason', async () => {
    showClient(clientStates.critical);
    await userEvent.click(screen.getByRole('button', { name: /cash on hand: where/ }));
    const card = screen.getByRole('dialog', { name: 'Where cash on hand comes from' });
    const items = within(card).getAllByRole('listitem');
    const rows = items.map((row) => row.textContent ?? '');
    const sumAt = rows.findIndex((row) => row.startsWith('Cash on hand'));
    const counted = items.slice(0, sumAt).map((row) => centsOf(row.querySelector('b')?.textContent ?? ''));
    expect(counted.reduce((sum, amount) => sum + amount, 0)).toBe(figures.cashOnHand);
    expect(rows[sumAt]).toContain('46,597.56');
    expect(rows[sumAt + 1]).toContain('left out, its name says trust');
  });

  it('opens a group in place, and the lines drawn sum to the group', async () => {
    showClient(clientStates.critical);
    await userEvent.click(screen.getByRole('button', { name: /weekly cash in: where/i }));
    await userEvent.click(screen.getByRole('button', { name: /96 operating cash in/ }));
    const list = screen.getByRole('region', { name: 'Operating cash in' });
    const amounts = within(list)
      .getAllByRole('row')
      .slice(1)
      .map((row) => centsOf(within(row).getAllByRole('cell')[2]?.textContent ?? ''));
    expect(amounts).toHaveLength(96);
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(figures.cashIn);
  });

  it('has its parts in their fixed order', async () => {
    showClient(clientStates.critical);
    await userEvent.click(screen.getByRole('button', { name: /weeks of runway: where/ }));
    const heads = within(screen.getByRole('dialog'))
      .getAllByRole('heading', { level: 3 })
      .map(({ textContent }) => textContent);
    expect(heads.map((head) => head?.split(' reports')[0])).toEqual([
      'Formula',
      'Window',
      'Accounts',
      'Transactions in the window',
      'QuickBooks’ own figures',
      'Notes',
    ]);
  });

  it('says what is missing instead of a number it cannot derive', async () => {
    showClient(clientStates.noData);
    await userEvent.click(screen.getByRole('button', { name: /runway: where/ }));
    expect(screen.getByRole('dialog').textContent).toContain('Not derived. 19 days of history; a runway needs 28.');
  });

  it('copies as text, in the card’s order', () => {
    const text = provenanceText(runway, digest, 'Larkspur Joinery', printingOf(READING));
    const order = ['Cash on hand ÷', 'Window', 'Accounts', 'Made of', 'Apart', 'QuickBooks’ own figures', 'Notes'];
    const places = order.map((part) => text.indexOf(part));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(text).toContain('Operating cash in, 96: (281,321.56)');
  });
});

describe('the tie-out', () => {
  it('shows the lines that bear on the figure, and every line that does not close', () => {
    const tieOut = there(there(clientStates.differs.state.digest).tieOut);
    expect(linesFor('CASH_ON_HAND', tieOut).map(({ key }) => key)).toEqual([
      'balanceSheet:end:a1',
      'balanceSheet:end:a2',
      'balanceSheet:end:a3',
      'payables',
    ]);
    expect(differenceIn(tieOut, printingOf(READING).money)).toBe('12.40');
  });

  it.each([
    ['Ties to QuickBooks, 7:02 AM', clientStates.critical],
    ['Differs by 12.40', clientStates.differs],
    ['Not tied out yet', clientStates.notTiedOut],
  ])('is said beside the number: %s', (words, props) => {
    showClient(props);
    expect(screen.getByText(words)).toBeTruthy();
  });
});
