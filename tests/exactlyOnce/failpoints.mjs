/**
 * Named points of a process of the product at which it can be killed: around a person's transaction, at each step of
 * sending, in the middle of its transactions, and before the call that writes to QuickBooks. The parent arms a point; when it
 * is reached, whatever reached it goes no further, and the parent kills the process.
 */
const BEFORE_ACCEPTING = 'before accepting';
const ACCEPTED = 'accepted, not committed';
const COMMITTED = 'accepted, not answered';
const SENDING_OPEN = 'sending, not committed';
const BEFORE_CALL = 'before the call';
/** The product's own names of the steps of sending, and what is said of them. */
const STEPS = {
  afterClaim: 'after the claim',
  beforeAttempt: 'before the attempt',
  afterAttempt: 'attempt committed',
  afterCall: 'written to QuickBooks, not noted',
  afterEffect: 'effect noted',
};

export const POINTS = [BEFORE_ACCEPTING, ACCEPTED, COMMITTED, SENDING_OPEN, BEFORE_CALL, ...Object.values(STEPS)];

const SENDING = /decisions[\\/]sending/;
const WRITES_TO_QUICKBOOKS = /\/v3\/company\/[^/]+\/(billpayment|invoice\/\d+\/send)/i;

export class Failpoints {
  #armed = new Map();

  constructor() {
    process.on('message', ({ kind, point, nth }) => {
      if (kind === 'arm') this.#armed.set(point, nth);
      if (kind === 'disarm') this.#armed.clear();
    });
  }

  /** Goes on, unless the point is armed and its turn has come: then never. */
  async reach(point) {
    const left = this.#armed.get(point);
    if (left === undefined) return;
    this.#armed.set(point, left - 1);
    if (left > 1) return;
    this.#armed.delete(point);
    process.send?.({ kind: 'reached', point });
    await new Promise(() => undefined);
  }

  /** The database with points around its transactions. */
  around(database) {
    const watched = Object.create(database);
    watched.asPrincipal = (scope, mode, work) =>
      mode === 'write'
        ? this.#around([BEFORE_ACCEPTING, ACCEPTED, COMMITTED], work, (inner) =>
            database.asPrincipal(scope, mode, inner),
          )
        : database.asPrincipal(scope, mode, work);
    watched.asSync = (scope, work) =>
      SENDING.test(new Error().stack)
        ? this.#around([null, SENDING_OPEN, null], work, (inner) => database.asSync(scope, inner))
        : database.asSync(scope, work);
    return watched;
  }

  /** What the product calls at each step of sending. */
  atStep = (name) => this.reach(STEPS[name]);

  async #around([before, within, after], work, begin) {
    await this.reach(before);
    const result = await begin(async (tx) => {
      const done = await work(tx);
      await this.reach(within);
      return done;
    });
    await this.reach(after);
    return result;
  }

  /** `fetch` with a point before what writes to QuickBooks. */
  aroundCalls(call) {
    return async (input, init) => {
      const isWrite = init?.method === 'POST' && WRITES_TO_QUICKBOOKS.test(String(input));
      if (!isWrite) return call(input, init);
      await this.reach(BEFORE_CALL);
      return call(input, init);
    };
  }
}
