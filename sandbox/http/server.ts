import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CompanySource } from './companySource.js';
import { PlannedFaults } from './control/plannedFaults.js';
import { readBody, type Exchange } from './exchange.js';
import { Limits } from './limits.js';
import { Grants } from './oauth/grants.js';
import type { RegisteredApp } from './oauth/registeredApps.js';
import { answer, realmOf, type Desk } from './router.js';
import { send } from './sending.js';

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
  /** Told of errors that are bugs. */
  onError?: (error: unknown) => void;
}

export interface SandboxServer {
  readonly server: Server;
  readonly grants: Grants;
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

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const exchange = await exchangeOf(request);
  if (!exchange) {
    response.writeHead(400, { Connection: 'close' }).end();
    return;
  }
  const { pathname, search } = exchange.url;
  const realmId = realmOf(pathname);
  if (realmId !== undefined) desk.counts.set(realmId, (desk.counts.get(realmId) ?? 0) + 1);
  const fault = pathname.startsWith('/control') ? undefined : desk.faults.take(realmId, pathname + search);
  await send(response, await answer(exchange, desk), { fault, now: desk.now(), started });
}

/** Builds the stand-in: OAuth, the API, the consent page and, with a token, the control surface. */
export async function createSandboxServer(options: SandboxServerOptions): Promise<SandboxServer> {
  const now = options.now ?? (() => new Date());
  const grants = await Grants.open({
    dataDir: options.dataDir,
    now,
    previousRefreshGraceMs: options.previousRefreshGraceMs,
  });
  const desk: Desk = {
    store: options.store,
    apps: options.apps,
    grants,
    faults: new PlannedFaults(),
    limits: options.limits === true ? new Limits() : undefined,
    counts: new Map(),
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
  return { server, grants, listen: (port) => listen(server, port), close: () => close(server, grants) };
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
