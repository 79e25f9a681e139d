import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { TestBrowser } from './browser.js';

export const CHANGES =
  'subscription { syncChanges { complete versions { clientId version sync { state phase percent rowsRead rowsPerSecond paused } } } }';

export interface Version {
  readonly clientId: string;
  readonly version: string;
  readonly sync: { readonly state: string; readonly percent: number | null; readonly paused: boolean };
}

export interface ChangesEvent {
  readonly complete: boolean;
  readonly versions: readonly Version[];
}

interface Message {
  readonly type: string;
  readonly payload?: unknown;
}

/** A device's open screen, over the wire as a browser speaks it. */
export class LiveSocket {
  readonly messages: Message[] = [];
  readonly events: ChangesEvent[] = [];
  closed: { code: number; reason: string } | null = null;
  /** Told each event as it arrives. */
  onEvent: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => this.hear(JSON.parse(data.toString()) as Message));
    socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() };
    });
    socket.on('error', () => undefined);
  }

  /** Opens a socket with the browser's cookies, from its own page unless told otherwise. Rejects when it is not let in. */
  static async open(
    browser: TestBrowser,
    options: { origin?: string | null; autoPong?: boolean } = {},
  ): Promise<LiveSocket> {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const origin = options.origin === undefined ? browser.url : options.origin;
    const socket = new WebSocket(`${browser.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', {
      headers: { cookie, ...(origin === null ? {} : { origin }) },
      autoPong: options.autoPong ?? true,
    });
    const live = new LiveSocket(socket);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return live;
  }

  /** Opens it and subscribes to changes. */
  static async follow(browser: TestBrowser): Promise<LiveSocket> {
    const live = await LiveSocket.open(browser);
    await live.greet();
    live.subscribe();
    return live;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  async greet(): Promise<void> {
    this.send({ type: 'connection_init' });
    await this.until(() => this.messages.some(({ type }) => type === 'connection_ack'));
  }

  subscribe(query = CHANGES, id = '1'): void {
    this.send({ type: 'subscribe', id, payload: { query } });
  }

  /** Waits until it holds; rejects after five seconds. */
  async until(holds: () => boolean, within = 5_000): Promise<void> {
    const end = performance.now() + within;
    while (!holds()) {
      if (performance.now() > end) throw new Error(`nothing came: ${JSON.stringify(this.messages.slice(-3))}`);
      await delay(5);
    }
  }

  /** The events so far, folded as a device folds them: what it knows of each client. */
  get known(): Map<string, Version> {
    const known = new Map<string, Version>();
    for (const { complete, versions } of this.events) {
      if (complete) known.clear();
      for (const version of versions) known.set(version.clientId, version);
    }
    return known;
  }

  async close(): Promise<void> {
    this.socket.terminate();
    await this.until(() => this.closed !== null);
  }

  private hear(message: Message): void {
    this.messages.push(message);
    const payload = message.payload as { data?: { syncChanges: ChangesEvent } } | undefined;
    if (message.type !== 'next' || !payload?.data) return;
    this.events.push(payload.data.syncChanges);
    this.onEvent();
  }
}
