/**
 * What chaos stands on: one PostgreSQL, the stand-in with its companies, two processes of the product, and people who are
 * signed in. Works on the build. Who proves something else than the sync says in `ways` what is otherwise.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { stopEmbeddedPostgres } from '../../dist/server/platform/embeddedPostgres.js';
import { createLogger } from '../../dist/server/platform/logger.js';
import { prepareDatabase } from '../../dist/server/platform/prepareDatabase.js';
import { DEMO_PASSWORD, seedPeople } from '../../dist/server/seeds/people.js';
import { ProductSession } from '../../dist/server/seeds/productSession.js';
import { dateInZone } from '../../dist/sandbox/ledger/calendar.js';
import { Program } from './processes.mjs';
import { TokenWitness } from './tokenWitness.mjs';

const SERVERS = 2;
/** The product's clock runs so much faster: a dead process's lease ends in seven seconds, and backoffs are short. */
export const CLOCK_SPEED = 3;
/** Longer than changes are late and the stand-in's clock jumps together. */
const OVERLAP_MS = 30_000;
const ASK_AGAIN_MS = 400;
const MOST_ASKS = 150;

const SYNC_WAYS = {
  program: new URL('syncProcess.mjs', import.meta.url).href,
  settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  syncConcurrency: '12',
  /** Whether the stand-in's clock runs as fast as the product's. */
  oneClock: false,
  /** Further settings of the stand-in. */
  standIn: {},
  /** Further settings of a process of the product, given in CHAOS_PRODUCT. */
  product: {},
};

export class ChaosGround {
  /** `ways`: the program that a process of the product runs, and settings of PostgreSQL, the stand-in and the product. */
  static async start({ companies, bug, ways = {} }) {
    const directory = mkdtempSync(join(tmpdir(), 'runway-chaos-'));
    // PostgreSQL runs as another user where this runs as root; it must be able to pass.
    chmodSync(directory, 0o755);
    const ground = new this(directory, { ...SYNC_WAYS, ...ways });
    try {
      await ground.#start(companies, bug);
      return ground;
    } catch (error) {
      await ground.stop();
      throw error;
    }
  }

  constructor(directory, ways) {
    this.directory = directory;
    this.ways = ways;
    this.servers = [];
    this.tokens = new TokenWitness();
    this.kills = 0;
    /** Clients whose run goes on. */
    this.living = new Set();
    this.clockOrigin = Date.now();
    this.sessions = new Map();
  }

