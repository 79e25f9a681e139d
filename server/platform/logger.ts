import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

/** Names whose values never reach a log, at the top of an object and one and two levels down. */
const SECRET_NAMES = [
  'password',
  'authorization',
  'cookie',
  '"set-cookie"',
  'accessToken',
  'refreshToken',
  'access_token',
  'refresh_token',
  'clientSecret',
  'code',
  'sealed',
];

const paths = SECRET_NAMES.flatMap((name) => {
  const key = name.startsWith('"') ? `[${name}]` : `.${name}`;
  return [name.startsWith('"') ? key : name, `*${key}`, `*.*${key}`];
}).filter((path) => path !== 'code');

/**
 * Structured log, one JSON object a line. Values under the names of secrets are replaced by `[hidden]`.
 * @param destination where lines go; standard output by default.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths, censor: '[hidden]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
