import { useEffect, useMemo, type ReactElement } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../app.js';
import { wipeDevice } from '../offline/index.js';
import { makeServices } from '../services.js';
import type { LiveLineOptions } from '../live/liveLine.js';
import { overviewOf } from './fakeFirm.js';
import { fakeFetch, fakeServer, FAKE_VIEWER, type FakeServer } from './fakeFetch.js';

let made = 0;

/** A person and a version of its own, so that nothing another story left on the device is taken for this one's. */
function ownServer(part: Partial<FakeServer>): FakeServer {
  made += 1;
  const viewer = part.viewer === undefined ? FAKE_VIEWER : part.viewer;
  const own = viewer === null ? null : { ...viewer, id: `${viewer.id}-${made}` };
  return fakeServer({ version: `story-${made}`, ...part, viewer: own });
}

/** A line over which the fake tells of its clients: all at first, and again whenever `change` is called. */
export class FakeLine {
  private readonly heard = new Set<() => void>();

  openFor(server: FakeServer): LiveLineOptions['open'] {
    return async ({ changed }) => {
      const tell = (): void =>
        changed({ complete: true, versions: overviewOf(server.clients, server.version).versions });
      this.heard.add(tell);
      setTimeout(tell, 0);
      return { close: () => this.heard.delete(tell), probe: () => undefined };
    };
  }

  /** Changes the server, and tells. */
  change(server: FakeServer, part: Partial<FakeServer>): void {
    Object.assign(server, part);
    for (const tell of this.heard) tell();
  }
}

/** The whole app over a fake server, at an address that is not the browser's. */
export function FakeApp({
  server,
  address = '/clients',
  onReady,
}: {
  server: Partial<FakeServer>;
  address?: string;
  /** Given where there is a line: how to change the server and tell of it. */
  onReady?: (change: (part: Partial<FakeServer>) => void) => void;
}): ReactElement {
  const services = useMemo(() => {
    const own = ownServer(server);
    if (onReady === undefined) return makeServices(fakeFetch(own));
    const line = new FakeLine();
    onReady((part) => line.change(own, part));
    return makeServices(fakeFetch(own), line.openFor(own));
  }, [server, onReady]);
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
