import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { plainAsk } from '../../../client/apollo/ask.js';
import { makeConnection } from '../../../client/apollo/connection.js';
import { isOutOfReach } from '../../../client/offline/reach.js';
import { makeRenewal } from '../../../client/session/renewal.js';

const HEADERS = { 'content-type': 'application/json' };
const RENEWED = JSON.stringify({
  data: {
    refreshSession: { __typename: 'SessionAnswer', viewer: { __typename: 'Viewer', id: 'daniel' }, refusal: null },
  },
});

/** A way to answer one request; told, like `fetch`, by the signal when nobody waits for it any more. */
type Wire = (signal: AbortSignal) => Promise<Response>;

const answering: Wire = () => Promise.resolve(new Response(RENEWED, { headers: HEADERS }));

const neverAnswering: Wire = (signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

/** The head of an answer, and nothing after its first bytes. */
const stoppingInside: Wire = (signal) => {
  const body = new ReadableStream({
    start: (to) => {
      to.enqueue(new TextEncoder().encode(RENEWED.slice(0, 10)));
      signal.addEventListener('abort', () => to.error(signal.reason));
    },
  });
  return Promise.resolve(new Response(body, { headers: HEADERS }));
};

/** The renewal of a session over a server that answers one request after the other like this. */
function renewalOver(...wires: readonly Wire[]) {
  const left = [...wires];
  const fetcher: typeof fetch = (_input, init) => {
    const wire = left.shift();
    if (wire === undefined || !init?.signal) throw new Error('One request too many, or one without a limit.');
    return wire(init.signal);
  };
  return makeRenewal(plainAsk(makeConnection(fetcher)));
}

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a request that the server never answers', () => {
  it.each([
    ['not with a byte', neverAnswering],
    ['not to the end', stoppingInside],
  ])('%s, is out of reach after a minute, and the next one is sent', async (_name, wire) => {
    const renew = renewalOver(wire, answering);
    const ended = renew().then(
      () => null,
      (error: unknown) => error,
    );
    await jest.advanceTimersByTimeAsync(59_000);
    await expect(Promise.race([ended, Promise.resolve('under way')])).resolves.toBe('under way');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(isOutOfReach(await ended)).toBe(true);
    await expect(renew()).resolves.toBe(true);
  });
});
