import type { Ask } from './apollo/ask.js';
import { plainAsk, renewingAsk } from './apollo/ask.js';
import { makeConnection } from './apollo/connection.js';
import { makeRenewal } from './session/renewal.js';
import { Session } from './session/session.js';

/** What the app stands on. */
export interface Services {
  readonly ask: Ask;
  readonly session: Session;
}

/** The services over a way to fetch; the browser's own unless a test or a story gives another. */
export function makeServices(fetcher?: typeof fetch): Services {
  const plain = plainAsk(makeConnection(fetcher));
  const renew = makeRenewal(plain);
  return { ask: renewingAsk(plain, renew), session: new Session(plain, renew) };
}
