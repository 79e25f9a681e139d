/**
 * The ground of decisions: that of `tests/chaos`, with companies that are connected and shared by two advisors, a proxy on
 * every line between devices and server and between each server and QuickBooks, and QuickBooks' limits six times as wide.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findPlaces } from '../../dist/server/platform/postgresFiles.js';
import { ChaosGround } from '../chaos/chaosGround.mjs';
import { OneClient } from '../chaos/oneClient.mjs';
import { ADVISOR } from '../chaos/people.mjs';
import { DEVICES } from './people.mjs';
import { TcpProxy } from './proxy/tcpProxy.mjs';
import { CALL_TIMEOUT_MS, SENDING } from './scale.mjs';
import { StruckThere } from './struckThere.ts';

const FIRST_REALM = 4_620_816_100_000_000;
const OLD_DOCUMENTS = 24;

/** What a start of the gate's function says, and what it says here. */
const WIDER = [
  ["interval '1.05 seconds'", "interval '0.17 seconds'"],
  ["interval '60.05 seconds'", "interval '5 seconds'"],
  ["interval '130 seconds'", "interval '6 seconds'"],
];

export class DecisionGround extends ChaosGround {
  /** By kind: how often a fault met something. */
  struck = new Map();
  /** What the stand-in says of its own faults. */
  struckThere = new StruckThere(this);
  #up = new Set();
  #restarting = Promise.resolve();
  #posted = new Map();

  /**
   * @param companies how many. @param bug one deliberate bug, or null. @param isPaced QuickBooks' own limits, and no undo
   * window: for measuring. @param environment settings of the product's processes.
   */
  static async begin({ companies, bug, seed, isPaced = false, environment = {} }) {
    const made = Array.from({ length: companies }, (_, nth) => ({
      realmId: String(FIRST_REALM + nth),
      seed: `${seed} ${nth}`,
      documents: OLD_DOCUMENTS,
    }));
    const ways = {
      program: new URL('decisionProcess.mjs', import.meta.url).href,
      // A crash of PostgreSQL must not take back what it committed; the machine itself does not crash.
      settings: { fsync: 'off', full_page_writes: 'off' },
      product: {
        ...{ environment, timeoutMs: CALL_TIMEOUT_MS, sending: isPaced ? { ...SENDING, undoMs: 0 } : SENDING },
        // Under QuickBooks' own limits what the product waits for, such as reading a long queue's books once, comes no sooner.
        ...(isPaced && { clockSpeed: 1 }),
      },
      standIn: { limits: isPaced },
      // Decisions are on trial, and every effect asks for a sync.
      syncConcurrency: '2',
      // A mark is looked for among payments since the attempt: one of the two clocks, the other of which says when.
      oneClock: !isPaced,
    };
    const ground = await this.start({ companies: made, bug, ways });
    try {
      if (!isPaced) await ground.#widenLimits();
      await ground.#openDevices();
      await ground.#connect(made);
      return ground;
    } catch (error) {
      await ground.stop();
      throw error;
    }
  }

  noteStrike(kind, times = 1) {
    this.struck.set(kind, (this.struck.get(kind) ?? 0) + times);
  }

  async quickBooksOf(addresses) {
    const port = Number(new URL(this.url).port);
    this.toQuickBooks = addresses.map(
      () =>
        new TcpProxy(
          () => port,
          (kind) => this.noteStrike(`QuickBooks: ${kind}`),
        ),
    );
    await Promise.all(this.toQuickBooks.map((proxy) => proxy.start()));
    return this.toQuickBooks.map(({ port: own }) => `http://127.0.0.1:${own}`);
  }

  /** A process that stands at an armed point is killed there. */
  heard(server, { kind, point }) {
    if (kind !== 'reached') return;
    this.noteStrike(`killed: ${point}`);
    void this.kill(server);
  }

  async kill(server) {
    this.#up.delete(server);
    await super.kill(server);
    this.#up.add(server);
  }

