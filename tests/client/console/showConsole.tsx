import { afterEach, beforeEach, jest } from '@jest/globals';
import { act, cleanup, configure, render, screen } from '@testing-library/react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../../../client/app.js';
import { CLIENT, featuresOf, forecastOf } from '../../../client/console/console.fixture.js';
import { fakeFetch, fakeServer, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { fakeConsole } from '../../../client/fakes/fakeConsole.js';
import { FAKE_CLIENTS, FAKE_NOW } from '../../../client/fakes/fakeFirm.js';
import { fakeRitual } from '../../../client/fakes/fakeReview.js';
import { wipeDevice, type RitualView } from '../../../client/offline/index.js';
import { makeServices } from '../../../client/services.js';
import { freshProfile } from '../offline/storage.js';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

// Pages are loaded with their styles, which only a bundler reads; the rooms beside are tested by themselves.
jest.unstable_mockModule('../../../client/digest/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/console/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/hygiene/styles.js', () => ({}));
jest.unstable_mockModule('../../../client/tier/tier.css', () => ({}));
jest.unstable_mockModule('../../../client/forecast/ForecastSection.js', () => ({ ForecastSection: () => null }));
jest.unstable_mockModule('../../../client/flowband/FlowbandPanel.js', () => ({ FlowbandPanel: () => null }));

const realNow = Date.now;

afterEach(cleanup);
beforeEach(async () => {
  // The clock goes on from the fakes' own time. Their instants are moved to any clock; their days, and those that tests name, are fixed.
  const began = realNow();
  jest.spyOn(Date, 'now').mockImplementation(() => FAKE_NOW + realNow() - began);
  await wipeDevice();
  freshProfile();
  localStorage.clear();
  Element.prototype.scrollIntoView = () => undefined;
});

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
  const services = makeServices(fakeFetch(server));
  const location = memoryLocation({ path: `/clients/${CLIENT}/console`, searchPath: query.slice(1), record: true });
  render(
    <Router hook={location.hook} searchHook={location.searchHook}>
      <App services={services} />
    </Router>,
  );
  await act(() => services.session.open());
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
