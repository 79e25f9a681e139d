import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { cleanup, configure, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { fakeFetch, FAKE_OWNER, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

jest.setTimeout(30_000);
configure({ asyncUtilTimeout: 8_000 });
jest.unstable_mockModule('../../../client/settings/settings.css', () => ({}));

afterEach(cleanup);
beforeEach(emptyDevice);

async function open(part: Partial<FakeServer>): Promise<FakeServer> {
  const server = fakeServer(part);
  await openApp(fakeFetch(server), '/settings/hygiene');
  return server;
}

describe('thresholds and weights', () => {
  it('are set in place by the owner, and given back their standard', async () => {
    const server = await open({ viewer: FAKE_OWNER });
    const field = await screen.findByRole('textbox', { name: /^Undeposited funds, days/ });
    await userEvent.clear(field);
    await userEvent.type(field, '21{Enter}');
    await waitFor(() => expect(server.settings.get('undepositedDays')).toBe(21));
    await screen.findByText(/^Undeposited funds saved/);
    expect(document.activeElement).toBe(field);
    await userEvent.click(await screen.findByRole('button', { name: 'Standard of Undeposited funds again' }));
    await waitFor(() => expect(server.settings.has('undepositedDays')).toBe(false));
    const again = await screen.findByRole<HTMLInputElement>('textbox', { name: /^Undeposited funds, days/ });
    expect(again.value).toBe('14');
    await waitFor(() => expect(document.activeElement).toBe(again));
    expect(screen.getByText('Undeposited funds has its standard again.')).toBeTruthy();
  });

  it('say what is wrong with a value and ask nobody', async () => {
    const server = await open({ viewer: FAKE_OWNER });
    const field = await screen.findByRole('textbox', { name: /^Overdue bills, days/ });
    await userEvent.clear(field);
    await userEvent.type(field, '9000{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('From 1 to 730 days.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(server.asked).not.toContain('SetHygieneSetting');
    await userEvent.type(field, '{Escape}');
    expect((field as HTMLInputElement).value).toBe('30');
  });

  it('are read-only for everyone else', async () => {
    await open({});
    const table = (await screen.findAllByRole('table'))[0];
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(within(table as HTMLElement).getAllByRole('row').length).toBeGreaterThan(10);
    expect(screen.getByText(/owner sets these/)).toBeTruthy();
  });
});
