import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { act, cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../../../client/app.js';
import { fakeFetch, fakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { wipeDevice } from '../../../client/offline/index.js';
import { makeServices } from '../../../client/services.js';
import { freshProfile } from '../offline/storage.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 30_000 });
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));
jest.unstable_mockModule('../../../client/takeAlong/takeAlong.css', () => ({}));

afterEach(cleanup);
beforeEach(async () => {
  await wipeDevice();
  freshProfile();
});

it('a client that is removed and taken along again is fetched again at once', async () => {
  const rituals = new Map(FAKE_CLIENTS.map(({ id }) => [id, fakeRitual(id)]));
  const services = makeServices(fakeFetch(fakeServer({ clients: FAKE_CLIENTS, rituals })));
  const location = memoryLocation({ path: '/device' });
  render(
    <Router hook={location.hook}>
      <App services={services} />
    </Router>,
  );
  await act(() => services.session.open());
  const line = (): HTMLElement | null =>
    screen.getByRole('link', { name: 'Larkspur Joinery' }).closest<HTMLElement>('.devline');
  await screen.findByRole('link', { name: 'Larkspur Joinery' });
  await waitFor(() => expect(line()?.textContent).toContain('fresh'));
  await userEvent.click(await screen.findByRole('button', { name: 'Remove Larkspur Joinery' }));
  await waitFor(() => expect(line()?.textContent).toContain('not on this device'));
  await userEvent.click(await screen.findByRole('button', { name: 'Take along Larkspur Joinery' }));
  await waitFor(() => expect(line()?.textContent).toContain('fresh'));
});
