import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { fakeFetch, fakeServer, FAKE_OWNER, FAKE_VIEWER, type FakeServer } from '../../../client/fakes/fakeFetch.js';
import { keepViewer, keptViewer, wipeDevice } from '../../../client/offline/index.js';
import { DeviceStore, STORE_NAMES } from '../../../client/offline/deviceStore.js';
import { makeServices } from '../../../client/services.js';
import { emptiedByTheBrowser, raw } from '../offline/rawDevice.js';
import { freshProfile, until } from '../offline/storage.js';

jest.setTimeout(30_000);

beforeEach(async () => {
  localStorage.clear();
  await wipeDevice();
  freshProfile();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** A page on a slow line: who the server took it for is answered at once, and arrives once it is let through. */
function slow(part: Partial<FakeServer> = {}) {
  const server = fakeServer(part);
  const fetcher = fakeFetch(server);
  let arrive = (): void => undefined;
  const held = new Promise<void>((resolve) => (arrive = resolve));
  const { session } = makeServices(async (input, init) => {
    const answer = await fetcher(input, init);
    if (String(init?.body).includes('SessionViewer')) await held;
    return answer;
  });
  return { server, session, arrive: () => arrive() };
}

/** A page that shows whom the device remembers while the server is asked. */
async function remembering(part: Partial<FakeServer> = {}) {
  await keepViewer(FAKE_VIEWER);
  const page = slow(part);
  const opening = page.session.open();
  await until(() => page.session.get().at === 'signedIn' && page.server.asked.includes('SessionViewer'));
  return { ...page, opening };
}

/** How many rows of all kinds, keys and owners among them, lie on the device. */
async function rowsHere(): Promise<number> {
  const store = new DeviceStore();
  const counts = await store.read((db) => Promise.all(STORE_NAMES.map((name) => db.count(name))));
  await store.close();
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Something of the person who is here waits on the device. */
async function queueOne(): Promise<void> {
  const row = { id: 'o1', place: 1, shape: 1, tried: false, iv: new Uint8Array(12), data: new ArrayBuffer(16) };
  await raw((db) => db.put('outbox', row));
}

/** What is kept is sealed once this is let go. */
function heldSealing() {
  const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
  let go = (): void => undefined;
  const held = new Promise<void>((resolve) => (go = resolve));
  const sealing = jest.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (...parts) => {
    await held;
    return encrypt(...parts);
  });
  return { sealing, go: () => go() };
}

const SIGNED_OUT = { at: 'signedOut', why: 'signedOut', keptFor: null };

describe('a late answer to who is signed in', () => {
  it('lets nobody in again who has signed out, and keeps nobody on the device', async () => {
    const { session, arrive, opening } = await remembering();
    await session.signOut();
    arrive();
    await opening;
    expect(session.get()).toEqual(SIGNED_OUT);
    expect(await keptViewer()).toBeNull();
    expect(await rowsHere()).toBe(0);
  });

  it('renews no session of a person who has signed out', async () => {
    const { server, session, arrive, opening } = await remembering({ viewer: null });
    await session.signOut();
    arrive();
    await opening;
    expect(server.asked).not.toContain('RefreshSession');
    expect(session.get()).toEqual(SIGNED_OUT);
  });

  it('lets nobody in again who was signed out in another tab', async () => {
    const { session, arrive, opening } = await remembering();
    await emptiedByTheBrowser();
    session.endedElsewhere();
    arrive();
    await opening;
    expect(session.get()).toEqual(SIGNED_OUT);
    expect(await rowsHere()).toBe(0);
  });

  it('puts nobody in the place of a person who has signed in since', async () => {
    const { server, session, arrive } = slow({ viewer: FAKE_OWNER });
    const opening = session.open();
    await until(() => server.asked.includes('SessionViewer'));
    expect(await session.signIn('daniel@foundrystreet.example', 'runway-demo')).toBeNull();
    arrive();
    await opening;
    expect(session.get()).toMatchObject({ at: 'signedIn', viewer: { name: 'Daniel Reyes' } });
    expect(await keptViewer()).toMatchObject({ id: FAKE_VIEWER.id });
  });

  it('that is being kept when a person signs out is removed with the rest', async () => {
    const { session, arrive, opening } = await remembering();
    const { sealing, go } = heldSealing();
    arrive();
    await until(() => sealing.mock.calls.length > 0);
    const ending = session.signOut();
    setTimeout(go, 200);
    await Promise.all([ending, opening]);
    expect(session.get()).toEqual(SIGNED_OUT);
    expect(await rowsHere()).toBe(0);
  });

  it('that names another person takes back what the one before was asked', async () => {
    const { session, arrive, opening } = await remembering({ viewer: FAKE_OWNER });
    await queueOne();
    await session.askToSignOut();
    expect(session.getQuestion()).toMatchObject({ kind: 'leaving', waiting: 1 });
    await raw((db) => db.clear('outbox'));
    arrive();
    await opening;
    expect(session.get()).toMatchObject({ at: 'signedIn', viewer: { name: 'Maya Okafor' } });
    expect(session.getQuestion()).toBeNull();
  });
});

describe('a session that ends', () => {
  it('is that of the person it is said of, and of nobody else', async () => {
    const { session, arrive, opening } = await remembering({ viewer: FAKE_OWNER });
    arrive();
    await opening;
    session.expire(FAKE_VIEWER.id);
    expect(session.get()).toMatchObject({ at: 'signedIn', viewer: { id: FAKE_OWNER.id } });
    session.expire(FAKE_OWNER.id);
    expect(session.get()).toMatchObject({ at: 'signedOut', why: 'expired', keptFor: 'Maya Okafor' });
  });
});

describe('an answer of the person', () => {
  it('that they do not sign in stands, also while their signing in is on its way', async () => {
    const { session, arrive, opening } = await remembering({ viewer: FAKE_OWNER });
    await queueOne();
    arrive();
    await opening;
    expect(session.getQuestion()).toMatchObject({ kind: 'replacing' });
    const { sealing, go } = heldSealing();
    const goingOn = session.goOn();
    await until(() => sealing.mock.calls.length > 0);
    await session.stay();
    go();
    await goingOn;
    expect(session.get().at).toBe('signedOut');
  });

  it('is not asked for of a person whose session ends while it is read what waits', async () => {
    const { session, arrive, opening } = await remembering();
    await queueOne();
    const asking = session.askToSignOut();
    session.expire();
    await asking;
    expect(session.getQuestion()).toBeNull();
    arrive();
    await opening;
  });
});

describe('a sign-out', () => {
  it('that is on its way is waited for by the next sign-in, and sent once', async () => {
    const server = fakeServer();
    const fetcher = fakeFetch(server);
    let arrive = (): void => undefined;
    const held = new Promise<void>((resolve) => (arrive = resolve));
    const { session } = makeServices(async (input, init) => {
      const answer = await fetcher(input, init);
      if (String(init?.body).includes('SignOut')) await held;
      return answer;
    });
    await session.open();
    const ending = session.signOut();
    await until(() => session.get().at === 'signedOut');
    const signingIn = session.signIn('daniel@foundrystreet.example', 'runway-demo');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(server.asked).toEqual(['SessionViewer', 'SignOut']);
    arrive();
    await Promise.all([ending, signingIn]);
    expect(server.asked).toEqual(['SessionViewer', 'SignOut', 'SignIn']);
    expect(session.get()).toMatchObject({ at: 'signedIn', viewer: { name: 'Daniel Reyes' } });
  });

  it('is told to the server also where storage is switched off', async () => {
    const server = fakeServer();
    const { session } = makeServices(fakeFetch(server));
    await session.open();
    for (const act of ['getItem', 'setItem', 'removeItem'] as const) {
      jest.spyOn(Storage.prototype, act).mockImplementation(() => {
        throw new DOMException('Storage is switched off.', 'SecurityError');
      });
    }
    await session.signOut();
    expect(session.get()).toEqual(SIGNED_OUT);
    expect(server.asked).toContain('SignOut');
  });
});
