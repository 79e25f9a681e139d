/**
 * The product as one process of several on a database, for what happens to decisions: what server/composeServer.ts composes,
 * with waits short enough for chaos, points at which it can be killed, and on demand one deliberate bug. Settings come as
 * JSON in CHAOS_PRODUCT.
 */
import 'reflect-metadata';
import { composeServer } from '../../dist/server/composeServer.js';
import { readConfig } from '../../dist/server/config.js';
import { createLogger } from '../../dist/server/platform/logger.js';
import { shortWaits } from '../chaos/shortWaits.mjs';
import { putIn } from './bugs.mjs';
import { Failpoints } from './failpoints.mjs';

const product = JSON.parse(process.env.CHAOS_PRODUCT);
const failpoints = new Failpoints();
const config = readConfig({ ...process.env, ...product.environment });
const fromBug = putIn(product.bug);
globalThis.fetch = failpoints.aroundCalls(globalThis.fetch);
const server = await composeServer(config, createLogger(config.LOG_LEVEL), (parts) =>
  fromBug({
    ...shortWaits(parts, config, product),
    database: failpoints.around(parts.database),
    ...product.sending,
    failpoint: failpoints.atStep,
  }),
);
await server.listen();
process.send?.({ kind: 'listening' });
// Whoever started this process is gone: nothing outlives it.
process.on('disconnect', () => process.exit(0));
