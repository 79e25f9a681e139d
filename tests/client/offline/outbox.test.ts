import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Outbox } from '../../../client/offline/outbox.js';
import { DecidingServer } from './decidingServer.js';
import { FakeBrowser, paying, snoozing } from './queueing.js';
import { freshProfile, until } from './storage.js';

let server: DecidingServer;
let browser: FakeBrowser;

beforeEach(() => {
  freshProfile();
  localStorage.clear();
  server = new DecidingServer();
  browser = new FakeBrowser(server);
});
afterEach(() => browser.close());

const PATIENCE = 10_000;

/** Wakes the queue until the server has answered all of it. */
async function drained(outbox: Outbox): Promise<void> {
  await until(() => {
    if (outbox.now.state.phase !== 'draining') outbox.wake();
    return outbox.now.operations.every(({ state }) => state === 'REFUSED');
  }, PATIENCE);
  await outbox.resting();
}

/** A decision the server has sent by the time it is to be taken back: the undo is refused. */
async function undoneTooLate() {
  const one = paying('Bill:1');
  const outbox = await browser.tab();
  await outbox.enqueue([one]);
  await drained(outbox);
  server.sent.add(one.id);
  await outbox.withdraw([one.id]);
  await until(() => outbox.now.operations.some(({ state }) => state === 'REFUSED'), PATIENCE);
  return { outbox, one };
}

const waiting = (outbox: Outbox) => outbox.now.operations.map(({ operation, state }) => [operation.id, state]);

