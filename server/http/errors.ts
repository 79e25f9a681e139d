import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from '../platform/logger.js';
import { RefusalError } from '../refusals.js';

/** What a caller did wrong, said by GraphQL itself: its message is meant for them. */
export const CALLERS_FAULT = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
]);

const LONGEST_MESSAGE = 300;

/**
 * What leaves the server of an error: a refusal with its code, a caller's fault with its sentence; anything else is a bug
 * and becomes a sentence with a reference under which the log has it. Never a stack, a statement or a name of ours.
 */
export function errorFormatter(
  logger: Logger,
  newReference: () => string,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const thrown = unwrapResolverError(error);
    const cause = thrown instanceof GraphQLError ? (thrown.originalError ?? thrown) : thrown;
    const place = formatted.path ? { path: formatted.path } : {};
    if (cause instanceof RefusalError) {
      const { code, field, message } = cause.refusal;
      return { message, ...place, extensions: { code, field } };
    }
    const code = formatted.extensions?.['code'];
    if (typeof code === 'string' && CALLERS_FAULT.has(code)) {
      return {
        message: formatted.message.slice(0, LONGEST_MESSAGE),
        ...(formatted.locations ? { locations: formatted.locations } : {}),
        ...place,
        extensions: { code },
      };
    }
    const reference = newReference();
    logger.error({ err: cause, reference, ...place }, 'a request failed');
    return {
      message: `Something went wrong on our side. Reference: ${reference}`,
      ...place,
      extensions: { code: 'INTERNAL', reference },
    };
  };
}
