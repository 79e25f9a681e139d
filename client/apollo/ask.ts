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
 * session has ended and could not be renewed, else with what the server said.
 */
export type Ask = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data>;

/** Whether an answer says that the caller is not signed in. */
export function saysNotSignedIn(error: unknown): boolean {
  return CombinedGraphQLErrors.is(error) && error.errors.some((one) => one.extensions?.['code'] === 'NOT_SIGNED_IN');
}

/** Sends a query or a mutation as it is, without renewing the session. */
export function plainAsk(connection: ApolloClient): Ask {
  return async (document, variables) => {
    const isMutation = document.definitions.some((one) => 'operation' in one && one.operation === 'mutation');
    const answer = isMutation
      ? await connection.mutate({ mutation: document, variables: variables as never, ...REMEMBER_NOTHING })
      : await connection.query({ query: document, variables: variables as never, ...REMEMBER_NOTHING });
    if (answer.data === undefined || answer.data === null) throw new Error('The server answered without data.');
    return answer.data as never;
  };
}

/** Renews the session at most once per refusal, then asks again; `renew` says whether it worked. */
export function renewingAsk(ask: Ask, renew: () => Promise<boolean>): Ask {
  return async (document, variables) => {
    try {
      return await ask(document, variables);
    } catch (error) {
      if (!saysNotSignedIn(error)) throw error;
      if (!(await renew())) throw new NotSignedIn();
      return await ask(document, variables);
    }
  };
}
