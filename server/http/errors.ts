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
/** Of a value that a message repeats. */
const LONGEST_REPEATED = 60;
/** What GraphQL says of a variable: the value it was given, of any length, then its place and what is wrong there. */
const OF_VARIABLE =
  /^(?<which>Variable "\$(?<name>\w+)" got invalid value )(?<value>.*)(?<why> at "\k<name>[\w.[\]]*"; .*)$/s;

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
        message: callersFault(formatted.message),
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

/** With what was given cut short, so that where it stands and what is wrong with it are always said. */
function callersFault(message: string): string {
  const { which, value, why } = OF_VARIABLE.exec(message)?.groups ?? {};
  const said =
    which && value && why ? which + shortened(value, LONGEST_REPEATED) + shortQuoted(why) : shortQuoted(message);
  return shortened(said, LONGEST_MESSAGE);
}

function shortQuoted(text: string): string {
  return text.replaceAll(/"([^"]*)"/g, (_all, quoted: string) => `"${shortened(quoted, LONGEST_REPEATED)}"`);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
