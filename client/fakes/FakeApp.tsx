import { useEffect, useMemo, type ReactElement } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../app.js';
import { wipeDevice } from '../offline/index.js';
import { makeServices } from '../services.js';
import { fakeFetch, fakeServer, FAKE_VIEWER, type FakeServer } from './fakeFetch.js';

let made = 0;

/** A person and a version of its own, so that nothing another story left on the device is taken for this one's. */
function ownServer(part: Partial<FakeServer>): FakeServer {
  made += 1;
  const viewer = part.viewer === undefined ? FAKE_VIEWER : part.viewer;
  const own = viewer === null ? null : { ...viewer, id: `${viewer.id}-${made}` };
  return fakeServer({ version: `story-${made}`, ...part, viewer: own });
}

/** The whole app over a fake server, at an address that is not the browser's. */
export function FakeApp({
  server,
  address = '/clients',
}: {
  server: Partial<FakeServer>;
  address?: string;
}): ReactElement {
  const services = useMemo(() => makeServices(fakeFetch(ownServer(server))), [server]);
  const { hook, searchHook } = useMemo(() => {
    const [path = '/', search] = address.split('?');
    return memoryLocation({ path, ...(search === undefined ? {} : { searchPath: search }) });
  }, [address]);
  useEffect(() => {
    // A story starts with nothing on the device, whatever the story before left there.
    void wipeDevice().then(() => services.session.open());
  }, [services]);
  return (
    <Router hook={hook} searchHook={searchHook}>
      <App services={services} />
    </Router>
  );
}
