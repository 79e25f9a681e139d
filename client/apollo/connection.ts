import { ApolloClient, HttpLink } from '@apollo/client';
import { emptyCache } from './cachePolicies.js';

/** The header that a page of another origin cannot send without asking: the server refuses requests without it. */
const CSRF_HEADER = { 'x-runway': '1' };

/** The one way to the server: same origin, cookies only, nothing kept between page loads. */
export function makeConnection(fetcher: typeof fetch = (input, init) => fetch(input, init)): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({ uri: '/graphql', credentials: 'same-origin', headers: CSRF_HEADER, fetch: fetcher }),
    cache: emptyCache(),
  });
}
