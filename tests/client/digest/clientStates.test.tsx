import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { clientStates } from '../../../client/digest/clientStates.fixture.js';
import { historyPoints, historySentence } from '../../../client/digest/historyPoints.js';
import { larkspurDigest } from '../../../client/digest/larkspur.fixture.js';
import { printingOf } from '../../../client/digest/reading.js';
import { centsOf, READING, showClient } from './showClient.js';

beforeEach(() => localStorage.setItem('runway.shownAs.history', 'list'));
afterEach(cleanup);

const text = (): string => document.body.textContent ?? '';

describe('weeks as a list', () => {
  it('has every number of the chart, set equal, and the totals', () => {
    showClient(clientStates.critical);
    const { history } = larkspurDigest();
    const table = screen.getByRole('region', { name: 'Weeks, as a list' });
    const rows = within(table).getAllByRole('row').slice(1, -1);
    const cells = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent ?? ''),
    );
    const points = historyPoints(history, printingOf(READING));
    const charted = points.flatMap(({ weeks, cash, apartIn }) => [
      String(weeks),
      (cash ?? Number.NaN).toFixed(2),
      apartIn.toFixed(2),
    ]);
    const listed = cells.flatMap((row) => [
      String(Number(row[0])),
      (centsOf(row[2] ?? '') / 100).toFixed(2),
      (centsOf(row[6] ?? '') / 100).toFixed(2),
    ]);
    expect(new Set(listed)).toEqual(new Set(charted));
    expect(listed).toHaveLength(charted.length);
    const totals = within(table).getAllByRole('row').at(-1)?.textContent ?? '';
    for (const sum of ['281,321.56', '413,016.89', '(131,695.33)', '40,000.00']) expect(totals).toContain(sum);
  });

  it('marks what was reconstructed, and the drawing says both its ends', () => {
    showClient(clientStates.critical);
    expect(screen.getAllByText(/^\s*·?\s*reconstructed$/)).toHaveLength(12);
    expect(historySentence(larkspurDigest().history, printingOf(READING))).toContain(
      '17.3 and cash 130,018.99 on Sun 30 Aug, 4.6 and cash 46,597.56 on Sun 22 Nov',
    );
  });
});

