import { ApolloClient, HttpLink } from '@apollo/client';
import { emptyCache } from './cachePolicies.js';

/** The header that a page of another origin cannot send without asking: the server refuses requests without it. */
const CSRF_HEADER = { 'x-runway': '1' };

/** Milliseconds for a whole answer, also of all clients on a slow line: browsers wait on a dead line for many minutes. */
const ANSWER_WITHIN_MS = 60_000;

/**
 * The one way to the server: same origin, cookies only, nothing kept between page loads. A request that is not answered in
 * time, to its last byte, ends with the TypeError of a server that is out of reach: others wait for its end.
 */
export function makeConnection(fetcher: typeof fetch = (input, init) => fetch(input, init)): ApolloClient {
  const inTime: typeof fetch = async (input, init) => {
    // In place of the link's own signal, by which nobody here calls a request off.
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    try {
      const response = await fetcher(input, { ...init, signal });
      return new Response(await response.text(), response);
    } catch (error) {
      throw signal.aborted ? new TypeError('No answer.', { cause: error }) : error;
    }
  };
  return new ApolloClient({
    link: new HttpLink({ uri: '/graphql', credentials: 'same-origin', headers: CSRF_HEADER, fetch: inTime }),
    cache: emptyCache(),
  });
}
