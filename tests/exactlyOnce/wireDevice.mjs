/**
 * The simplest device that keeps its word: a queue in order, sent until it is answered. Whatever it saved is asked again for
 * as long as no answer came, so the server hears much of it more than once.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../dist/server/seeds/people.js';
import { ProductSession } from '../../dist/server/seeds/productSession.js';

const AT_ONCE = [1, 20];
const GIVES_UP_MS = 2_500;
const PAUSE_MS = [40, 300];

const RESULT = `results { id refusal { code message } version
  decision { id state amount documentKey note openBalanceNow replacedBy receipt { documentKey } } } refusal { code message }`;
const SUBMIT = `mutation Submit($decisions: [DecisionInput!]!) { submitDecisions(decisions: $decisions) { ${RESULT} } }`;
const WITHDRAW = `mutation Withdraw($ids: [ID!]!) { withdrawDecisions(ids: $ids) { ${RESULT} } }`;

export class WireDevice {
  #queue = [];
  #isStopped = false;
  #session = null;
  #going = null;
  /** By operation: what the server answered for good. */
  answers = new Map();

  constructor({ email, address, random, mostTries = Infinity }) {
    Object.assign(this, { email, address, random, mostTries });
    this.tries = new Map();
  }

  start() {
    this.#going = this.#drain();
  }

  async save(operations) {
    this.#queue.push(...operations);
    return { kept: true };
  }

  get waiting() {
    return this.#queue.length;
  }

  get queued() {
    return this.#queue;
  }

  async stop() {
    this.#isStopped = true;
    await this.#going;
  }

  /** Asks once, over the device's own line. */
  async ask(query, variables) {
    this.#session ??= await inTime(ProductSession.signIn(this.address, this.email, DEMO_PASSWORD));
    try {
      return await inTime(this.#session.graphql(query, variables));
    } catch (error) {
      if (/sign/i.test(error.message)) this.#session = null;
      throw error;
    }
  }

  async #drain() {
    while (!this.#isStopped) {
      const batch = this.#nextBatch();
      if (batch.length === 0) await wait(20);
      else if (!(await this.#send(batch))) await wait(this.random.whole(...PAUSE_MS));
    }
  }

  /** The oldest operations of one kind. */
  #nextBatch() {
    const [first] = this.#queue;
    const end = this.#queue.findIndex(({ name }) => name !== first.name);
    return this.#queue.slice(0, Math.min(this.random.whole(...AT_ONCE), end === -1 ? this.#queue.length : end));
  }

  async #send(batch) {
    try {
      const isSubmit = batch[0].name === 'SUBMIT_DECISION';
      const answer = isSubmit
        ? (await this.ask(SUBMIT, { decisions: batch.map(({ decision }) => decision) })).submitDecisions
        : (await this.ask(WITHDRAW, { ids: batch.map(({ decisionId }) => decisionId) })).withdrawDecisions;
      if (answer.refusal) throw new Error(answer.refusal.message);
      const answered = new Map(answer.results.map((result) => [result.id, result]));
      for (const operation of batch) {
        const result = answered.get(operation.decisionId ?? operation.id);
        if (result) this.answers.set(operation.id, result);
      }
      this.#queue = this.#queue.filter(({ id }) => !this.answers.has(id));
      return true;
    } catch {
      // Not answered for good: asked again, for ever.
      this.#dropTired(batch);
      return false;
    }
  }

  /** The deliberate bug of a device: after so many tries an operation is dropped. */
  #dropTired(batch) {
    for (const { id } of batch) this.tries.set(id, (this.tries.get(id) ?? 0) + 1);
    this.#queue = this.#queue.filter(({ id }) => (this.tries.get(id) ?? 0) < this.mostTries);
  }
}

/** What came of a promise, or an error when nothing did in time: whatever it was asked may still be done. */
function inTime(promise) {
  promise.catch(() => undefined);
  return Promise.race([
    promise,
    wait(GIVES_UP_MS, undefined, { ref: false }).then(() => {
      throw new Error('no answer in time');
    }),
  ]);
}
