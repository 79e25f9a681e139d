import { act, render } from '@testing-library/react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../../client/app.js';
import { makeServices } from '../../client/services.js';

/** The whole app at an address, with `fetch` for its network, once it knows who is signed in. */
export async function openApp(fetch: typeof globalThis.fetch, address: string) {
  const services = makeServices(fetch);
  const [path = '/', searchPath = ''] = address.split('?');
  const location = memoryLocation({ path, searchPath, record: true });
  render(
    <Router hook={location.hook} searchHook={location.searchHook}>
      <App services={services} />
    </Router>,
  );
  await act(() => services.session.open());
  return { session: services.session, location };
}
