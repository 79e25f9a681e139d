/**
 * A device of the browser lane: a Chromium with a profile of its own, two tabs of the built app, and the server behind the
 * device's line. The advisor acts through whichever tab is there; what a tab last showed is kept for the judge.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Evictions } from '../evictions.ts';
import { readDecisions } from '../serverView.mjs';
import { answerWithin } from './answering.mjs';
import { BrowserProcess } from './browserProcess.mjs';
import { wordsOf } from './hands.mjs';
import { setPageClock, skewClock } from './pageClock.mjs';
import { signIn } from './signingIn.mjs';
import { Turns } from './turns.mjs';
import { visit } from './visit.mjs';
import { findQueue, lookAtQueue, saveIn, shownIn } from './pageQueue.mjs';

const TABS = 2;
const ANSWER_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
const LONGEST_SHOW_MS = 45_000;
const RELOAD_AFTER_MS = 20_000;
const LOOK_MS = 250;
/** Calls of a browser that is killed meanwhile may never end. */
const LONGEST_TURN_MS = 90_000;
const MOST_RELOADS = 6;

export class BrowserDevice {
  evictions = new Evictions();
  /** Decisions that a person removed by signing out, told how many they are. */
  removed = new Set();
  /** What a tab showed last of the queue. */
  held = [];
  pages = [];
  /** Whether a tab of it has run the next version of the app. */
  isUpdated = false;
  reloads = 0;
  /** Tabs that did not answer when they were looked at last. */
  silent = new Set();
  #isStopped = false;
  #turns = new Turns(LONGEST_TURN_MS);
  #hand = new Turns(2 * LONGEST_TURN_MS);

  static async open(parts) {
    const device = new BrowserDevice(parts);
    await device.#start();
    return device;
  }

  constructor({ executablePath, name, email, address, now, random, log, heard, nextBuild }) {
    Object.assign(this, { name, email, address, random, log, nextBuild });
    this.skewMs = now() - Date.now();
    this.browser = new BrowserProcess(executablePath, { begin: () => [skewClock, this.skewMs], heard });
  }

  get context() {
    return this.browser.context;
  }

