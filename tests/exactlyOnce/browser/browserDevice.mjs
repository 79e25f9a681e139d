/**
 * A device of the browser lane: a Chromium with a profile of its own, two tabs of the built app, and the server behind the
 * device's line. The advisor acts through whichever tab is there; what a tab last showed is kept for the judge.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../../dist/server/seeds/people.js';
import { readDecisions } from '../serverView.mjs';
import { BrowserProcess } from './browserProcess.mjs';
import { findQueue, letGoIn, lookAtQueue, saveIn, shownIn } from './pageQueue.mjs';

const TABS = 2;
const ANSWER_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
const LONGEST_SHOW_MS = 45_000;
const RELOAD_AFTER_MS = 20_000;
const LOOK_MS = 250;

export class BrowserDevice {
  /** Decisions that waited here when the browser cleared its storage: the app must say that some are gone. */
  evicted = new Set();
  /** Decisions that a person removed by signing out, told how many they are. */
  removed = new Set();
  /** Whether the app said that some are gone. */
  saidLost = false;
  /** What a tab showed last of the queue. */
  held = [];
  pages = [];
  #isStopped = false;
  #changing = Promise.resolve();

  static async open(parts) {
    const device = new BrowserDevice(parts);
    await device.#start();
    return device;
  }

  constructor({ executablePath, name, email, address, now, random, log }) {
    Object.assign(this, { name, email, address, random, log });
    this.skewMs = now() - Date.now();
    this.browser = new BrowserProcess(executablePath, () => [skewClock, this.skewMs]);
  }

  get context() {
    return this.browser.context;
  }

  /** Saves as the screen does; what a tab that died meanwhile had saved is not known, as to its user. */
  async save(operations) {
    // Whatever is done to the browser as a whole comes before or after, so that it is known what it met.
    return this.inTurn(async () => {
      const page = (await this.#anyPage()) ?? (await this.#anyPageAgain());
      if (!page) return { kept: false, message: 'no tab is there' };
      const late = wait(ANSWER_MS, { kept: false, message: 'the tab does not answer' }, { ref: false });
      const saving = saveIn(page, operations).catch((error) => ({ kept: false, message: error.message }));
      return Promise.race([saving, late]);
    });
  }

  get waiting() {
    return this.held.filter(({ state }) => state !== 'REFUSED').length;
  }

  leftovers() {
    return this.held
      .filter(({ state }) => state !== 'REFUSED')
      .map(({ name, id, decisionId, state }) => `${name} ${id} ${decisionId ?? ''} ${state}: ${this.phase}`);
  }

  holds(id) {
    return this.held.some((one) => one.id === id);
  }

  wasRefused(id) {
    return this.held.some((one) => one.id === id && one.state === 'REFUSED');
  }

  wasToldLost(id) {
    return this.removed.has(id) || (this.evicted.has(id) && this.saidLost);
  }

  /** Whoever is asked to sign in does, and lets go of what was refused. */
  async tend() {
    await this.inTurn(async () => {
      for (const page of this.pages) await this.#tendPage(page);
    });
  }

  /** The state of each decision as a tab has it, once that is the server's, or after long enough. */
  async shown(run) {
    const there = await readDecisions(run);
    const began = Date.now();
    let isReloaded = false;
    for (;;) {
      const page = await this.#anyPage();
      const here = new Map(page ? await shownIn(page).catch(() => []) : []);
      if ([...there].every(([id, { state }]) => here.get(id) === state)) return here;
      if (Date.now() - began > LONGEST_SHOW_MS) return here;
      if (!isReloaded && page && Date.now() - began > RELOAD_AFTER_MS) {
        isReloaded = true;
        await page.reload().catch(() => undefined);
        await this.enter(page);
      }
      await wait(LOOK_MS);
    }
  }

  async stop() {
    this.#isStopped = true;
    await this.browser.stop();
  }

  /** One after the other: what is done to the device as a whole. */
  inTurn(work) {
    const done = this.#changing.then(work, work);
    this.#changing = done.catch(() => undefined);
    return done;
  }

  /** The browser dies wherever it is, and is opened again with the same profile. */
  async killBrowser() {
    // Not in turn: it strikes in the midst of whatever is done.
    this.pages = [];
    await this.browser.kill();
    await this.inTurn(() => this.#start());
  }

  async closeTab() {
    await this.inTurn(async () => {
      const page = this.random.pick(this.pages);
      await page?.close({ runBeforeUnload: false });
      this.pages = this.pages.filter((one) => one !== page);
      await wait(this.random.whole(50, 700));
      await this.#openTabs();
    });
  }

  /** Decisions that an answer is awaited for, as last looked at. */
  waitingIds() {
    return this.held.filter(({ state }) => state !== 'REFUSED').map(({ id, decisionId }) => decisionId ?? id);
  }

  /** Sees what waits here now, by this tab or whichever can tell; answers whether one could. */
  async look(only = null) {
    for (const page of only ? [only] : this.pages) {
      const seen = await answer(lookAtQueue(page));
      if (seen?.queue) return this.#keep(seen.queue);
    }
    return false;
  }

  /** The device's clock is set, forward or back. */
  async setClock(skewMs) {
    this.skewMs = skewMs;
    for (const page of this.pages) await answer(page.evaluate((ms) => void (globalThis.chaosSkewMs = ms), skewMs));
  }

  /** Every tab is loaded anew. */
  async reloadAll() {
    for (const page of this.pages) {
      await page.reload({ waitUntil: 'commit' }).catch(() => undefined);
      await this.enter(page);
    }
  }

  async #start() {
    if (this.#isStopped) return;
    await this.browser.open();
    await this.#openTabs();
  }

  async #openTabs() {
    const began = Date.now();
    while (this.pages.length < TABS && !this.#isStopped && Date.now() - began < LONGEST_OPEN_MS) {
      const page = await this.context.newPage();
      const isOpen = await page.goto(`${this.address}/clients`, { waitUntil: 'commit' }).then(
        () => this.enter(page),
        () => false,
      );
      if (isOpen) this.pages.push(page);
      else await page.close().catch(() => undefined);
    }
  }

  /** Until the page has its queue, signing in where that is asked; answers whether it came to that. */
  async enter(page, email = this.email) {
    const until = Date.now() + 20_000;
    while (Date.now() < until && !page.isClosed() && !this.#isStopped) {
      const seen = await answer(lookAtQueue(page));
      if (seen?.queue) return true;
      if (seen?.isSignedOut) await this.signIn(page, email);
      await answer(findQueue(page));
      await wait(100);
    }
    return false;
  }

  /** Fills in the form that the page shows. */
  async signIn(page, email) {
    try {
      await page.getByLabel('E-mail').fill(email, { timeout: 2_000 });
      await page.locator('#sign-in-password').fill(DEMO_PASSWORD, { timeout: 2_000 });
      await page.locator('#sign-in-password').press('Enter', { timeout: 2_000 });
      await page.locator('#sign-in-password').waitFor({ state: 'detached', timeout: 5_000 });
    } catch (error) {
      this.log(`${this.name} did not sign in: ${error.message.split('\n')[0]}`);
    }
  }

  async #tendPage(page) {
    const seen = await answer(lookAtQueue(page));
    if (!seen) return;
    if (seen.queue === null) return this.enter(page);
    this.#keep(seen.queue);
    // The form comes by itself once the app has noticed; a page that is loaded again has.
    if (seen.queue.phase === 'needsSignIn' && !seen.isSignedOut) {
      await page.reload({ waitUntil: 'commit' }).catch(() => undefined);
      await this.enter(page);
    }
    const refused = this.held.filter(({ name, state }) => name === 'WITHDRAW_DECISION' && state === 'REFUSED');
    if (refused.length > 0)
      await answer(
        letGoIn(
          page,
          refused.map(({ id }) => id),
        ),
      );
  }

  #keep({ operations, phase, lostItems }) {
    this.held = operations;
    this.phase = phase;
    if (lostItems > 0) this.saidLost = true;
    return true;
  }

  /** After whatever befell all tabs they are opened, or signed in, anew. */
  async #anyPageAgain() {
    if (this.context === null) return null;
    for (const page of this.pages) await this.#tendPage(page);
    await this.#openTabs();
    return this.#anyPage();
  }

  async #anyPage() {
    const living = [];
    for (const page of this.pages) {
      const seen = await answer(lookAtQueue(page));
      if (seen?.queue) living.push(page);
    }
    return living.length > 0 ? this.random.pick(living) : null;
  }
}

/** What a page answers; null where it is gone or does not in time. */
function answer(asked) {
  return Promise.race([asked.catch(() => null), wait(ANSWER_MS, null, { ref: false })]);
}

/** Runs in a page before its own scripts: its clock is off by so much, and can be set. */
function skewClock(skewMs) {
  const Real = globalThis.Date;
  globalThis.chaosSkewMs = skewMs;
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + globalThis.chaosSkewMs);
      else super(...given);
    }

    static now() {
      return Real.now() + globalThis.chaosSkewMs;
    }
  };
}
