/**
 * The product as one process of several on a database: what server/composeServer.ts composes, with waits short enough for chaos,
 * a clock that runs faster, and on demand one deliberate bug. Settings come as JSON in CHAOS_PRODUCT.
 */
import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { composeServer } from '../../dist/server/composeServer.js';
import { readConfig } from '../../dist/server/config.js';
import { createLogger } from '../../dist/server/platform/logger.js';
import { ConnectionTokens } from '../../dist/server/quickbooks/tokens.js';
import { RunContext } from '../../dist/server/sync/runContext.js';
import { shortWaits } from './shortWaits.mjs';

const product = JSON.parse(process.env.CHAOS_PRODUCT);
const { bug } = product;
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
const config = readConfig(process.env);
const server = await composeServer(config, createLogger(config.LOG_LEVEL), (parts) => ({
  ...shortWaits(parts, config, product),
  ...(bug === 'no-overlap' ? { overlapMs: 0 } : {}),
  ...(bug === 'token-after-use' ? { createTokens: (made) => new SavedAfterUse(made) } : {}),
}));
await server.listen();
process.send?.({ kind: 'listening' });
// Whoever started this process is gone: nothing outlives it.
process.on('disconnect', () => process.exit(0));
