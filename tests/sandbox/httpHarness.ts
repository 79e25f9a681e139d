import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Company } from '../../sandbox/ledger/company.js';
import { createSandboxServer, type SandboxServer, type SandboxServerOptions } from '../../sandbox/http/server.js';
import { REALM, TODAY } from './smallCompany.js';

export const CLIENT = { id: 'client-id', secret: 'client-secret', redirect: 'http://127.0.0.1:9/callback' };
export const CONTROL = 'control-token';
export const BASIC = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;

export interface Tokens {
  access_token: string;
  refresh_token: string;
  [name: string]: unknown;
}

export interface Running {
  url: string;
  dataDir: string;
  sandbox: SandboxServer;
  clock: { now: number };
  /** Walks consent and exchange; the tokens of a company. */
  connect(realmId?: string, scope?: string): Promise<Tokens>;
  /** POST to the token endpoint. */
  token(fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** GET below /v3/company/{realm} as JSON. */
  get(
    path: string,
    token: string,
    realmId?: string,
  ): Promise<{ status: number; text: string; body: Body; headers: Headers }>;
  control(method: string, path: string, body?: unknown): Promise<Response>;
  /** Stops the server; the data directory stays for a second start. */
  stop(): Promise<void>;
  cleanUp(): Promise<void>;
}

const form = (fields: Record<string, string>): URLSearchParams => new URLSearchParams(fields);

export async function consent(url: string, fields: Record<string, string>): Promise<URL> {
  const answer = await fetch(`${url}/connect/oauth2/consent`, {
    method: 'POST',
    body: form(fields),
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? 'http://nowhere.invalid/');
}

/** Starts the stand-in over some companies on a free port, with a clock the test moves. */
export async function start(
  companies: readonly Company[],
  options: Partial<SandboxServerOptions> = {},
): Promise<Running> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'sandbox-http-')));
  const clock = { now: Date.parse(`${TODAY}T18:00:00Z`) };
  const store = {
    companies: () => companies,
    company: (id: string) => companies.find((c) => c.profile.realmId === id),
  };
  const sandbox = await createSandboxServer({
    store,
    dataDir,
    apps: [{ clientId: CLIENT.id, clientSecret: CLIENT.secret, redirectUris: [CLIENT.redirect] }],
    now: () => new Date(clock.now),
    today: TODAY,
    controlToken: CONTROL,
    onError: (error) => process.stderr.write(`${String((error as Error).stack)}\n`),
    ...options,
  });
  const url = await sandbox.listen(0);
  const token: Running['token'] = (fields, headers = {}) =>
    fetch(`${url}/oauth2/v1/tokens/bearer`, {
      method: 'POST',
      body: form(fields),
      headers: { Authorization: BASIC, ...headers },
    });
  return {
    url,
    dataDir,
    sandbox,
    clock,
    token,
    async connect(realmId = REALM, scope = 'com.intuit.quickbooks.accounting') {
      const back = await consent(url, {
        client_id: CLIENT.id,
        redirect_uri: CLIENT.redirect,
        scope,
        state: 's',
        realm_id: realmId,
        decision: 'allow',
      });
      const answer = await token({
        grant_type: 'authorization_code',
        code: back.searchParams.get('code') ?? '',
        redirect_uri: CLIENT.redirect,
      });
      return (await answer.json()) as Tokens;
    },
    async get(path, bearer, realmId = REALM) {
      const answer = await fetch(`${url}/v3/company/${realmId}${path}`, {
        headers: { Authorization: `Bearer ${bearer}`, Accept: 'application/json' },
      });
      const text = await answer.text();
      return { status: answer.status, text, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers };
    },
    control: (method, path, body) =>
      fetch(`${url}/control/${path}`, {
        method,
        headers: { 'X-Sandbox-Control': CONTROL },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: () => sandbox.close(),
    cleanUp: () => rm(dataDir, { recursive: true, force: true }),
  };
}

interface Line {
  Amount: number;
  DetailType: string;
  LinkedTxn: { TxnId: string; TxnType: string }[];
}

/** An entity as answered; only what tests reach for is named. */
export interface Entity {
  [name: string]: unknown;
  Id: string;
  DocNumber: string;
  DisplayName: string;
  CompanyName: string;
  AccountType: string;
  TotalAmt: number;
  Balance: number;
  CurrentBalance: number;
  LinkedTxn: unknown[];
  Line: Line[];
  MetaData: { CreateTime: string; LastUpdatedTime: string };
}

/** An answer's JSON: an entity under its name, a query's rows, a report, or a fault in either envelope. */
export interface Body {
  [name: string]: unknown;
  time: string;
  CompanyInfo: Entity;
  Account: Entity;
  Bill: Entity;
  BillPayment: Entity;
  Deposit: Entity;
  Invoice: Entity;
  Payment: Entity;
  Preferences: Entity;
  QueryResponse: Record<string, Entity[] | undefined>;
  Header: Record<string, unknown>;
  Rows: { Row: unknown[] };
  Fault: { type: string; Error: { Message: string; Detail: string; code: string }[] };
  fault: { type: string; error: { message: string; detail: string; code: string }[] };
}
