import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { CALLERS_FAULT } from './errors.js';
import { BODY_LIMIT, COST, MOST_TOKENS, OPERATION_LIMITS } from './limits.js';
import {
  LONGEST_GREETING_MS,
  LONGEST_SOCKET_MESSAGE,
  MOST_SUBSCRIPTIONS,
  PING_MS,
  SOCKETS_A_SESSION,
} from './socketLimits.js';
import { SOCKET_CLOSES } from './socketVisitor.js';

/** What the SDL does not say of the contract: how it refuses, what it is held to, and how a socket is opened. */
export function contractUse(): string[] {
  return [...refusals(), ...limits(), ...socket()];
}

function refusals(): string[] {
  return [
    '## Refusals and errors',
    '',
    'What the product refuses is data where a payload has a `refusal` or a union names `Refusal`; elsewhere it is an error',
    'whose `extensions.code` is one of `RefusalCode`. Three things are refused before a payload is made, so that they are',
    'always such errors, and the `data` of a mutation is null:',
    '',
    '- a field of `ADVISOR` or `OWNER` (column “who”) without a session: `NOT_SIGNED_IN`. A request whose header',
    '  `x-runway-viewer` names another person than the session’s counts as one without',
    '- a field of `OWNER` for anybody else: `NOT_ALLOWED`',
    '- a mutation from a page of another origin than the public address or the host that was asked: `NOT_ALLOWED`, with',
    '  status 403. A program that sends no `Origin` is not refused',
    '',
    'What is wrong with a request itself has the code',
    `${inWords([...CALLERS_FAULT])};`,
    'what broke on our side has `INTERNAL` and a `reference` to quote. A request that is too large (413), none of JSON (415) or one too many (429) is',
    'answered with `errors` that have a message alone.',
    '',
  ];
}

function limits(): string[] {
  const { depth, aliases, directives, cost } = OPERATION_LIMITS;
  return [
    '## Limits',
    '',
    ...table([
      ['operations a request', '1'],
      ['root fields of a mutation', '1'],
      ['bytes of a request', counted(BODY_LIMIT)],
      ['tokens of a document', counted(MOST_TOKENS)],
      ['fields below one another', counted(depth)],
      ['aliases', counted(aliases)],
      ['directives', counted(directives)],
      ['cost', counted(cost)],
      [
        'requests a minute from one address',
        '`RATE_LIMIT_PER_MINUTE`; a network of 64 bits counts as one IPv6 address',
      ],
    ]),
    '',
    'Cost: each field counts 1, times the `first` of every list that it stands in',
    `(${COST.defaultPage} for \`clients\` without one, ${COST.largestPage} where a variable says it).`,
    `${inWords([...COST.computedFields])} count ${counted(COST.computed)} each, \`digest\` with \`asOf\` ${counted(COST.reconstruction)}.`,
    '',
  ];
}

function socket(): string[] {
  const closes = new Map(Object.values(SOCKET_CLOSES).map(([code, reason]) => [reason, code]));
  return [
    '## The socket',
    '',
    `Subscriptions, and nothing else, go over a WebSocket on the same address, \`/graphql\`,`,
    `in the protocol \`${GRAPHQL_TRANSPORT_WS_PROTOCOL}\`.`,
    'Its opening needs the cookie of a session and an `Origin`, always: the public address or the host that is asked.',
    'Refused openings: 403 for another origin or none, 429 as for requests, 503 while the server stops.',
    '',
    ...table([
      ['bytes of a message to the server', counted(LONGEST_SOCKET_MESSAGE)],
      ['subscriptions of a socket', counted(MOST_SUBSCRIPTIONS)],
      ['sockets of a session', counted(SOCKETS_A_SESSION)],
      ['sockets of a process', '`SOCKETS`'],
      ['seconds until `connection_init`', counted(LONGEST_GREETING_MS / 1000)],
      ['seconds until a ping, which comes as often, is answered', counted(PING_MS / 1000)],
    ]),
    '',
    'An operation is held to the limits above as well. The server closes with',
    `${[...closes].map(([reason, code]) => `${code} (${reason})`).join(', ')}; 1001 while it stops.`,
    '',
  ];
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  return ['| what | at most |', '|---|---|', ...rows.map(([what, most]) => `| ${what} | ${most} |`)];
}

function counted(number: number): string {
  return number.toLocaleString('en-US');
}

function inWords(names: readonly string[]): string {
  return names
    .map((name) => `\`${name}\``)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ');
}