describe('the client’s page', () => {
  it('says how fresh and how old everything is', () => {
    showClient(clientStates.critical);
    expect(text()).toContain('read 11 min ago · books through Fri 20 Nov · as of Sun 22 Nov');
    expect(text()).toContain('3 of 13');
  });

  it('offline says when the figures were fetched and how old they are', () => {
    showClient(clientStates.offline);
    expect(text()).toContain('Offline. These figures were fetched 7:03 AM, 1 h 06 min ago.');
    expect(text()).toContain('46,597.56');
  });

  it('offline without figures says so, not zeros', () => {
    showClient(clientStates.offlineWithout);
    expect(screen.getByRole('heading', { name: 'Not on this device yet' })).toBeTruthy();
    expect(text()).not.toContain('0.00');
  });

  it('keeps the last good figures when a sync fails, with the reason and the time', () => {
    showClient(clientStates.failing);
    expect(text()).toContain('The sync 8:02 AM did not end well: QuickBooks did not answer within 30 seconds.');
    expect(text()).toContain('The last good figures are shown.');
    expect(text()).toContain('21,640.12');
  });

  it('says of a first sync that fails what is so: no figures are kept, and nothing is said twice', () => {
    showClient(clientStates.firstSyncFailing);
    expect(text()).toContain('The first sync 8:02 AM did not end well: QuickBooks did not answer within 30 seconds.');
    expect(text().match(/did not end well/g)).toHaveLength(1);
    expect(text()).not.toContain('last good figures');
    expect(text()).not.toContain('being read');
  });

  it.each([
    ['NEEDS_RECONNECTING', 'expired before the books were read'],
    ['WAITING', 'wait to be read'],
    ['SYNCING', 'are being read'],
    ['NOT_CONNECTED', 'is not connected'],
  ] as const)('before the first sync, %s: %s', (syncState, words) => {
    const before = clientStates.beforeFirstSync;
    showClient({ ...before, sync: { ...before.sync, state: syncState } });
    expect(text()).toContain(words);
    expect(text()).not.toContain('last good figures');
  });

  it('says when the figures shown were synced, not when a newer sync ended', () => {
    const { critical } = clientStates;
    const newer = '2026-11-22T13:05:00Z';
    showClient({ ...critical, sync: { ...clientStates.beforeFirstSync.sync, state: 'SYNCED', lastGoodAt: newer } });
    expect(text()).toContain('read 11 min ago ·');
    cleanup();
    showClient(clientStates.pastShown);
    expect(text()).toContain('Synced Sun 8 Nov · books through Fri 6 Nov · as of Sun 8 Nov');
  });

  it('says stale beside the status, never instead of it', () => {
    showClient(clientStates.stale);
    expect(screen.getAllByText('Critical').length).toBeGreaterThan(0);
    expect(screen.getAllByText('Stale').length).toBeGreaterThan(0);
  });

  it.each([
    ['Not burning', clientStates.notBurning, 'cash in covers cash out over the window'],
    ['No data', clientStates.noData, '19 days of history; a runway needs 28.'],
    ['0.0', clientStates.overdrawn, 'cash on hand is not above zero'],
    ['over 50', clientStates.over50, 'weeks of runway'],
  ])('shows %s in words and numbers', (hero, props, words) => {
    showClient(props);
    const runway = screen.getByRole('region', { name: 'Runway' });
    expect(runway.textContent).toContain(hero);
    expect(runway.textContent).toContain(words);
  });

  it.each([
    ['No client at this address', clientStates.unknown],
    ['The figures could not be read', clientStates.failed],
    ['No figures yet', clientStates.beforeFirstSync],
  ])('has a page for: %s', (title, props) => {
    showClient(props);
    expect(screen.getByRole('heading', { name: title })).toBeTruthy();
  });

  it('shows a past week under a banner that leads back', async () => {
    const show = jest.fn();
    showClient({ ...clientStates.past, past: { ...clientStates.past.past, show } });
    expect(screen.getByText('As of Sun 8 Nov, reconstructed')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /Back to now/ }));
    expect(show).toHaveBeenCalledWith(null);
  });

  it('has the evidence of a past week that was shown, or says that it was not kept', () => {
    showClient(clientStates.pastShown);
    expect(text()).toContain('QuickBooks’ reports of that day were not kept');
    expect(text()).not.toContain('Not tied out yet');
    cleanup();
    const { tieOut } = larkspurDigest();
    const { past } = clientStates.pastShown;
    const shown = { ...past.shown, digest: { ...past.shown.digest, tieOut } };
    showClient({ ...clientStates.pastShown, past: { ...past, shown } });
    expect(text()).toContain('Ties to QuickBooks');
    cleanup();
    showClient(clientStates.past);
    expect(text()).toContain('QuickBooks’ reports of that day were not read');
  });

  it('shows how cash on hand moved since last week, beside its sum', () => {
    showClient(clientStates.critical);
    const sum = screen.getByRole('row', { name: /^Cash on hand/ });
    expect(sum.textContent).toContain('down 10,772.52');
    expect(sum.textContent).toContain('19\u2009%');
  });

  it('prints no zero for cash that cannot be derived: not known, and why', async () => {
    showClient(clientStates.cashNotKnown);
    const sum = screen.getByRole('row', { name: /^Cash on hand/ });
    expect(sum.textContent).toContain('not known');
    expect(sum.textContent).toContain('No account is counted as cash.');
    expect(sum.textContent).not.toContain('0.00');
    const weeks = within(screen.getByRole('region', { name: 'Weeks, as a list' })).getAllByRole('row');
    expect(weeks[1]?.textContent).toContain('not known');
    const { digest } = clientStates.cashNotKnown.state;
    expect(historySentence(digest?.history ?? [], printingOf(READING))).toContain(
      'no data and cash not known on Sun 22 Nov',
    );
    await userEvent.click(screen.getByRole('button', { name: /cash on hand: where/ }));
    expect(screen.getByRole('dialog').textContent).toContain('Cash on handnot known');
  });

  it('on paper has the as-of date at the foot', () => {
    showClient(clientStates.critical);
    expect(screen.getByText('As of Sun 22 Nov', { selector: 'footer b' }).closest('footer')?.textContent).toContain(
      'Larkspur Joinery · Synced 7:58 AM, books through Fri 20 Nov',
    );
  });

  it('offline shows a past week by its line and says what the rest needs', () => {
    showClient(clientStates.pastOffline);
    expect(text()).toContain('56,985.73');
    expect(text()).toContain('The other figures of that week need a connection.');
  });

  it('steps to the neighbours in the list', async () => {
    const next = jest.fn();
    showClient({ ...clientStates.critical, place: { number: 1, of: 13, previous: null, next } });
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Previous client' }).disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Next client' }));
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('shows its tabs in the order of the review', () => {
    showClient(clientStates.critical);
    expect(screen.getAllByRole('tab').map(({ textContent }) => textContent)).toEqual([
      'Digest',
      'Hygiene 7 open issues',
      'Console',
    ]);
  });
});
