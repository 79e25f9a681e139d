import {
  CombinedGraphQLErrors,
  type ApolloClient,
  type OperationVariables,
  type TypedDocumentNode,
} from '@apollo/client';
import { REMEMBER_NOTHING } from './cachePolicies.js';

/** The server no longer knows who is asking, and the session could not be renewed. */
export class NotSignedIn extends Error {
  constructor() {
    super('The session has ended.');
    this.name = 'NotSignedIn';
  }
}

/**
 * Asks the server once. Rejects with a TypeError when it is out of reach (as `fetch` does), with NotSignedIn when the
 * session has ended and could not be renewed, else with what the server said. `viewerId`: for whom it is asked; the server
 * refuses where the browser's session is another person's.
 */
export type Ask = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  viewerId?: string,
) => Promise<Data>;

/** Whether an answer says that the caller is not signed in. */
export function saysNotSignedIn(error: unknown): boolean {
  return CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.['code'] === 'NOT_SIGNED_IN');
}

/** All tabs share one cookie: this says whom a request was made for, whoever has signed in meanwhile in another tab. */
const VIEWER_HEADER = 'x-runway-viewer';

/** Sends a query or a mutation as it is, without renewing the session. `viewer`: for whom, where a request does not say. */
export function plainAsk(connection: ApolloClient, viewer: () => string | undefined = () => undefined): Ask {
  return async (document, variables, viewerId = viewer()) => {
    const context = viewerId === undefined ? {} : { headers: { [VIEWER_HEADER]: viewerId } };
    const isMutation = document.definitions.some((one) => 'operation' in one && one.operation === 'mutation');
    const answer = isMutation
      ? await connection.mutate({ mutation: document, variables: variables as never, context, ...REMEMBER_NOTHING })
      : await connection.query({ query: document, variables: variables as never, context, ...REMEMBER_NOTHING });
    if (answer.data === undefined || answer.data === null) throw new Error('The server answered without data.');
    return answer.data as never;
  };
}

/** Renews the session at most once per refusal, then asks again; `renew` says whether it worked. */
export function renewingAsk(ask: Ask, renew: () => Promise<boolean>): Ask {
  return async (document, variables, viewerId) => {
    try {
      return await ask(document, variables, viewerId);
    } catch (error) {
      if (!saysNotSignedIn(error)) throw error;
    }
    if (!(await renew())) throw new NotSignedIn();
    try {
      return await ask(document, variables, viewerId);
    } catch (error) {
      // The session goes on, but as another person's.
      throw saysNotSignedIn(error) ? new NotSignedIn() : error;
    }
  };
}