  async #start(companies, bug) {
    const { settings } = this.ways;
    const logger = createLogger('error', process.stderr);
    this.database = await prepareDatabase({ directory: this.directory, database: 'chaos', settings, logger });
    await seedPeople(this.database.DATABASE_OWNER_URL);
    this.owner = new pg.Pool({ connectionString: this.database.DATABASE_OWNER_URL, max: 8 });
    this.owner.on('error', () => undefined);
    const addresses = [];
    for (let nth = 0; nth < SERVERS; nth += 1) addresses.push(`http://localhost:${await freePort()}`);
    await this.#startStandIn(companies, addresses);
    const environment = this.#environment(bug);
    const apis = await this.quickBooksOf(addresses);
    this.servers = addresses.map((address, nth) => {
      const env = { ...environment, QUICKBOOKS_API_URL: apis[nth], PUBLIC_URL: address, PORT: new URL(address).port };
      const program = new Program(this.ways.program, env, (told) => this.heard(this.servers[nth], told));
      return Object.assign(program, { address });
    });
    await Promise.all(this.servers.map((server) => server.start()));
    await this.hookTo(this.servers[0]);
  }

  /** Where each process of the product finds QuickBooks' API. */
  async quickBooksOf(addresses) {
    return addresses.map(() => this.url);
  }

  /** A process of the product told something. */
  heard() {}

  async #startStandIn(companies, addresses) {
    const dataDir = join(this.directory, 'stand-in');
    mkdirSync(dataDir);
    this.dataDir = dataDir;
    this.journals = join(dataDir, 'companies');
    this.app = { name: 'RowCol Runway', clientId: 'runway-chaos', clientSecret: randomBytes(16).toString('hex') };
    this.secrets = { control: randomBytes(16).toString('hex'), webhook: randomBytes(16).toString('hex') };
    const settings = {
      dataDir,
      companies,
      today: dateInZone(new Date(), 'America/New_York'),
      app: { ...this.app, redirectUris: addresses.map((address) => `${address}/quickbooks/callback`) },
      controlToken: this.secrets.control,
      webhooks: { verifierToken: this.secrets.webhook, clockScale: 10 },
      ...(this.ways.oneClock && { clock: { origin: this.clockOrigin, speed: CLOCK_SPEED } }),
      ...this.ways.standIn,
    };
    const program = new URL('standInProcess.mjs', import.meta.url).href;
    this.standIn = new Program(program, { CHAOS_STAND_IN: JSON.stringify(settings) }, (told) => this.tokens.hear(told));
    this.url = (await this.standIn.start()).url;
  }

  #environment(bug) {
    const key = () => `k1:${randomBytes(32).toString('base64')}`;
    const product = {
      bug,
      clockOrigin: this.clockOrigin,
      clockSpeed: CLOCK_SPEED,
      overlapMs: OVERLAP_MS,
      timeoutMs: 4_000,
      ...this.ways.product,
    };
    return {
      ...this.database,
      CHAOS_PRODUCT: JSON.stringify(product),
      SESSION_KEYS: key(),
      TOKEN_KEYS: key(),
      QUICKBOOKS_CLIENT_ID: this.app.clientId,
      QUICKBOOKS_CLIENT_SECRET: this.app.clientSecret,
      QUICKBOOKS_AUTHORIZE_URL: `${this.url}/connect/oauth2`,
      QUICKBOOKS_TOKEN_URL: `${this.url}/oauth2/v1/tokens/bearer`,
      QUICKBOOKS_REVOKE_URL: `${this.url}/v2/oauth2/tokens/revoke`,
      QUICKBOOKS_WEBHOOK_TOKEN: this.secrets.webhook,
      QUICKBOOKS_MONTHLY_CALLS: '100000000',
      RATE_LIMIT_PER_MINUTE: '1000000',
      SYNC_CONCURRENCY: this.ways.syncConcurrency,
      DEMO: 'true',
      LOG_LEVEL: process.env.CHAOS_LOG ?? 'error',
    };
  }

  /** The instant it is for the product. */
  now() {
    return new Date(this.clockOrigin + (Date.now() - this.clockOrigin) * CLOCK_SPEED);
  }

  /** Webhooks go to this process from now on. */
  hookTo(server) {
    return this.control('POST webhooks', { url: `${server.address}/quickbooks/webhooks` });
  }

  /** One call of the stand-in's control surface, like `POST lag`. */
  async control(what, body) {
    const [method, path] = what.split(' ');
    const response = await fetch(`${this.url}/control/${path}`, {
      method,
      // On a line of its own: one that is kept may be closed by the other side just when it is used again.
      headers: {
        'x-sandbox-control': this.secrets.control,
        'content-type': 'application/json',
        connection: 'close',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`control ${what} answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** kill -9 of one process of the product; notices go to the other one meanwhile. Answers once it is back. */
  async kill(server) {
    this.kills += 1;
    const other = this.servers.find((candidate) => candidate !== server) ?? server;
    const back = server.killAndRestart();
    await this.hookTo(other);
    await back;
  }

  /** Does something as a person, at whichever process answers, as often as it takes while processes die. */
  async asPerson(email, work) {
    let last;
    for (let attempt = 0; attempt < MOST_ASKS; attempt += 1) {
      const server = this.servers[attempt % this.servers.length];
      const key = `${email} ${server.address}`;
      try {
        const session = this.sessions.get(key) ?? (await ProductSession.signIn(server.address, email, DEMO_PASSWORD));
        this.sessions.set(key, session);
        return await work(session);
      } catch (error) {
        last = error;
        if (/sign/i.test(error.message)) this.sessions.delete(key);
        await wait(ASK_AGAIN_MS);
      }
    }
    throw new Error(`no process did what ${email} asked`, { cause: last });
  }

  async rows(sql, values = []) {
    return (await this.owner.query(sql, values)).rows;
  }

  /** Once, whoever asks: a set that is ended before its time stops it beside the set itself. */
  stop() {
    return (this.stopped ??= this.#stopAll());
  }

  async #stopAll() {
    await Promise.all([...this.servers, ...(this.standIn ? [this.standIn] : [])].map((program) => program.stop()));
    await this.owner?.end();
    await stopEmbeddedPostgres(join(this.directory, 'postgres'));
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