  /** Saves as the screen does; what a tab that died meanwhile had saved is not known, as to its user. */
  async save(operations) {
    // Whatever is done to the browser as a whole comes before or after, so that it is known what it met.
    const saving = this.inTurn(async () => {
      const page = (await this.#anyPage()) ?? (await this.#anyPageAgain());
      if (!page) throw new Error('no tab is there');
      const late = wait(ANSWER_MS, { kept: false, message: 'the tab does not answer' }, { ref: false });
      return Promise.race([saveIn(page, operations), late]);
    });
    return saving.catch((error) => ({ kept: false, message: error.message }));
  }

  /** Decides on documents of one client by keyboard: see `visit.mjs`. */
  async decideByHand(acts, options) {
    return acts.length === 0 ? 0 : visit(this, await this.#anyPage(), acts, options);
  }

  get waiting() {
    return this.leftovers().length;
  }

  leftovers() {
    const left = this.held.filter(({ state }) => state !== 'REFUSED');
    return left.map(({ name, id, decisionId, state }) => `${name} ${id} ${decisionId ?? ''} ${state}: ${this.phase}`);
  }

  holds(id) {
    return this.held.some((one) => one.id === id);
  }

  wasRefused(id) {
    return this.held.some((one) => one.id === id && one.state === 'REFUSED');
  }

  /** Whether its being nowhere may be the browser's doing, or the person's. */
  mayBeGone(id) {
    return this.removed.has(id) || this.evictions.has(id);
  }

  wasRemoved(id) {
    return this.removed.has(id);
  }

  /** Whoever is asked to sign in does. */
  async tend() {
    await this.inTurn(async () => {
      for (const page of this.pages) await this.#tendPage(page);
    }).catch((error) => this.log(`${this.name} is not tended: ${error.message.split('\n')[0]}`));
  }

  /** The state of each decision as a tab has it, once that is the server's, or after long enough. */
  async shown(run) {
    const there = await readDecisions(run);
    const began = Date.now();
    let isReloaded = false;
    for (;;) {
      const page = await this.#anyPage();
      const here = new Map((page && (await answer(shownIn(page)))) ?? []);
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
    return this.#turns.take(work);
  }

  /** One after the other: whatever uses the keyboard of this device. Whoever holds it may take turns, and not the other way. */
  byHand(work) {
    return this.#hand.take(work);
  }

  /** The browser dies wherever it is, and is opened again with the same profile. */
  async killBrowser() {
    // Not in turn: it strikes in the midst of whatever is done.
    this.evictions.crashed();
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

  /** Decisions that any tab awaits an answer for: one may not have heard yet of what the other has just saved. */
  async waitingIds(pages = this.pages) {
    const ids = new Set();
    for (const page of pages)
      for (const { id, decisionId, state } of (await answer(lookAtQueue(page)))?.queue?.operations ?? [])
        if (state !== 'REFUSED') ids.add(decisionId ?? id);
    return [...ids];
  }

  /** Sees what waits here now, by this tab or whichever can tell; answers whether one could. */
  async look(only = null) {
    for (const page of only ? [only] : this.pages) {
      const seen = await answer(lookAtQueue(page));
      if (seen?.queue) return this.#keep(seen.queue);
    }
    return false;
  }

  /** All tabs are closed, though decisions wait, and opened again later: what waits is the service worker's meanwhile. */
  async closeTabs(milliseconds) {
    await this.inTurn(async () => {
      const resting = await this.context.newPage();
      for (const page of this.pages.splice(0)) await page.close({ runBeforeUnload: false });
      await wait(milliseconds);
      await this.#openTabs();
      await resting.close();
    });
  }

  /** The device's clock is set, forward or back; in another zone where one is given. */
  async setClock(skewMs, zone = null) {
    this.skewMs = skewMs;
    for (const page of this.pages) await answer(setPageClock(page, skewMs, zone));
  }

  /** Every tab, or those that `fits`, is loaded anew. */
  async reloadAll(fits = () => true) {
    for (const page of this.pages.filter(fits)) {
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
      const isHome = await this.#goHome(page);
      if (isHome && (await this.enter(page))) this.pages.push(page);
      else await page.close().catch(() => undefined);
      // Without a network the app opens from the device or not at all; whoever took the network goes on and gives it back.
      if (!isHome && this.browser.isOffline) return;
    }
  }

  #goHome(page) {
    return page.goto(`${this.address}/clients`, { waitUntil: 'commit' }).then(
      () => true,
      () => false,
    );
  }

  /** Until the page has its queue, signing in where that is asked; answers whether it came to that. */
  async enter(page, email = this.email) {
    const until = Date.now() + 20_000;
    while (Date.now() < until && !page.isClosed() && !this.#isStopped) {
      const seen = await answer(lookAtQueue(page));
      if (seen?.queue) return true;
      // The browser's own page, where nothing was answered.
      if (seen?.isApp === false) await this.#goHome(page);
      // Nobody signs in without a network.
      if (seen?.isSignedOut && this.browser.isOffline) return false;
      if (seen?.isSignedOut)
        await signIn(page, email).catch((error) =>
          this.log(`${this.name} did not sign in: ${error.message.split('\n')[0]}`),
        );
      await answer(findQueue(page));
      await wait(100);
    }
    this.log(`${this.name} has no queue in a tab: ${await answer(wordsOf(page))}`);
    return false;
  }

  async #tendPage(page) {
    const seen = await answer(lookAtQueue(page));
    if (!seen) return this.#giveUp(page);
    this.silent.delete(page);
    if (seen.queue === null) return this.enter(page);
    // A tab of an older version keeps nothing once a newer one has opened the store, and says to load it again.
    if (seen.build === this.nextBuild) this.isUpdated = true;
    else if (this.isUpdated && (this.reloads += 1) <= MOST_RELOADS) return this.reloadAll((one) => one === page);
    this.#keep(seen.queue);
    // The form comes by itself once the app has noticed; a page that is loaded again has.
    if (seen.queue.phase === 'needsSignIn' && !seen.isSignedOut && !this.browser.isOffline) {
      await page.reload({ waitUntil: 'commit' }).catch(() => undefined);
      await this.enter(page);
    }
  }

  /** A tab that answers nothing again and again is closed, and another opened. */
  async #giveUp(page) {
    if (!this.silent.has(page)) return this.silent.add(page);
    this.log(`${this.name} gives a tab up: ${page.url()} ${page.isClosed()}`);
    this.silent.delete(page);
    this.pages = this.pages.filter((one) => one !== page);
    await Promise.race([page.close().catch(() => undefined), wait(ANSWER_MS, undefined, { ref: false })]);
    return this.#openTabs();
  }

  #keep({ operations, phase, lost, lostItems }) {
    this.held = operations;
    this.phase = phase;
    // What the screen says may be more: it has what the server knows of earlier ones as well.
    this.evictions.counted(Math.min(lost, lostItems));
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

const answer = (asked) => answerWithin(ANSWER_MS, asked);
