import { afterEach, beforeEach, jest } from '@jest/globals';
import { act, cleanup, configure, render, screen } from '@testing-library/react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../../../client/app.js';
import type { FakeDecisions } from '../../../client/fakes/fakeDecisions.js';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { wipeDevice } from '../../../client/offline/index.js';
import { makeServices } from '../../../client/services.js';
import { showTray } from '../../../client/tray/trayOpen.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';
import { freshProfile } from '../offline/storage.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 30_000 });
jest.unstable_mockModule('../../../client/tray/tray.css', () => ({}));
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/console/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/hygiene/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));

export const CLIENT = 'larkspur-joinery';

afterEach(() => {
  showTray(false);
  cleanup();
});
beforeEach(async () => {
  await wipeDevice();
  freshProfile();
  Element.prototype.scrollIntoView = () => undefined;
});

/** The app with these decisions on its server, at the list of clients; the tray is closed. */
export async function open(known: readonly KnownDecision[], part: Partial<FakeServer> = {}) {
  const decisions = new Map<string, FakeDecisions>();
  for (const one of known) {
    const of = decisions.get(one.clientId) ?? { version: 1, decisions: new Map() };
    of.decisions.set(one.id, one);
    decisions.set(one.clientId, of);
  }
  const server = fakeServer({
    clients: FAKE_CLIENTS,
    decisions,
    rituals: new Map([[CLIENT, fakeRitual(CLIENT)]]),
    ...part,
  });
  const services = makeServices(fakeFetch(server));
  const location = memoryLocation({ path: '/clients', record: true });
  render(
    <Router hook={location.hook} searchHook={location.searchHook}>
      <App services={services} />
    </Router>,
  );
  await act(() => services.session.open());
  await screen.findByRole('grid', { name: 'Clients' });
  return { server, location };
}

export const tray = (): Promise<HTMLElement> => screen.findByRole('dialog', { name: 'Decision tray' });
