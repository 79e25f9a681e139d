import { afterEach, beforeEach, jest } from '@jest/globals';
import { cleanup, configure, screen } from '@testing-library/react';
import type { FakeDecisions } from '../../../client/fakes/fakeDecisions.js';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { showTray } from '../../../client/tray/trayOpen.js';
import type { KnownDecision } from '../../../domain/operations/decisionShown.js';
import { emptyDevice } from '../emptyDevice.js';
import { openApp } from '../openApp.js';

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
beforeEach(emptyDevice);

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
  const { location } = await openApp(fakeFetch(server), '/clients');
  await screen.findByRole('grid', { name: 'Clients' });
  return { server, location };
}

export const tray = (): Promise<HTMLElement> => screen.findByRole('dialog', { name: 'Decision tray' });
