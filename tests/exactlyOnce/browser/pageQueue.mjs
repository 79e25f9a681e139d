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

const LOOK = `function () {
  for (const one of this) {
    try {
      if (!('projectRows' in one) || !Object.hasOwn(one, 'options') || typeof one.enqueue !== 'function') continue;
      if (one.outbox && !one.outbox.closed) { globalThis.chaosQueue = one; return true; }
    } catch { /* Not an object that may be looked at. */ }
  }
  return false;
}`;

/** What the page's queue holds and shows, or null where it has none. */
export function lookAtQueue(page) {
  return page.evaluate(() => {
    const isSignedOut = document.querySelector('#sign-in-password') !== null;
    const queue = globalThis.chaosQueue;
    if (!queue || queue.outbox.closed) return { isSignedOut, queue: null };
    const { state, operations } = queue.outbox.now;
    const { lostItems, problem } = queue.options.store.get().outbox;
    const held = operations.map(({ operation, state: at }) => ({
      id: operation.id,
      name: operation.name,
      decisionId: operation.decisionId ?? null,
      state: at,
    }));
    return { isSignedOut, queue: { phase: state.phase, lostItems, problem, operations: held } };
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

export function letGoIn(page, ids) {
  return page.evaluate((given) => globalThis.chaosQueue.letGo(given), ids);
}

/** `[id, state]` of each decision as the page's screens have it. */
export function shownIn(page) {
  return page.evaluate(() =>
    [...globalThis.chaosQueue.options.store.get().decisions.values()].flat().map(({ id, state }) => [id, state]),
  );
}
