import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { fastify, type FastifyError, type FastifyInstance } from 'fastify';
import type { Config } from './config.js';
import { buildContract } from './contract/contract.js';
import { loadSdl } from './contract/sdl.js';
import { knowCallers } from './http/callers.js';
import { serveGraphql } from './http/graphql.js';
import { serveHealth } from './http/health.js';
import { principalOf } from './http/requestContext.js';
import { serveSubscriptions } from './http/subscriptions.js';
import { addSecurityHeaders } from './http/securityHeaders.js';
import { serveApp } from './http/staticFiles.js';
import { registerWebhookRoute } from './notices/webhookRoute.js';
import type { Clock } from './platform/clock.js';
import { countedAs } from './platform/countedAddress.js';
import type { Database } from './platform/database.js';
import type { Logger } from './platform/logger.js';
import { registerCallbackRoute } from './quickbooks/callbackRoute.js';
import { resolvers } from './resolvers.js';
import type { Services } from './services.js';

export interface AppParts {
  readonly config: Pick<
    Config,
    'PUBLIC_URL' | 'DEMO' | 'STATIC_DIR' | 'SCHEMA_DIR' | 'RATE_LIMIT_PER_MINUTE' | 'SOCKETS' | 'TRUST_PROXY'
  >;
  readonly database: Database;
  readonly services: Services;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly isStopping: () => boolean;
  /** How often sockets are asked whether they live, in milliseconds. Default 12 s. */
  readonly pingMs?: number;
}

/** The HTTP server, ready to listen: the contract, health, and the built app. Stops when contract and classes differ. */
export async function createApp(parts: AppParts): Promise<FastifyInstance> {
  const { config, logger } = parts;
  const https = config.PUBLIC_URL.startsWith('https:');
  const schema = await buildContract(loadSdl(config.SCHEMA_DIR), resolvers);
  const app = fastify({
    loggerInstance: logger,
    disableRequestLogging: true,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
  }) as unknown as FastifyInstance;
  knowCallers(app, config.TRUST_PROXY);
  logRequests(app, logger);
  endConnections(app, parts.isStopping);
  addSecurityHeaders(app, https);
  app.setErrorHandler(answerError(logger));
  await app.register(cookie);
  await app.register(rateLimit, { global: false, keyGenerator: ({ caller }) => countedAs(caller) });
  await app.register(compress, { threshold: 1024, globalDecompression: false, encodings: ['gzip', 'identity'] });
  serveHealth(app, parts);
  await serveGraphql(app, {
    ...parts,
    schema,
    publicUrl: config.PUBLIC_URL,
    secureCookies: https,
    introspection: config.DEMO,
    ratePerMinute: config.RATE_LIMIT_PER_MINUTE,
  });
  serveSubscriptions(app, {
    ...parts,
    schema,
    publicUrl: config.PUBLIC_URL,
    introspection: config.DEMO,
    mostSockets: config.SOCKETS,
    ratePerMinute: config.RATE_LIMIT_PER_MINUTE,
    proxies: config.TRUST_PROXY,
  });
  registerCallbackRoute(app, {
    connection: parts.services.connection,
    principalOf: (request) => principalOf(parts.services, request),
  });
  await registerWebhookRoute(app, parts.services.notices);
  await serveApp(app, config.STATIC_DIR);
  return app;
}

/** One line a request. The address without its query, which may carry a code of QuickBooks. */
function logRequests(app: FastifyInstance, logger: Logger): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const [path] = request.url.split('?');
    const line = { requestId: request.id, method: request.method, path, status: reply.statusCode };
    logger.info({ ...line, tookMs: Math.round(reply.elapsedTime) }, 'answered');
    done();
  });
}

/** While the server stops, an answered connection is not kept open: closing would wait for it until it times out. */
function endConnections(app: FastifyInstance, isStopping: () => boolean): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping()) reply.header('connection', 'close');
    done();
  });
  // An answer whose head had left before the stop could not say so: its connection ends with it.
  app.addHook('onResponse', (request, _reply, done) => {
    if (isStopping()) request.raw.socket.destroySoon();
    done();
  });
}

/** What the HTTP layer refuses (a body too large or unreadable, too many requests) in a sentence; never what broke inside. */
function answerError(logger: Logger) {
  return (
    error: FastifyError,
    request: { readonly id: string },
    reply: { code(status: number): { send(body: object): unknown } },
  ) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logger.error({ err: error, requestId: request.id }, 'a request failed');
    return reply.code(status).send({ errors: [{ message: sentenceOf(status, request.id) }] });
  };
}

function sentenceOf(status: number, reference: string): string {
  if (status === 413) return 'This request is too large.';
  if (status === 415) return 'Requests are JSON.';
  if (status === 429) return 'Too many requests. Wait a minute, then try again.';
  if (status < 500) return 'This request cannot be read.';
  return `Something went wrong on our side. Reference: ${reference}`;
}
