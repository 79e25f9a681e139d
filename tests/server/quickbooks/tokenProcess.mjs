// A process that reads one client, as the product's built code does it: says `ready`, waits for a line, renews, and prints
// the tokens that it would go on with. RUNWAY_TOKEN_PROCESS holds what it needs as JSON.
import { once } from 'node:events';
import { Database } from '../../../dist/server/platform/database.js';
import { createLogger } from '../../../dist/server/platform/logger.js';
import { KeyRing } from '../../../dist/server/platform/secrets.js';
import { QuickBooksOAuth } from '../../../dist/server/quickbooks/oauth.js';
import { ConnectionTokens } from '../../../dist/server/quickbooks/tokens.js';

const { urls, keys, oauth, clientId, promises } = JSON.parse(process.env.RUNWAY_TOKEN_PROCESS);
const logger = createLogger('silent');
const database = await Database.connect(urls, logger, []);
const tokens = new ConnectionTokens({
  database,
  oauth: new QuickBooksOAuth(oauth),
  keys: KeyRing.parse(keys),
  clock: { now: () => new Date() },
  logger,
});
process.stdout.write('ready\n');
await once(process.stdin, 'data');
const renewed = await Promise.all(Array.from({ length: promises }, () => tokens.source(clientId).refresh('access-1')));
process.stdout.write(`${JSON.stringify(renewed)}\n`);
await database.close();
process.exit(0);
