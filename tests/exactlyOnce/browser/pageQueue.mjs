/**
 * The app's own queue in a page of the built app, found in the page's memory through the debugger: the object that screens
 * save through. The app exposes nothing for it.
 */

/** Finds it and leaves it where the functions below find it; answers whether it was there. */
export async function findQueue(page) {
  const session = await page.context().newCDPSession(page);
  try {
    const { result: root } = await session.send('Runtime.evaluate', {
      expression: 'Object.prototype',
      objectGroup: 'chaos',
    });
    const { objects } = await session.send('Runtime.queryObjects', {
      prototypeObjectId: root.objectId,
      objectGroup: 'chaos',
    });
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: LOOK,
      returnByValue: true,
    });
    return result.value === true;
  } finally {
    await session.send('Runtime.releaseObjectGroup', { objectGroup: 'chaos' }).catch(() => undefined);
    await session.detach().catch(() => undefined);
  }
}

/**
 * Whatever the page is made to save by its screens is told to the run first, and what the queue answered after: a page that
 * dies between the two leaves the question open, as it does for its user.
 */
const TELL = `function (queue) {
  for (const name of ['enqueue', 'withdraw']) {
    const real = queue[name];
    queue[name] = async function (given) {
      await globalThis.chaosTell({ name, given, saved: null });
      const saved = await real.call(this, given);
      await globalThis.chaosTell({ name, given, saved });
      return saved;
    };
  }
  return true;
}`;

const LOOK = `function () {
  for (const one of this) {
    try {
      if (!('projectRows' in one) || !Object.hasOwn(one, 'options') || typeof one.enqueue !== 'function') continue;
      // One whose store was closed is nobody's any more: somebody else has signed in, or the same person anew.
      if (!one.outbox || one.outbox.closed || one.outbox.options.rows.vault?.store.closed) continue;
      globalThis.chaosQueue = one;
      if (globalThis.chaosTold === undefined) globalThis.chaosTold = (${TELL})(Object.getPrototypeOf(one));
      return true;
    } catch { /* Not an object that may be looked at. */ }
  }
  return false;
}`;

/** What the page's queue holds and shows, or null where it has none; which build it runs; whether it has a request under way. */
export function lookAtQueue(page) {
  return page.evaluate(() => {
    const isSignedOut = document.querySelector('#sign-in-password') !== null;
    const queue = globalThis.chaosQueue;
    const build = document.querySelector('script[type="module"][src]')?.getAttribute('src') ?? null;
    const isApp = document.getElementById('root') !== null;
    const isOver = !queue || queue.outbox.closed || queue.outbox.options.rows.vault?.store.closed;
    if (isOver || isSignedOut) return { isApp, isSignedOut, build, queue: null };
    const { state, operations, lost } = queue.outbox.now;
    const { lostItems, problem } = queue.options.store.get().outbox;
    const held = operations.map(({ operation, state: at }) => ({
      id: operation.id,
      name: operation.name,
      decisionId: operation.decisionId ?? null,
      state: at,
    }));
    const isSending = state.underWay !== null;
    return {
      isApp,
      isSignedOut,
      build,
      queue: { phase: state.phase, isSending, lost, lostItems, problem, operations: held },
    };
  });
}

/** Saves as a screen does. */
export function saveIn(page, operations) {
  const withdrawn = operations.filter(({ name }) => name === 'WITHDRAW_DECISION').map(({ decisionId }) => decisionId);
  return page.evaluate(
    ([takenBack, given]) =>
      takenBack.length > 0 ? globalThis.chaosQueue.withdraw(takenBack) : globalThis.chaosQueue.enqueue(given),
    [withdrawn, operations.filter(({ name }) => name === 'SUBMIT_DECISION')],
  );
}

/** `[id, state]` of each decision as the page's screens have it. */
export function shownIn(page) {
  return page.evaluate(() =>
    [...globalThis.chaosQueue.options.store.get().decisions.values()].flat().map(({ id, state }) => [id, state]),
  );
}
