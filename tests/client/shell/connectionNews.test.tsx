import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { connectionSentence, readConnectionNews, withoutConnectionNews } from '../../../client/shell/connectionNews.js';
import { fakeFetch, fakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 8_000 });

// The Connections page is loaded with its styles, which only a bundler reads.
jest.unstable_mockModule('../../../client/connections/connections.css', () => ({}));

afterEach(cleanup);
beforeEach(emptyDevice);

async function open(searchPath: string, clients = FAKE_CLIENTS, path = '/clients') {
  const { location } = await openApp(fakeFetch(fakeServer({ clients })), `${path}?${searchPath}`);
  return location;
}

describe('coming back from QuickBooks', () => {
  it('names the company that is connected, and clears the address', async () => {
    const client = FAKE_CLIENTS[3];
    const location = await open(`connected=${client?.id}&attention`);
    expect(await screen.findByText(`${client?.name} is connected; its books are being read.`)).toBeTruthy();
    await waitFor(() => expect(location.history?.at(-1)).toBe('/clients?attention'));
    await userEvent.click(screen.getByRole('button', { name: 'Close message' }));
    expect(screen.queryByText(/is connected; its books/)).toBeNull();
  });

  it('says it on the Connections page too, where it was begun', async () => {
    const client = FAKE_CLIENTS[3];
    const location = await open(`connected=${client?.id}`, FAKE_CLIENTS, '/connections');
    expect(await screen.findByText(`${client?.name} is connected; its books are being read.`)).toBeTruthy();
    await waitFor(() => expect(location.history?.at(-1)).toBe('/connections'));
  });

  it('says in words why one was not connected, also on a firm’s first day', async () => {
    await open('refused=QUICKBOOKS_DENIED', []);
    expect(await screen.findByText(/^The company was not connected\. QuickBooks did not give access\./)).toBeTruthy();
  });

  it('never shows what an address makes up', () => {
    expect(connectionSentence({ kind: 'refused', code: '<b>Call us</b>' }, [])).toBe(
      'The company was not connected. Nothing was changed.',
    );
    expect(connectionSentence({ kind: 'connected', clientId: 'unheard-of' }, [])).toBe(
      'The company is connected; its books are being read.',
    );
  });

  it('leaves other parts of the address alone', () => {
    expect(readConnectionNews('q=connected')).toBeNull();
    expect(withoutConnectionNews('?q=a%20b&refused=STALE&attention&connectedness=1')).toBe(
      'q=a%20b&attention&connectedness=1',
    );
  });
});
