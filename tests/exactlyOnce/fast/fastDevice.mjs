/**
 * A device of the fast lane: two tabs over one IndexedDB in memory, the app's own outbox in each and what it reports of it,
 * one jar of cookies, and the server behind the device's line. What the advisor does goes through whichever tab is there.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../../dist/server/seeds/people.js';
import { ProductSession } from '../../../dist/server/seeds/productSession.js';
import { Evictions } from '../evictions.ts';
import { QueueReports } from './queueReports.ts';
import { Tab } from './tab.mjs';
import { Tries } from './tries.mjs';

const TABS = 2;
const LATER_MS = 25;
const AGAIN_MS = 200;
const MOST_TRIES = 150;
const SIGN_IN =
  'mutation SignIn($email: String!, $password: String!) { signIn(email: $email, password: $password) { refusal { message } } }';

export class FastDevice {
  evictions = new Evictions();
  reports = new QueueReports();
  tries = new Tries();
  /** No decision reaches the server; everything else does. */
  isHeldBack = false;
  skewMs = 0;
  /** Another person is signed in here. */
  isLent = false;
  #lastCleared = Promise.resolve();
  #saving = new Set();

  static async open(parts) {
    const device = new FastDevice(parts);
    await device.#signIn();
    device.tabs = await device.#openTabs();
    return device;
  }

  constructor({ app, name, email, address, now, random, viewerId }) {
    Object.assign(this, { app, email, address, random, viewerId });
    this.lineName = name;
    // Another database and other locks for each run.
    this.name = `${name}-${random.whole(0, 1e9)}`;
    this.now = () => now() + this.skewMs;
    this.storage = memoryStorage();
    this.connection = app.makeConnection((input, init) => this.#fetch(input, init));
    this.person = this.personOf(email, viewerId, (count) => this.evictions.answered(count));
  }

  /** Whoever uses a tab. @param hears how many are lost, as the server answers. */
  personOf(email, viewerId, hears) {
    const { app, connection } = this;
    const ask = app.renewingAsk(
      app.plainAsk(connection, () => viewerId),
      async () => false,
    );
    return { email, viewerId, hears, sender: this.#senderOf(app.outboxSender(ask)) };
  }

  /** The app's own, whose reports are listened to. */
  #senderOf(sender) {
    const unlessHeldBack = (send) => async (given) => {
      if (this.isHeldBack) throw new Error('no answer');
      return send(given);
    };
    return {
      ...sender,
      submitDecisions: this.tries.counting(unlessHeldBack(sender.submitDecisions)),
      withdrawDecisions: this.tries.counting(unlessHeldBack(sender.withdrawDecisions)),
      reportQueue: (told) => this.#report(told, sender),
    };
  }

  async #report(told, { reportQueue }) {
    try {
      return await this.reports.tell(told, reportQueue);
    } catch (error) {
      if (error.kind === 'NOT_SIGNED_IN') await this.#signIn();
      throw error;
    }
  }

  /** Saves as the screen does; what a tab that died meanwhile had saved is not known, as to its user. */
  async save(operations) {
    while (this.isLent) await wait(LATER_MS);
    const saving = this.#save(operations);
    this.#saving.add(saving);
    try {
      return await saving;
    } finally {
      this.#saving.delete(saving);
    }
  }

  async #save(operations) {
    const tab = this.#anyTab();
    const withdrawn = operations.filter(({ name }) => name === 'WITHDRAW_DECISION').map(({ decisionId }) => decisionId);
    const submitted = operations.filter(({ name }) => name === 'SUBMIT_DECISION');
    const died = wait(5_000, { kept: false, message: 'the tab is gone' }, { ref: false });
    if (withdrawn.length > 0) return Promise.race([tab.outbox.withdraw(withdrawn), died]);
    return Promise.race([tab.outbox.enqueue(submitted), died]);
  }

  /** Operations that wait here and are not answered. */
  get waiting() {
    return this.#queue().filter(({ state }) => state !== 'REFUSED').length;
  }

  /** What waits, in words, by each tab that has an opinion. */
  leftovers() {
    return this.tabs.flatMap(({ outbox, isDead }, nth) => {
      const { state, operations } = outbox.now;
      const left = operations.filter(({ state: at }) => at !== 'REFUSED');
      return left.map(
        ({ operation, state: at }) =>
          `${operation.name} ${operation.id} ${operation.decisionId ?? ''} ${at}: tab ${nth}${isDead ? ' (dead)' : ''} ${state.phase} until ${state.until === null ? 'null' : state.until - this.now()}`,
      );
    });
  }

  holds(id) {
    return this.#queue().some(({ operation }) => operation.id === id);
  }

  wasRefused(id) {
    return this.#queue().some(({ operation, state }) => operation.id === id && state === 'REFUSED');
  }

  /** Whether its being nowhere may be the browser's doing. */
  mayBeGone(id) {
    return this.evictions.has(id);
  }

  /** Nobody signs out here. */
  wasRemoved() {
    return false;
  }

  /** Once the weather is over: whoever waits for the network or a person goes on. */
  async tend() {
    for (const tab of this.tabs.filter(({ isDead }) => !isDead)) {
      const { state, lost } = tab.outbox.now;
      this.evictions.counted(lost);
      tab.reporting.reached();
      if (state.phase === 'needsSignIn') await this.#signIn().then(() => tab.outbox.wake());
    }
  }

  /** The state of each decision as screens show it, after the device has fetched what the server tells. */
  async shown(run) {
    const tab = this.#anyTab();
    await tab.outbox.keepDecisions(await this.#decisions(run.ground.clients.map(({ clientId }) => clientId)));
    const { known, operations } = tab.outbox.now;
    const lists = this.app.foldAllDecisions(
      new Map([...known].map(([id, { decisions }]) => [id, decisions])),
      operations,
    );
    return new Map([...lists.values()].flat().map(({ id, state }) => [id, state]));
  }

  /** A session may have ended while nothing was sent: whoever looks is asked to sign in, and does. */
  #decisions(clientIds) {
    return untilReached(async () => {
      try {
        return await this.person.sender.decisions(clientIds);
      } catch (error) {
        if (error.name === 'NotSignedIn') await this.#signIn();
        throw error;
      }
    });
  }

  async stop() {
    for (const tab of this.tabs) tab.kill();
    await new Promise((resolve) => {
      const deleting = globalThis.indexedDB.deleteDatabase(this.name);
      deleting.onsuccess = deleting.onerror = deleting.onblocked = resolve;
    });
  }

  /** A tab's process is killed, and opened again. */
  async killTab() {
    const { tabs } = this;
    const place = this.random.whole(0, tabs.length - 1);
    tabs[place].kill();
    await wait(this.random.whole(50, 700));
    while (this.isLent) await wait(LATER_MS);
    const opened = await this.openTab();
    // Where the browser cleared its storage meanwhile others were opened.
    const [left] = tabs === this.tabs ? tabs.splice(place, 1, opened) : [opened];
    left.kill();
  }

  async freezeTab() {
    await this.random.pick(this.tabs).freeze(this.random.whole(700, 2_500));
  }

  /** As iOS does in the background. */
  async closeDatabase() {
    for (const { store } of this.tabs) (await store.opening)?.close();
  }

  /** Decisions that wait here, by any tab: one may not have heard yet of what the other has just saved. */
  waitingIds() {
    const queued = this.tabs.flatMap(({ outbox }) => outbox?.now.operations ?? []);
    const waiting = queued.filter(({ state }) => state !== 'REFUSED');
    return new Set(waiting.map(({ operation }) => operation.decisionId ?? operation.id));
  }

  /** Of those, what the server was certainly told of. */
  toldIds() {
    const waiting = this.waitingIds();
    return this.reports.certain().filter((id) => waiting.has(id));
  }

  /** The browser clears the site's database, or all that scripts wrote; cookies stay. The page is loaded anew. */
  evict(options) {
    return this.#inTurn(() => this.#clear(options));
  }

  /**
   * Another person signs in, whose page removes what is not theirs; `use` is given a tab that the first left open. Then the
   * first comes back. Answers what `use` does, or null where no tab was left to leave open.
   */
  lendTo(email, use) {
    return this.#inTurn(async () => {
      this.isLent = true;
      try {
        return await this.#lend(email, use);
      } finally {
        this.isHeldBack = false;
        await this.signInAs(this.email);
        this.isLent = false;
        await this.#loadAnew();
      }
    });
  }

  async #lend(email, use) {
    await Promise.allSettled([...this.#saving]);
    const left = this.tabs.find(({ isDead }) => !isDead);
    if (!left) return null;
    this.evictions.began({ ids: this.waitingIds(), told: this.toldIds(), keepsCount: true });
    for (const tab of this.tabs) if (tab !== left) tab.kill();
    await this.signInAs(email);
    return use(left);
  }

  /** One after the other: what is done to the device as a whole. */
  #inTurn(work) {
    const done = this.#lastCleared.then(work);
    this.#lastCleared = done.catch(() => undefined);
    return done;
  }

  async #clear({ keepsCount }) {
    this.evictions.began({ ids: this.waitingIds(), told: this.toldIds(), keepsCount });
    await this.stop();
    if (!keepsCount) this.storage = memoryStorage();
    this.isHeldBack = false;
    await this.#loadAnew();
  }

  async #loadAnew() {
    const tabs = await this.#openTabs();
    // One that was killed before may have been opened again meanwhile.
    for (const tab of this.tabs) tab.kill();
    this.tabs = tabs;
    await this.tend();
  }

  #openTabs() {
    return Promise.all(Array.from({ length: TABS }, () => this.openTab()));
  }

  /** As a person does who finds nobody, and looks again: each time the app tries at once. */
  show() {
    for (const { outbox, isDead } of this.tabs) if (!isDead) outbox?.wake();
  }

  /** The device's clock is set, forward or back. */
  setClock(skewMs) {
    this.skewMs = skewMs;
  }

  #queue() {
    return this.#anyTab().outbox.now.operations;
  }

  #anyTab() {
    const living = this.tabs.filter(({ isDead, outbox }) => !isDead && outbox);
    return this.random.pick(living.length > 0 ? living : this.tabs);
  }

  /** Until it is open, by whoever uses it. */
  async openTab(person = this.person) {
    for (;;) {
      const tab = new Tab(this, person);
      try {
        await tab.open();
        return tab;
      } catch {
        // The database is being closed or cleared; a page that is loaded again tries again.
        tab.kill();
        await wait(LATER_MS);
      }
    }
  }

  /** Whoever signs in again has the browser's cookies still, by which the server knows the device. */
  async #signIn() {
    const { address, email } = this;
    if (this.isLent) return;
    if (this.session === undefined) {
      this.session = await untilReached(() => ProductSession.signIn(address, email, DEMO_PASSWORD));
      return;
    }
    await this.signInAs(email);
  }

  /** In this browser, with its cookies: whoever was signed in is so no more. */
  async signInAs(email) {
    const { signIn } = await untilReached(() => this.session.graphql(SIGN_IN, { email, password: DEMO_PASSWORD }));
    if (signIn.refusal) throw new Error(`${email} cannot sign in: ${signIn.refusal.message}`);
  }

  #fetch(input, init) {
    return this.session.fetch(new URL(input, this.address), init);
  }
}

/**
 * Asks as a person does who finds nobody: again, for as long as a process that was killed together with its database may take
 * to be back on a busy machine. What rested meanwhile on a kept line finds it closed, too.
 */
async function untilReached(ask) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await wait(AGAIN_MS);
    }
  }
}

/** What a page finds as `localStorage`. */
function memoryStorage() {
  const values = new Map();
  return {
    get length() {
      return values.size;
    },
    key: (place) => [...values.keys()][place] ?? null,
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  };
}
