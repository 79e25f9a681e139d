import type { Ask } from '../apollo/ask.js';
import { RefreshSessionDocument } from '../../schema/generated/graphql.js';

/** One tab renews at a time: the refresh token rotates, and a second use of an old one would end the session. */
const LOCK = 'runway-session';

/** Renews the session under a lock all tabs share. False when the server refuses; rejects when it is out of reach. */
export function makeRenewal(ask: Ask): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  const renew = async (): Promise<boolean> => {
    const { refreshSession } = await ask(RefreshSessionDocument, {});
    return refreshSession.viewer !== null && refreshSession.refusal === null;
  };
  const underLock = async (): Promise<boolean> =>
    'locks' in navigator ? await navigator.locks.request(LOCK, renew) : await renew();
  return () => {
    running ??= underLock().finally(() => {
      running = null;
    });
    return running;
  };
}
