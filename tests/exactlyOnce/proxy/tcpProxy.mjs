/**
 * A TCP proxy of our own on one line: between a device and the server, or a server and the stand-in. Faults are planned and
 * meet the next request that fits; a partition holds everything that would pass. What struck is told to `onStrike`.
 */
import { createServer } from 'node:net';
import { ProxiedLine } from './proxiedLine.mjs';

export class TcpProxy {
  #planned = [];
  #lines = new Set();
  #partition = null;
  #server = null;
  /** Milliseconds since 1970 until when nobody is let through. */
  #refusesUntil = 0;
  #refused = 0;

  /** @param target answers the port on 127.0.0.1 that a new line leads to. @param onStrike gets the kind of each fault that met something. */
  constructor(target, onStrike) {
    this.target = target;
    this.onStrike = onStrike;
  }

  /** Listens on a free port of 127.0.0.1 and answers it. */
  async start() {
    this.#server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
      if (Date.now() < this.#refusesUntil) {
        this.#refused += 1;
        return client.resetAndDestroy();
      }
      const line = new ProxiedLine(this, client);
      this.#lines.add(line);
      line.ended.then(() => this.#lines.delete(line));
    });
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    this.port = this.#server.address().port;
    return this.port;
  }

  /** `{ kind, fits, nth?, ... }`: meets the nth request (1: the next) of which `fits(line, bytes)` is true. */
  plan(fault) {
    this.#planned.push({ nth: 1, ...fault });
  }

  /** The fault that this request meets, if any. */
  faultFor({ line, bytes }) {
    const place = this.#planned.findIndex((fault) => fault.fits(line, bytes) && (fault.nth -= 1) <= 0);
    if (place === -1) return null;
    return this.#planned.splice(place, 1)[0];
  }

  get partition() {
    return this.#partition;
  }

  /** Holds what goes `in` to the target, comes `out` of it, or `both`, for a while; then it is delivered, or the lines break. */
  async isolate(direction, milliseconds, breaks) {
    this.#partition = direction;
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    this.#partition = null;
    for (const line of this.#lines) if (line.heal(breaks)) this.onStrike(`partition ${direction}`);
  }

  /** Nobody is reached for a while: lines break, and none is opened. Answers how many were asked for meanwhile. */
  async refuse(milliseconds) {
    const before = this.#refused;
    this.#refusesUntil = Math.max(this.#refusesUntil, Date.now() + milliseconds);
    for (const line of this.#lines) line.reset();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return this.#refused - before;
  }

  /** No fault meets anything from now on, and lines that lead nowhere break. */
  calm() {
    this.#planned = [];
    this.#partition = null;
    this.#refusesUntil = 0;
    for (const line of this.#lines) line.heal(false);
  }

  async stop() {
    for (const line of this.#lines) line.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
