import { TestEnvironment } from 'jest-environment-jsdom';
import { webcrypto } from 'node:crypto';
import { BroadcastChannel } from 'node:worker_threads';

/** What browsers have and jsdom lacks. Taken from Node, so that crypto and structured clones are the real thing. */
const FROM_NODE = {
  structuredClone,
  fetch,
  Headers,
  Request,
  Response,
  TextEncoder,
  TextDecoder,
  ReadableStream,
  TransformStream,
  WritableStream,
  setImmediate,
  clearImmediate,
};

export default class JsdomEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    Object.assign(this.global, FROM_NODE);
    Object.defineProperty(this.global, 'crypto', { value: webcrypto, configurable: true });
    // An open channel would keep the test process alive.
    this.global.BroadcastChannel = class extends BroadcastChannel {
      constructor(name) {
        super(name);
        this.unref();
      }
    };
  }
}