describe('the outbox', () => {
  it('sends what is saved, in the order it was made, fifty in a request', async () => {
    const outbox = await browser.tab();
    const made = Array.from({ length: 120 }, (_, index) => paying(`Bill:${index}`));
    expect(await outbox.enqueue(made)).toEqual({ kept: true });
    await drained(outbox);
    expect(server.requests.map((ids) => ids.length)).toEqual([50, 50, 20]);
    expect(server.requests.flat()).toEqual(made.map(({ id }) => id));
    expect(server.mostUnderWay).toBe(1);
  });

  it('keeps the server’s decision in the same step in which the operation leaves the queue', async () => {
    const seen: (string | null)[] = [];
    const one = paying('Bill:1');
    const outbox = await browser.tab({
      options: {
        onChange: ({ operations, known }) => {
          const isQueued = operations.some(({ operation }) => operation.id === one.id);
          const isKnown = known.get('c1')?.decisions.some(({ id }) => id === one.id) === true;
          seen.push(isQueued ? 'queued' : isKnown ? 'known' : null);
        },
      },
    });
    await outbox.enqueue([one]);
    await drained(outbox);
    const from = seen.indexOf('queued');
    expect(seen.slice(from)).not.toContain(null);
    expect(seen.at(-1)).toBe('known');
  });

  it('never says that it rests while it still shows what was answered', async () => {
    const early: string[] = [];
    const outbox = await browser.tab({
      options: {
        onChange: ({ state, operations }) => {
          if (state.phase !== 'resting' || state.items.length > 0) return;
          early.push(...operations.map(({ operation }) => operation.id));
        },
      },
    });
    await outbox.enqueue([paying('Bill:1')]);
    await drained(outbox);
    await outbox.enqueue([paying('Bill:2')]);
    await drained(outbox);
    expect(early).toEqual([]);
  });

  it('takes each effect once, whatever becomes of answers', async () => {
    server.wires = ['answerLost', 'answerLost', 'fault', 'requestLost'];
    const outbox = await browser.tab();
    const made = [paying('Bill:1'), paying('Bill:2')];
    await outbox.enqueue(made);
    await drained(outbox);
    expect([...server.effects].sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it('waits out of reach and goes on when the server is reached', async () => {
    server.wire = () => 'requestLost';
    const outbox = await browser.tab();
    await outbox.enqueue([paying('Bill:1')]);
    await until(() => outbox.now.state.phase === 'offline', PATIENCE);
    expect(outbox.now.operations).toHaveLength(1);
    server.wire = null;
    outbox.reached();
    await drained(outbox);
    expect(server.effects).toHaveLength(1);
  });

  it('pauses without a session, drops nothing, and goes on after the next one', async () => {
    server.wires = ['notSignedIn'];
    const outbox = await browser.tab();
    await outbox.enqueue([paying('Bill:1')]);
    await until(() => outbox.now.state.phase === 'needsSignIn', PATIENCE);
    expect(waiting(outbox)).toHaveLength(1);
    outbox.wake();
    await drained(outbox);
    expect(server.effects).toHaveLength(1);
  });

  it('says that it needs an update for what the server does not know, and sends the rest', async () => {
    const [act, one] = [snoozing('i1'), paying('Bill:1')];
    server.wires = ['notUnderstood', 'whole'];
    const outbox = await browser.tab();
    await outbox.enqueue([act, one]);
    await until(() => outbox.now.state.phase === 'needsUpdate' && waiting(outbox).length === 1, PATIENCE);
    expect(server.effects).toEqual([one.id]);
    expect(waiting(outbox)).toEqual([[act.id, 'WAITING']]);
    outbox.wake();
    await drained(outbox);
    expect(server.acts).toEqual([act.id]);
  });

  it('holds back what follows on a refused document, and nothing else, until a person lets it go', async () => {
    server.refuses.set('Bill:1', { code: 'NOT_FOUND', message: 'There is no such bill.' });
    const [bad, after, other] = [paying('Bill:1'), paying('Bill:1'), paying('Bill:2')];
    const outbox = await browser.tab();
    await outbox.enqueue([bad, after, other]);
    await until(() => outbox.now.state.phase === 'resting' && waiting(outbox).length === 2, PATIENCE);
    await until(() => waiting(outbox)[0]?.[1] === 'REFUSED', PATIENCE);
    expect(server.effects).toEqual([other.id]);
    expect(waiting(outbox)).toEqual([
      [bad.id, 'REFUSED'],
      [after.id, 'WAITING'],
    ]);
    expect(outbox.now.operations[0]?.refusal?.message).toBe('There is no such bill.');
    server.refuses.clear();
    expect(await outbox.letGo([bad.id])).toEqual({ kept: true });
    await drained(outbox);
    expect(server.effects).toEqual([other.id, after.id]);
  });

  it('finds the one that breaks a request, and sends all the others', async () => {
    server.poison.add('Bill:5');
    const made = Array.from({ length: 12 }, (_, index) => paying(`Bill:${index}`));
    const outbox = await browser.tab();
    await outbox.enqueue(made);
    await until(() => {
      if (outbox.now.state.phase === 'pausing') outbox.wake();
      return server.effects.length === 11;
    }, PATIENCE);
    expect(server.effects).not.toContain(made[5]?.id);
    server.poison.clear();
    await drained(outbox);
    expect(server.effects).toHaveLength(12);
  });
});

describe('taking a decision back', () => {
  it('that never left the device removes it, and tells the server nothing', async () => {
    server.wire = () => 'requestLost';
    const outbox = await browser.tab();
    await outbox.enqueue([paying('Bill:1')]);
    await until(() => outbox.now.state.phase === 'offline', PATIENCE);
    const one = paying('Bill:2');
    await outbox.enqueue([one]);
    await outbox.withdraw([one.id]);
    expect(outbox.now.operations).toHaveLength(1);
    server.wire = null;
    await drained(outbox);
    expect(server.requests.flat()).not.toContain(one.id);
  });

  it('that may have left it goes before it, and it is not sent again', async () => {
    server.wires = ['requestLost'];
    const one = paying('Bill:1');
    const outbox = await browser.tab();
    await outbox.enqueue([one]);
    await until(() => outbox.now.state.phase === 'offline', PATIENCE);
    await outbox.withdraw([one.id]);
    await outbox.withdraw([one.id]);
    expect(outbox.now.operations.map(({ operation }) => operation.name)).toEqual([
      'SUBMIT_DECISION',
      'WITHDRAW_DECISION',
    ]);
    await drained(outbox);
    expect(server.effects).toEqual([]);
    expect([...server.tombstones]).toEqual([one.id]);
    expect(outbox.now.operations).toEqual([]);
  });

  it('that was sent already is refused in words, and the decision is shown as the server has it', async () => {
    const { outbox } = await undoneTooLate();
    expect(outbox.now.operations[0]?.refusal?.code).toBe('TOO_LATE');
    expect(outbox.now.known.get('c1')?.decisions.map(({ state }) => state)).toEqual(['ACCEPTED']);
  });

  it('that came too late holds nothing back: what is decided on the same bill after it is sent', async () => {
    const { outbox } = await undoneTooLate();
    const next = paying('Bill:1');
    await outbox.enqueue([next]);
    await drained(outbox);
    expect(server.requests.flat()).toContain(next.id);
    expect(outbox.now.operations.map(({ operation }) => operation.name)).toEqual(['WITHDRAW_DECISION']);
  });

  it('that was refused once is asked for anew, and takes the place of the first', async () => {
    const { outbox, one } = await undoneTooLate();
    // QuickBooks was not reached: it waits again, and can be taken back.
    server.sent.delete(one.id);
    expect(await outbox.withdraw([one.id])).toEqual({ kept: true });
    await drained(outbox);
    expect(outbox.now.operations).toEqual([]);
    expect(outbox.now.known.get('c1')?.decisions.map(({ state }) => state)).toEqual(['WITHDRAWN']);
  });

  it('that nobody here knows is refused in words', async () => {
    const outbox = await browser.tab();
    expect(await outbox.withdraw(['nobody-knows'])).toMatchObject({ kept: false });
  });
});
