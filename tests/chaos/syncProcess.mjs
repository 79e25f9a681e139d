/**
 * The product as one process of several on a database: what server/main.ts composes, with waits short enough for chaos,
 * a clock that runs faster, and on demand one deliberate bug. Settings come as JSON in CHAOS_PRODUCT.
 */
import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from '../../dist/server/app.js';
import { readConfig } from '../../dist/server/config.js';
import { entities } from '../../dist/server/entities.js';
import { Database } from '../../dist/server/platform/database.js';
import { DatabaseListener } from '../../dist/server/platform/listener.js';
import { createLogger } from '../../dist/server/platform/logger.js';
import { DEFAULT_RETRY } from '../../dist/server/quickbooks/retry.js';
import { quickBooksSettings } from '../../dist/server/quickbooks/quickBooksSettings.js';
import { SharedGate } from '../../dist/server/quickbooks/sharedGate.js';
import { ConnectionTokens } from '../../dist/server/quickbooks/tokens.js';
import { createServices } from '../../dist/server/services.js';
import { RunContext } from '../../dist/server/sync/runContext.js';

const { bug, clockOrigin, clockSpeed, overlapMs, timeoutMs } = JSON.parse(process.env.CHAOS_PRODUCT);
const SAVED_AFTER_MS = 1_500;

/** The deliberate bug: whoever renews uses the token at once, and it is saved when there is time. */
class SavedAfterUse extends ConnectionTokens {
  async keep(_tx, clientId, sealedGrant, insteadOf) {
    void delay(SAVED_AFTER_MS).then(() =>
      this.parts.database
        .asSync({ clientId }, (tx) => super.keep(tx, clientId, sealedGrant, insteadOf))
        .catch((error) => this.parts.logger.warn({ err: error }, 'a token was not saved')),
    );
  }
}

/** The deliberate bug: what was merged is shown before its figures are there. */
function showEarly() {
  const { merge } = RunContext.prototype;
  RunContext.prototype.merge = async function (extent) {
    const merged = await merge.call(this, extent);
    const shown = [merged.version, this.lease.clientId];
    await this.reading((tx) => tx.execute('update books set version = ? where client_id = ?', shown));
    return merged;
  };
}

if (bug === 'shown-early') showEarly();
const clock = { now: () => new Date(clockOrigin + (Date.now() - clockOrigin) * clockSpeed) };
const config = readConfig(process.env);
const logger = createLogger(config.LOG_LEVEL);
const database = await Database.connect(
  {
    app: config.DATABASE_URL,
    signIn: config.DATABASE_SIGNIN_URL,
    sync: config.DATABASE_SYNC_URL,
    webhook: config.DATABASE_WEBHOOK_URL,
  },
  logger,
  entities,
  { poolSize: config.DATABASE_POOL_SIZE },
);
const notices = await DatabaseListener.connect(config.DATABASE_URL, logger);
const monthlyCalls = config.QUICKBOOKS_MONTHLY_CALLS;
const services = createServices({
  database,
  notices,
  clock,
  logger,
  sessionKeys: config.SESSION_KEYS,
  tokenKeys: config.TOKEN_KEYS,
  demo: config.DEMO,
  quickBooks: { ...quickBooksSettings(config), timeoutMs },
  syncConcurrency: config.SYNC_CONCURRENCY,
  webhookTokens: config.QUICKBOOKS_WEBHOOK_TOKEN ?? [],
  sweepAfterHours: config.SWEEP_AFTER_HOURS,
  retry: { ...DEFAULT_RETRY, baseMs: 50, capMs: 1_000 },
  limiter: new SharedGate({
    database,
    logger,
    monthlyCalls,
    sleep: DEFAULT_RETRY.sleep,
    random: Math.random,
    rests: { failedMs: 1_500, throttledMs: 2_500 },
  }),
  overlapMs: bug === 'no-overlap' ? 0 : overlapMs,
  ...(bug === 'token-after-use' ? { createTokens: (parts) => new SavedAfterUse(parts) } : {}),
});
const app = await createApp({ config, database, services, clock, logger, isStopping: () => false });
await notices.ready();
await app.listen({ port: config.PORT, host: config.HOST });
services.noticeWorker.start();
await services.syncWorker.start();
process.send?.({ kind: 'listening' });
// Whoever started this process is gone: nothing outlives it.
process.on('disconnect', () => process.exit(0));
