/** One connection through the proxy, and what befalls its requests. */
import { connect } from 'node:net';
import { RequestSplitter } from './requestSplitter.mjs';

export class ProxiedLine {
  #splitter = new RequestSplitter();
  #held = { in: [], out: [] };
  /** The fault of the answer that comes next, and how many of its bytes may still pass. */
  #answerFault = null;
  #isDead = false;
  #turn = Promise.resolve();

  constructor(proxy, client) {
    this.proxy = proxy;
    this.client = client;
    this.server = connect({ port: proxy.target(), host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
    const { promise, resolve } = Promise.withResolvers();
    this.ended = promise;
    for (const socket of [client, this.server]) {
      // A broken line is what this is for; whoever talks over it hears of it.
      socket.on('error', () => this.destroy());
      socket.on('close', () => {
        this.destroy();
        resolve();
      });
    }
    client.on('data', (chunk) => this.#fromClient(chunk));
    client.on('end', () => this.#inTurn(() => this.server.end()));
    this.server.on('data', (chunk) => this.#fromServer(chunk));
    this.server.on('end', () => this.#isDead || this.#pass('out', null));
  }

  /** After a partition: delivers what was held, or breaks. Answers whether anything was held. */
  heal(breaks) {
    const held = this.#held.in.length + this.#held.out.length > 0;
    if (held && breaks) this.reset();
    for (const direction of ['in', 'out'])
      for (const bytes of this.#held[direction].splice(0)) this.#pass(direction, bytes);
    return held;
  }

  destroy() {
    this.#isDead = true;
    this.client.destroy();
    this.server.destroy();
  }

  /** As a machine that vanishes: RST to both. */
  reset() {
    this.#isDead = true;
    this.client.resetAndDestroy();
    this.server.resetAndDestroy();
  }

  #fromClient(chunk) {
    for (const request of this.#splitter.take(chunk)) {
      const fault = request.line === null ? null : this.proxy.faultFor(request);
      this.#inTurn(() => (fault ? this.#strike(fault, request) : this.#pass('in', request.bytes)));
    }
  }

  #inTurn(work) {
    this.#turn = this.#turn.then(() => (this.#isDead ? undefined : work()));
  }

  async #strike(fault, { bytes }) {
    // Of an answer it is told once that is lost.
    if (!fault.kind.startsWith('answer')) this.proxy.onStrike(fault.kind);
    if (fault.kind === 'cut orderly') return this.#cutOrderly();
    if (fault.kind === 'cut random') {
      this.server.write(bytes.subarray(0, Math.floor(bytes.length * fault.share)));
      setTimeout(() => this.reset(), fault.afterMs);
      return undefined;
    }
    if (fault.kind === 'half-open') return this.#goSilent(fault, bytes);
    if (fault.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault.kind === 'answer lost') this.#answerFault = { ...fault, left: 0 };
    if (fault.kind === 'answer cut') this.#answerFault = { ...fault, left: fault.bytes };
    if (fault.kind === 'duplicate') for (let nth = 1; nth < fault.copies; nth += 1) repeat(this.proxy.target(), bytes);
    return this.#isDead ? undefined : this.#pass('in', bytes);
  }

  #cutOrderly() {
    this.client.end();
    this.server.end();
    this.#isDead = true;
  }

  /** Neither end hears of the other again, nor that the line is gone; the request arrives or not. */
  #goSilent({ arrives, forMs }, bytes) {
    this.#isDead = true;
    if (arrives) this.server.write(bytes);
    setTimeout(() => this.destroy(), forMs).unref();
  }

  #fromServer(chunk) {
    if (this.#isDead) return;
    if (!this.#answerFault) return this.#pass('out', chunk);
    const passing = chunk.subarray(0, this.#answerFault.left);
    this.#answerFault.left -= passing.length;
    if (passing.length > 0) this.client.write(passing);
    if (passing.length === chunk.length) return;
    this.proxy.onStrike(this.#answerFault.kind);
    this.reset();
  }

  /** `bytes` null: the end of that direction. */
  #pass(direction, bytes) {
    const { partition } = this.proxy;
    if (partition === direction || partition === 'both') return void this.#held[direction].push(bytes);
    const to = direction === 'in' ? this.server : this.client;
    if (bytes === null) to.end();
    else if (!to.destroyed) to.write(bytes);
  }
}

/** The same request once more over a line of its own, at the same time; its answer goes nowhere. */
function repeat(port, bytes) {
  const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(bytes));
  socket.on('error', () => undefined);
  socket.on('data', () => undefined);
  socket.setTimeout(8_000, () => socket.destroy());
}
