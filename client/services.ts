import type { Ask } from './apollo/ask.js';
import { plainAsk, renewingAsk } from './apollo/ask.js';
import { makeConnection } from './apollo/connection.js';
import type { LiveLineOptions } from './live/liveLine.js';
import { openBrowserLine, watchChangesOf } from './live/watchChanges.js';
import type { DeviceOptions } from './offline/index.js';
import { makeRenewal } from './session/renewal.js';
import { Session } from './session/session.js';

/** What the app stands on. */
export interface Services {
  readonly ask: Ask;
  readonly session: Session;
  /** How the device hears of changes as they happen; null: it asks. */
  readonly watchChanges: DeviceOptions['watchChanges'] | null;
}

/** The services over a way to fetch and a way to hear; a fake of the first has no line unless it brings one. */
export function makeServices(fetcher?: typeof fetch, openLine: LiveLineOptions['open'] | null = null): Services {
  const connection = makeConnection(fetcher);
  const plain = plainAsk(connection);
  const renew = makeRenewal(plain);
  const session = new Session(plain, renew);
  const open = openLine ?? (fetcher === undefined ? openBrowserLine : null);
  return {
    ask: renewingAsk(plainAsk(connection, session.viewerId), renew),
    session,
    watchChanges: open === null ? null : watchChangesOf(session, open),
  };
}
