import { useEffect, useMemo, useState, type ReactElement } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { App } from '../app.js';
import { wipeDevice } from '../offline/index.js';
import { makeServices } from '../services.js';
import type { LiveLineOptions } from '../live/liveLine.js';
import { fakeFetch, fakeServer, FAKE_VIEWER, overviewOfFake, type FakeServer } from './fakeFetch.js';

let made = 0;

/** A person and a version of its own, so that nothing another story left on the device is taken for this one's. */
function ownServer(part: Partial<FakeServer>): FakeServer {
  made += 1;
  const viewer = part.viewer === undefined ? FAKE_VIEWER : part.viewer;
  const own = viewer === null ? null : { ...viewer, id: `${viewer.id}-${made}` };
  return fakeServer({ version: `story-${made}`, ...part, viewer: own });
}

/** A line over which a fake tells of its clients: all when it opens, and again after every change. */
export class FakeLine {
  private readonly heard = new Set<() => void>();
  private server: FakeServer | null = null;

  openFor(server: FakeServer): LiveLineOptions['open'] {
    return ({ changed }) => {
      this.server = server;
      const { heard } = this;
      const tell = (): void => changed({ complete: true, versions: overviewOfFake(server).versions });
      heard.add(tell);
      setTimeout(tell, 0);
      return Promise.resolve({ close: () => heard.delete(tell), probe: () => undefined });
    };
  }

  /** Whether somebody listens: a change before that is told to nobody. */
  get isOpen(): boolean {
    return this.heard.size > 0;
  }

  /** Changes the server, and tells. */
  change(part: Partial<FakeServer>): void {
    if (this.server === null) throw new Error('Nobody opened the line.');
    Object.assign(this.server, part);
    for (const tell of this.heard) tell();
  }
}

/** The whole app over a fake server, at an address that is not the browser's. */
export function FakeApp({
  server,
  address = '/clients',
  line,
}: {
  server: Partial<FakeServer>;
  address?: string;
  /** Tells of changes as they happen; polled when left out. */
  line?: FakeLine;
}): ReactElement {
  // Once a mount: a story drawn again with the same arguments goes on where it was.
  const [services] = useState(() => {
    const own = ownServer(server);
    return makeServices(fakeFetch(own), line?.openFor(own) ?? null);
  });
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
