import { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from './logger.js';

type Handle = (payload: string) => void;

/** A connection that is cut without a word is noticed within two of these. */
const CHECK_EVERY_MS = 15_000;
const LONGEST_ANSWER_MS = 5_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** What transactions tell the database's channels once they have committed, as whoever hears it sees it. */
export interface Notices {
  /** Answers how to end it. */
  on(channel: string, handle: Handle): () => void;
  /** Notices may have been missed. Answers how to end it. */
  onGap(handle: () => void): () => void;
}

export interface ListenerOptions {
  /** How often the connection is asked whether it lives, in milliseconds. */
  readonly checkEveryMs?: number;
}

/**
 * Hears what transactions tell the database's channels (NOTIFY) once they have committed, on one connection of its own.
 * Responsible for: living through a lost connection, and saying that notices may have been missed meanwhile. Never:
 * deciding anything from a notice; whoever hears one reads the rest under its own scope.
 */
export class DatabaseListener implements Notices {
  readonly #channels = new Map<string, Set<Handle>>();
  readonly #gaps = new Set<() => void>();
  readonly #closing = new AbortController();
  #connected: Connected | null = null;
  #reconnecting: Promise<void> = Promise.resolve();

  private constructor(
    private readonly url: string,
    private readonly logger: Logger,
    private readonly checkEveryMs: number,
  ) {}

  /** Connects as the role of `url`; any role may listen. Rejects when the database cannot be reached at first. */
  static async connect(url: string, logger: Logger, options: ListenerOptions = {}): Promise<DatabaseListener> {
    const listener = new DatabaseListener(url, logger, options.checkEveryMs ?? CHECK_EVERY_MS);
    await listener.#open();
    return listener;
  }

  /** Calls `handle` with every payload told on the channel from now on (`ready` says when); answers how to end that. */
  on(channel: string, handle: Handle): () => void {
    if (!/^[a-z_]{1,60}$/.test(channel)) throw new Error('a channel is named in small letters');
    const handles = this.#channels.get(channel) ?? new Set();
    const isNew = handles.size === 0;
    this.#channels.set(channel, handles.add(handle));
    if (isNew) void this.#say(`listen ${channel}`);
    return () => {
      if (!handles.delete(handle) || handles.size > 0) return;
      this.#channels.delete(channel);
      void this.#say(`unlisten ${channel}`);
    };
  }

  /** Calls `handle` whenever the connection was lost and is there again: notices may have been missed in between. */
  onGap(handle: () => void): () => void {
    this.#gaps.add(handle);
    return () => void this.#gaps.delete(handle);
  }

  /** Answers once every channel asked for so far is listened to, also after a connection that was lost. */
  async ready(): Promise<void> {
    await this.#reconnecting;
    await this.#say('select 1');
  }

  /** Ends the connection; nothing is told any more. Safe to repeat. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#channels.clear();
    this.#gaps.clear();
    this.#connected?.end();
    await this.#reconnecting;
  }

  /** A statement that fails costs the connection; the next one names every channel again. */
  async #say(sql: string): Promise<void> {
    await this.#connected?.say(sql).catch(() => undefined);
  }

  async #open(): Promise<void> {
    const connected = await connect(this.url, this.checkEveryMs, {
      heard: (channel, payload) => this.#tell(channel, payload),
      lost: (error) => this.#onLost(error),
    });
    this.#connected = connected;
    if (this.#closing.signal.aborted) connected.end();
    else for (const channel of this.#channels.keys()) await connected.say(`listen ${channel}`);
  }

  #onLost(error: unknown): void {
    this.#connected = null;
    if (this.#closing.signal.aborted) return;
    this.logger.warn({ err: error }, 'the connection that hears the database’s notices is lost');
    // One after the other: a connection may be lost again while its channels are being named.
    this.#reconnecting = this.#reconnecting.then(() => this.#reconnect());
  }

  async #reconnect(): Promise<void> {
    const { signal } = this.#closing;
    for (let wait = FIRST_WAIT_MS; !this.#connected && !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      // Half of it at random, so that many processes do not come back in one instant.
      await delay(wait / 2 + (Math.random() * wait) / 2, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await this.#open();
      } catch (error) {
        this.logger.warn({ err: error, waitMs: wait }, 'the database’s notices cannot be heard yet');
      }
    }
    if (!this.#connected || signal.aborted) return;
    this.logger.info('the database’s notices are heard again');
    for (const handle of this.#gaps) this.#guarded(handle);
  }

  #tell(channel: string, payload: string): void {
    for (const handle of this.#channels.get(channel) ?? []) this.#guarded(() => handle(payload));
  }

  #guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.logger.error({ err: error }, 'whoever was told a notice failed');
    }
  }
}

interface Connected {
  /** Runs a statement after those before it. When it fails, the connection is lost, and told so. */
  say(sql: string): Promise<void>;
  /** Ends it at once, and not as lost. */
  end(): void;
}

interface Ears {
  heard(channel: string, payload: string): void;
  /** Called once, for a connection that had been made. */
  lost(error: unknown): void;
}

async function connect(url: string, checkEveryMs: number, ears: Ears): Promise<Connected> {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    // A socket of our own: one whose other end is silent cannot be ended politely.
    stream: () => socket,
    keepAlive: true,
    connectionTimeoutMillis: LONGEST_ANSWER_MS,
    query_timeout: LONGEST_ANSWER_MS,
    application_name: 'runway-listener',
  });
  let over = false;
  let made = false;
  const end = (): void => {
    over = true;
    clearInterval(check);
    socket.destroy();
  };
  const lose = (error: unknown): void => {
    if (over) return;
    end();
    if (made) ears.lost(error);
  };
  let said: Promise<unknown> = Promise.resolve();
  const say = async (sql: string): Promise<void> => {
    const before = said;
    const saying = before.then(() => client.query(sql));
    said = saying.catch(lose);
    await saying;
  };
  const check = setInterval(() => void say('select 1').catch(() => undefined), checkEveryMs);
  check.unref();
  client.on('error', lose);
  client.on('end', () => lose(new Error('the database ended the connection')));
  client.on('notification', ({ channel, payload }) => over || ears.heard(channel, payload ?? ''));
  try {
    await client.connect();
    made = true;
    return { say, end };
  } catch (error) {
    end();
    throw error;
  }
}
