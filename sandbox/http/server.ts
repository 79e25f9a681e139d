import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CompanySource } from './companySource.js';
import { CallCounts, callKind, type CallKind } from './control/callCounts.js';
import { FaultsFile } from './control/faultsFile.js';
import { PlannedFaults } from './control/plannedFaults.js';
import { World } from './control/world.js';
import { fieldsOf, json, readBody, type Exchange } from './exchange.js';
import { Limits } from './limits.js';
import { Grants } from './oauth/grants.js';
import type { RegisteredApp } from './oauth/registeredApps.js';
import { DoneChanges } from './page/notices.js';
import { answer, companyPath, type Desk } from './router.js';
import { send } from './sending.js';
import { Webhooks } from './webhooks/webhooks.js';
import type { WebhookSettings } from './webhooks/webhookSettings.js';
import type { WriteNotice } from './webhooks/writeNotice.js';
import { WriteDesk } from './writes/writeDesk.js';

export interface SandboxServerOptions {
  store: CompanySource;
  /** Where `oauth.json` is kept. */
  dataDir: string;
  apps: readonly RegisteredApp[];
  now?: () => Date;
  /** Fixes every company's date. */
  today?: string;
  /** Opens /control to whoever sends it as X-Sandbox-Control; without it /control does not exist. */
  controlToken?: string;
  /** Enforces QuickBooks' request limits (10 a second, 500 a minute a company). Off by default. */
  limits?: boolean;
  /** How long the refresh value before the last one still works; 0 by default. */
  previousRefreshGraceMs?: number;
  /** The app's webhook endpoint and how posts are made; without address and token none are. */
  webhooks?: Partial<WebhookSettings>;
  /** Told of errors that are bugs. */
  onError?: (error: unknown) => void;
}

export interface SandboxServer {
  readonly server: Server;
  readonly grants: Grants;
  /** Tells the app's webhook endpoint of a write; every write over HTTP does so by itself. */
  readonly onWrite: (notice: WriteNotice) => void;
  /** Starts on 127.0.0.1; 0 takes a free port. Resolves with the address, like `http://127.0.0.1:4010`. */
  listen(port: number): Promise<string>;
  /** Stops taking requests, cuts idle connections, waits for what is on its way to disk. */
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 65_000;

async function exchangeOf(request: IncomingMessage): Promise<Exchange | undefined> {
  const host = request.headers.host ?? '127.0.0.1';
  const url = URL.canParse(request.url ?? '/', `http://${host}`)
    ? new URL(request.url ?? '/', `http://${host}`)
    : undefined;
  const body = await readBody(request);
  return url && body !== undefined
    ? { method: request.method ?? 'GET', url, headers: request.headers, body }
    : undefined;
}

/** Which company a request is about and what it is for; a refresh is about the company of its token. */
function about(exchange: Exchange, grants: Grants): { realmId: string | undefined; kind: CallKind | undefined } {
  const { pathname } = exchange.url;
  const company = companyPath(pathname);
  const form = pathname.startsWith('/oauth2/') ? fieldsOf(exchange) : undefined;
  const kind = callKind(exchange.method, pathname, company?.rest, form?.get('grant_type'));
  return { kind, realmId: company?.realmId ?? grants.realmOfRefresh(form?.get('refresh_token') ?? '') };
}

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const exchange = await exchangeOf(request);
  if (!exchange) {
    response.writeHead(400, { Connection: 'close' }).end();
    return;
  }
  const { pathname, search } = exchange.url;
  const call = { ...about(exchange, desk.grants), method: exchange.method, path: pathname + search };
  if (call.kind !== undefined) desk.counts.note(call.realmId, call.kind, performance.now());
  const bendable = !/^\/(control|books|app)(\/|$)/.test(pathname);
  const fault = bendable ? desk.faults.take(call, desk.now().getTime()) : undefined;
  const right = fault?.before === true ? json(200, '') : await answer(exchange, desk);
  if (fault) desk.metFaults.note(fault, call, right.status, desk.now());
  if (right.status === 429 || fault?.status === 429) desk.counts.noteThrottled(call.realmId);
  await send(response, right, { fault, now: desk.now(), started });
}

/** Builds the stand-in: OAuth, the API, the consent page and, with a token, the control surface. */
export async function createSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const world = new World();
  const clock = options.now ?? (() => new Date());
  const now = (): Date => new Date(clock().getTime() + world.skewMs);
  const grants = await Grants.open({
    dataDir: options.dataDir,
    now,
    previousRefreshGraceMs: options.previousRefreshGraceMs,
  });
  const webhooks = new Webhooks({
    dataDir: options.dataDir,
    clientId: options.apps[0]?.clientId ?? '',
    settings: options.webhooks,
    connected: (realmId) => options.apps.some(({ clientId }) => grants.connectedRealms(clientId).has(realmId)),
  });
  const desk: Desk = {
    store: options.store,
    apps: options.apps,
    grants,
    faults: new PlannedFaults(),
    metFaults: new FaultsFile(options.dataDir),
    limits: options.limits === true ? new Limits() : undefined,
    counts: new CallCounts(),
    world,
    webhooks,
    writes: new WriteDesk(options.dataDir, options.store, (notice) => void webhooks.take(notice)),
    done: new DoneChanges(),
    controlToken: options.controlToken,
    today: options.today,
    now,
    onError: options.onError ?? (() => undefined),
  };
  const server = createServer((request, response) => {
    serve(desk, request, response).catch((error: unknown) => {
      if (!response.destroyed && !request.destroyed) desk.onError(error);
      response.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return {
    server,
    grants,
    onWrite: (notice) => void webhooks.take(notice),
    listen: (port) => listen(server, port),
    close: async () => {
      await close(server, grants);
      desk.writes.close();
      await webhooks.close();
    },
  };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

async function close(server: Server, grants: Grants): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 2000);
  await closed;
  clearTimeout(cut);
  await grants.close();
}
