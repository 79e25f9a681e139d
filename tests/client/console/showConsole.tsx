import { afterEach, beforeEach, jest } from '@jest/globals';
import { cleanup, configure, screen } from '@testing-library/react';
import { CLIENT, featuresOf, forecastOf } from '../../../client/console/console.fixture.js';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_CLIENTS } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import type { RitualView } from '../../../client/offline/index.js';
import { emptyDevice } from '../emptyDevice.js';
import { startFakeTime } from '../fakeTime.js';
import { openApp } from '../openApp.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

// Pages are loaded with their styles, which only a bundler reads; the rooms beside are tested by themselves.
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/console/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/hygiene/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));
jest.unstable_mockModule('../../../client/forecast/ForecastSection.js', () => ({ ForecastSection: () => null }));
jest.unstable_mockModule('../../../client/flowband/FlowbandPanel.js', () => ({ FlowbandPanel: () => null }));

afterEach(cleanup);
beforeEach(startFakeTime);
beforeEach(emptyDevice);

let people = 0;

/** The console of the joinery; each test has a person of its own, whose drafts are nobody else's. */
export async function open(part: Partial<FakeServer> = {}, ritual: Partial<RitualView> = {}, query = '') {
  const view = fakeConsole();
  const features = featuresOf(ritual.tier ?? 'SMART');
  const whole = fakeRitual(CLIENT, { console: view, forecast: forecastOf(view), features, ...ritual });
  people += 1;
  const plain = fakeServer();
  const viewer = plain.viewer === null ? null : { ...plain.viewer, id: `daniel-${people}` };
  const server = fakeServer({ clients: FAKE_CLIENTS, rituals: new Map([[CLIENT, whole]]), viewer, ...part });
  const { location } = await openApp(fakeFetch(server), `/clients/${CLIENT}/console${query}`);
  return Object.assign(server, { location });
}

export const bills = (): Promise<HTMLElement> => screen.findByRole('grid', { name: 'Bills' });
export const bar = (): HTMLElement => screen.getByRole('region', { name: 'Decisions' });
export const row = (key: string): HTMLElement => {
  const found = document.querySelector<HTMLElement>(`[data-document="${key}"]`);
  if (found === null) throw new Error(`There is no row of ${key}.`);
  return found;
};
export const focused = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset['document'];
export const decisionsOf = (server: FakeServer): string[] =>
  [...(server.decisions.get(CLIENT)?.decisions.values() ?? [])].map(
    ({ kind, documentKey }) => `${kind} ${documentKey}`,
  );
