import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ProxyList } from './platform/proxyList.js';
import { KeyRing } from './platform/secrets.js';

const address = (protocols: RegExp, what: string) => z.url({ protocol: protocols, error: `is not ${what}` });
const http = () => address(/^https?$/, 'an address that begins with http:// or https://');
/** Ports from 1024 up that browsers never open: the Fetch standard's "bad ports". */
const REFUSED_BY_BROWSERS =
  '1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'.split(' ');
const opened = () =>
  http().refine(
    // What is no address at all is told by the check before this one, which does not stop this one.
    (written) => !URL.canParse(written) || !REFUSED_BY_BROWSERS.includes(new URL(written).port),
    'has a port that browsers refuse to open; take another, such as 4000',
  );
const postgres = () => address(/^postgres(ql)?$/, 'an address that begins with postgresql://');
const truth = () => z.enum(['true', 'false'], 'is neither true nor false').transform((text) => text === 'true');
const count = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'is not a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `is not between ${least} and ${most}`);
const text = () => z.string().min(1, 'is empty');
const tokens = () =>
  z
    .string()
    .transform((written) => written.split(',').map((token) => token.trim()))
    .refine((all) => all.every((token) => token.length >= 8 && token.length <= 200), 'has a token that is too short');
/** What has a reader of its own, which throws what is wrong with it. */
const readBy = <T>(parse: (written: string) => T) =>
  z.string().transform((written, check) => {
    try {
      return parse(written);
    } catch (error) {
      check.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'cannot be read' });
      return z.NEVER;
    }
  });
const keys = () => readBy((written) => KeyRing.parse(written));

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every setting of the server: its name, what it may be, its default, and what it is for. */
export const configShape = {
  PORT: count(0, 65_535).default(4000).describe('Port the server listens on; 0 takes a free one.'),
  HOST: text().default('127.0.0.1').describe('Address the server listens on; 0.0.0.0 in a container.'),
  PUBLIC_URL: opened().describe('Address people open. https makes the cookies Secure.'),
  DATABASE_URL: postgres().describe('Database as the role runway_app, which serves signed-in people.'),
  DATABASE_SIGNIN_URL: postgres().describe('The same database as runway_signin, which works before anybody is known.'),
  DATABASE_SYNC_URL: postgres().describe('The same database as runway_sync, which writes the books.'),
  DATABASE_WEBHOOK_URL: postgres().describe(
    'The same database as runway_webhook, which puts QuickBooks’ notices down and sees nothing.',
  ),
  DATABASE_JOBS_URL: postgres().describe(
    'The same database as runway_jobs, which keeps what the clock starts and sees nothing of the product.',
  ),
  DATABASE_OWNER_URL: postgres()
    .optional()
    .describe(
      'The same database as its owner, for `prepare-database` and the demo’s people; `tie-out` and `audit:verify` need a superuser there, since row-level security is forced on the owner too. The server itself never uses it.',
    ),
  DATABASE_POOL_SIZE: count(1, 100)
    .default(10)
    .describe('Connections each of the roles app, signin and sync may hold.'),
  QUICKBOOKS_CLIENT_ID: text().describe('Client id of the app registered with Intuit, or of the stand-in.'),
  QUICKBOOKS_CLIENT_SECRET: text().describe('Its secret.'),
  QUICKBOOKS_AUTHORIZE_URL: http()
    .default('https://appcenter.intuit.com/connect/oauth2')
    .describe('QuickBooks’ consent page.'),
  QUICKBOOKS_TOKEN_URL: http()
    .default('https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer')
    .describe('Where codes and refresh tokens are exchanged.'),
  QUICKBOOKS_REVOKE_URL: http()
    .default('https://developer.api.intuit.com/v2/oauth2/tokens/revoke')
    .describe('Where tokens are revoked.'),
  QUICKBOOKS_API_URL: http().default('https://quickbooks.api.intuit.com').describe('Host of the accounting API.'),
  QUICKBOOKS_APP_URL: http()
    .default('https://app.qbo.intuit.com')
    .describe(
      'QuickBooks’ own app, where people work in their books: issues link to its pages. Intuit does not document their addresses; they were not checked against the live site.',
    ),
  QUICKBOOKS_MONTHLY_CALLS: count(1, 100_000_000)
    .default(500_000)
    .describe(
      'Calls to QuickBooks a calendar month (UTC) for all companies. Reading may use 95 % of them, the rest is kept for sending decisions; those beyond wait for the next month.',
    ),
  QUICKBOOKS_WEBHOOK_TOKEN: tokens()
    .optional()
    .describe(
      'Verifier token of the app’s webhooks at Intuit; while it is replaced, both, comma-separated. Without it no notice is accepted.',
    ),
  MONGODB_URL: address(/^mongodb(\+srv)?$/, 'an address that begins with mongodb://')
    .optional()
    .describe('MongoDB that keeps what the clock starts, in place of PostgreSQL.'),
  SWEEP_AFTER_HOURS: count(1, 24)
    .default(4)
    .describe('Hours after which a client that nothing was heard of is looked at again.'),
  SESSION_KEYS: keys().describe(
    'Key ring that signs sessions: id:base64 of 32 bytes, comma-separated, the active one first.',
  ),
  TOKEN_KEYS: keys().describe('Key ring that seals QuickBooks’ tokens, written the same way.'),
  SYNC_CONCURRENCY: count(1, 64).default(8).describe('Companies synced at the same time.'),
  RATE_LIMIT_PER_MINUTE: count(1, 1_000_000).default(1200).describe('GraphQL requests a minute from one address.'),
  SOCKETS: count(1, 100_000).default(5000).describe('Open screens (WebSockets) this process serves at most.'),
  STOP_DELAY_MS: count(0, 8_000)
    .default(500)
    .describe('Milliseconds between /ready saying 503 and the end of listening, for balancers to notice.'),
  TRUST_PROXY: readBy((written) => ProxyList.parse(written))
    .optional()
    .describe(
      'Proxies in front, comma-separated addresses or ranges (`10.0.0.5,10.1.0.0/16`): who called them is read from the end of X-Forwarded-For. Without it the caller is the other end of the line.',
    ),
  DEMO: truth().default(false).describe('Lists the demo’s people on the sign-in page and opens introspection.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'is not a level')
    .default('info')
    .describe('Least severe lines that are logged.'),
  STATIC_DIR: text().default(here('../client/')).describe('Directory of the built app.'),
  SCHEMA_DIR: text().default(here('../schema/')).describe('Directory of the contract’s SDL.'),
} satisfies Record<string, z.ZodType>;

const shape = z.object(configShape);

export type Config = z.infer<typeof shape>;

/** Names every fault of the configuration, one a line; never a value. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((fault) => ` - ${fault}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/**
 * Reads the server's configuration from environment variables; an empty one counts as not set.
 * @throws ConfigError that names every fault at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.keys(configShape).map((name) => [name, environment[name] || undefined]));
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  throw new ConfigError(
    read.error.issues.map(({ path, message }) => {
      const name = path.map(String).join('.');
      return given[name] === undefined ? `${name} is not set` : `${name} ${message}`;
    }),
  );
}
