import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../server/app.js';
import type { Clock } from '../../server/platform/clock.js';
import { DatabaseListener } from '../../server/platform/listener.js';
import { createLogger } from '../../server/platform/logger.js';
import { ProxyList } from '../../server/platform/proxyList.js';
import { KeyRing } from '../../server/platform/secrets.js';
import type { QuickBooksSettings } from '../../server/quickbooks/createQuickBooks.js';
import { createServices, type Services } from '../../server/services.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  constructor(private at = new Date('2026-11-21T12:00:00Z')) {}

  now(): Date {
    return this.at;
  }

  advance(milliseconds: number): void {
    this.at = new Date(this.at.getTime() + milliseconds);
  }
}

export interface TestApp {
  readonly test: TestDatabase;
  readonly clock: TestClock;
  readonly keys: KeyRing;
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly url: string;
  /** Lines the server logged. */
  readonly log: string[];
  stopping: boolean;
  close(): Promise<void>;
}

/** QuickBooks' addresses lead nowhere: tests that speak to it start the stand-in themselves. */
const NOWHERE = {
  clientId: 'test',
  clientSecret: 'test',
  authorizeUrl: 'http://127.0.0.1:9/connect/oauth2',
  tokenUrl: 'http://127.0.0.1:9/token',
  revokeUrl: 'http://127.0.0.1:9/revoke',
  apiUrl: 'http://127.0.0.1:9',
  redirectUri: 'http://localhost:4000/quickbooks/callback',
  timeoutMs: 1000,
};

/** The whole server on a port and a database of its own. */
export async function startTestApp(
  options: {
    demo?: boolean;
    publicUrl?: string;
    staticDir?: string;
    poolSize?: number;
    ratePerMinute?: number;
    sockets?: number;
    /** TRUST_PROXY as it is written. */
    trustProxy?: string;
    /** How often sockets are asked whether they live. */
    pingMs?: number;
    /** Keys another process of the same product signs sessions with. */
    keys?: KeyRing;
    /** A database that another process uses already; it is not closed with this one. */
    shared?: TestDatabase;
    /** The database to clone; the migrated and empty one by default. */
    template?: string;
    now?: Date;
    quickBooks?: Partial<QuickBooksSettings>;
    webhookTokens?: readonly string[];
  } = {},
): Promise<TestApp> {
  const { template } = options;
  const test =
    options.shared ??
    (await createTestDatabase({ poolSize: options.poolSize ?? 4, ...(template ? { template } : {}) }));
  const clock = new TestClock(options.now);
  const log: string[] = [];
  const logger = createLogger('info', { write: (line) => void log.push(line) });
  const keys = options.keys ?? KeyRing.parse(KeyRing.generate());
  const demo = options.demo ?? false;
  const notices = await DatabaseListener.connect(test.urls.app, logger);
  const parts = { database: test.database, clock, logger, sessionKeys: keys, tokenKeys: keys, demo };
  const state = { stopping: false };
  const services = createServices({
    ...parts,
    notices,
    quickBooks: { ...NOWHERE, ...options.quickBooks },
    syncConcurrency: 1,
    webhookTokens: options.webhookTokens ?? [],
    sweepAfterHours: 4,
  });
  const app = await createApp({
    ...parts,
    services,
    isStopping: () => state.stopping,
    ...(options.pingMs === undefined ? {} : { pingMs: options.pingMs }),
    config: {
      PUBLIC_URL: options.publicUrl ?? 'http://localhost:4000',
      DEMO: demo,
      STATIC_DIR: options.staticDir ?? '/nowhere',
      SCHEMA_DIR: fileURLToPath(new URL('../../schema/', import.meta.url)),
      RATE_LIMIT_PER_MINUTE: options.ratePerMinute ?? 100_000,
      SOCKETS: options.sockets ?? 5_000,
      TRUST_PROXY: options.trustProxy === undefined ? undefined : ProxyList.parse(options.trustProxy),
    },
  });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return Object.assign(state, {
    test,
    clock,
    keys,
    app,
    services,
    url,
    log,
    close: async () => {
      state.stopping = true;
      await app.close();
      await notices.close();
      if (!options.shared) await test.close();
    },
  });
}