  /** PostgreSQL dies as if its power was cut, and comes back. */
  restartPostgres() {
    this.#restarting = this.#restarting.then(async () => {
      const { native, data, runAs } = findPlaces(join(this.directory, 'postgres'));
      const args = ['-D', data, '-m', 'immediate', '-l', join(data, 'server.log'), '-w', '-t', '60', 'restart'];
      const environment = { PATH: process.env.PATH, LC_ALL: 'C' };
      const stopped = promisify(execFile)(join(native, 'bin', 'pg_ctl'), args, {
        ...runAs,
        cwd: '/',
        env: environment,
        timeout: 60_000,
      });
      await stopped;
      this.noteStrike('PostgreSQL restarted');
    });
    return this.#restarting;
  }

  /** Rows as the owner; asked again while PostgreSQL comes back. */
  async rows(sql, values = []) {
    for (let tries = 1; ; tries += 1) {
      try {
        return await super.rows(sql, values);
      } catch (error) {
        const isGone =
          /terminat|ECONN|starting up|shutting down|not yet accepting|recovery|closed the connection/i.test(
            error.message,
          );
        if (!isGone || tries === 60) throw error;
        await wait(250);
      }
    }
  }

  /** Posts documents into a company's books, as a bookkeeper does; answers their ids in order. */
  post(realmId, inputs) {
    return new Promise((resolve) => {
      this.#posted.set(realmId, resolve);
      this.standIn.say({ kind: 'post', realmId, inputs });
    });
  }

  /** Ends all weather: lines are whole, nothing is armed, QuickBooks is well, both processes and the database are up. */
  async calm() {
    for (const proxy of [...this.toQuickBooks, ...this.lines.values()]) proxy.calm();
    for (const server of this.servers) server.say({ kind: 'disarm' });
    await this.control('DELETE faults');
    await this.control('DELETE webhooks/faults');
    await this.struckThere.look();
    await this.#restarting;
    const until = Date.now() + 60_000;
    while (this.#up.size < this.servers.length && Date.now() < until) await wait(50);
  }

  async stop() {
    await super.stop();
    await Promise.all([...(this.toQuickBooks ?? []), ...(this.lines?.values() ?? [])].map((proxy) => proxy.stop()));
  }

  async #widenLimits() {
    const [{ text }] = await this.rows(
      "select pg_get_functiondef(oid) as text from pg_proc where proname = 'reserve_quickbooks_call'",
    );
    const wider = WIDER.reduce((sql, [from, to]) => sql.replaceAll(from, to), text);
    if (wider === text) throw new Error('the limits of reserve_quickbooks_call read otherwise now');
    await this.rows(wider);
  }

  /** One line a device, that leads to whichever process is up, as a balancer does. */
  async #openDevices() {
    this.#up = new Set(this.servers);
    let turn = 0;
    const portOf = ({ address }) => Number(new URL(address).port);
    const target = () => portOf([...this.#up][(turn += 1) % Math.max(1, this.#up.size)] ?? this.servers[0]);
    this.lines = new Map(
      DEVICES.map(({ name }) => [name, new TcpProxy(target, (kind) => this.noteStrike(`device: ${kind}`))]),
    );
    await Promise.all([...this.lines.values()].map((proxy) => proxy.start()));
  }

  async #connect(companies) {
    this.standIn.hear = (told) => {
      if (told.kind === 'posted') return this.#posted.get(told.realmId)?.(told.ids);
      this.struckThere.hear(told);
      return this.tokens.hear(told);
    };
    this.clients = companies.map(
      ({ realmId }) => new OneClient(this, { realmId, email: ADVISOR, excuse: () => 'planned', tell: () => undefined }),
    );
    for (const client of this.clients) await client.connect();
    await this.rows(
      `insert into access (client_id, principal_id, firm_id, role)
         select a.client_id, o.id, a.firm_id, o.role from access a join advisor o on o.firm_id = a.firm_id
           where o.email = any($1) on conflict do nothing`,
      [DEVICES.map(({ email }) => email)],
    );
    for (const client of this.clients) if (!(await client.settle())) throw new Error('a company was not synced');
  }
}
