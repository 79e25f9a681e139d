/**
 * What the two advisors do in a run: decide as planned, take some back, pay the second part once the first has arrived, undo what
 * is done already and pay it instead, and decide anew what came back as a conflict. Keeps what each device said was saved: that is what must be true at the end.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../chaos/seeding.mjs';
import { ByHand } from './byHand.mjs';
import { idAt, submit, withdraw } from './decisions.mjs';
import { mayEnd } from './plan.mjs';
import { lookAt } from './serverView.mjs';

const FINAL = new Set(['APPLIED', 'CONFLICTED', 'FAILED', 'EXPIRED', 'WITHDRAWN']);
const KINDS = { plan: 'PLAN', skip: 'SKIP', remind: 'REMIND', 'plan undone late': 'PLAN', 'skip undone late': 'SKIP' };
const PLANNED_DAYS = 9;
const LOOK_MS = 500;
const MOST_SAVES = 6;
const AGAIN_MS = 400;

export class Advisors {
  /** Every decision that a device said was saved, and those that the server has: by id. */
  saved = new Map();
  /** Every decision that was given to a device, saved or not: a tab that dies on the way cannot say which. */
  given = new Map();
  /** Bills that somebody paid in QuickBooks after they were decided on: `realm key`. */
  changed = new Set();
  /** As the server last told. */
  seen = new Map();
  #places = 0;

  /** @param plan `{ acts }` by time; on devices with a screen also `{ visits, spare }` for the keyboard. */
  constructor(run, plan) {
    this.run = run;
    this.acts = plan.acts;
    this.random = new Random(`advisors ${run.seed}`);
    this.hands = plan.visits ? new ByHand(run, this, plan) : null;
  }

  /** Decides at the planned times, each advisor for themselves, and looks between them what came of it. */
  async act() {
    const began = Date.now();
    let isOver = false;
    const deciding = Promise.all(
      [...this.run.devices.keys()].flatMap((device) => [
        this.#actOn(device, began),
        ...(this.hands ? [this.hands.act(device, began)] : []),
      ]),
    ).finally(() => (isOver = true));
    while (!isOver) {
      await wait(LOOK_MS);
      await this.followUp();
    }
    await deciding;
  }

  /** What was kept for faults and not needed. */
  async decideLeft() {
    if (this.hands) await Promise.all([...this.run.devices.keys()].map((device) => this.hands.decideLeft(device)));
  }

  async #actOn(device, began) {
    const left = this.acts.filter((act) => act.device === device);
    while (left.length > 0) {
      const due = left.findIndex(({ atMs }) => began + atMs > Date.now());
      await this.decide(device, left.splice(0, due === -1 ? left.length : due));
      await wait(25);
    }
  }

  /** How many decisions are final by now. */
  finalCount() {
    return [...this.saved.keys()].filter((id) => this.#isFinal(id)).length;
  }

  /** What is not done yet, in words, a few of it. */
  unfinished() {
    const open = [...this.saved.values()].filter(({ id }) => !this.#isFinal(id));
    const owed = [...this.saved.values()].filter((decision) => this.#mustFollow(decision));
    const say = ({ id, share, device }) => `${share} ${id} on ${device}: ${this.seen.get(id)?.state}`;
    return [...open.map(say), ...owed.map((one) => `followed by nothing: ${say(one)}`)].slice(0, 6);
  }

  isAllFinal() {
    const all = [...this.saved.values()];
    return all.every((decision) => this.#isFinal(decision.id) && !this.#mustFollow(decision));
  }

  /** How decisions of each share ended, counted. */
  ends() {
    const ends = {};
    for (const { id, share } of this.saved.values()) {
      const end = `${share} ${this.seen.get(id)?.state ?? 'unknown'}`;
      ends[end] = (ends[end] ?? 0) + 1;
    }
    return ends;
  }

  /** Looks at the server. A tab that died while it saved could not say so: what the server has of it was saved. */
  async look() {
    this.seen = await lookAt(this.run, [...this.given.keys()]);
    for (const id of this.seen.keys()) this.keep({ id });
  }

  /** Looks at the server and decides what follows from it. */
  async followUp() {
    for (const device of this.run.devices.values()) await device.tend();
    await this.look();
    const waiting = [...this.saved.values()].filter(({ isFollowed, share }) => !isFollowed && FOLLOWS.has(share));
    for (const decision of waiting) await this.#follow(decision, this.seen.get(decision.id));
  }

  #isFinal(id) {
    const { state } = this.seen.get(id) ?? {};
    const device = this.run.devices.get(this.saved.get(id).device);
    const mayBeGone = this.saved.get(id).isTakenBack || device.mayBeGone(id);
    return FINAL.has(state) || device.wasRefused(id) || (mayBeGone && state === undefined && !device.holds(id));
  }

  #mustFollow({ isFollowed, share, id }) {
    return !isFollowed && FOLLOWS.get(share) !== undefined && FOLLOWS.get(share) === this.seen.get(id)?.state;
  }

  /** Through the queue, all in one. */
  async decide(device, acts) {
    if (acts.length === 0) return;
    const made = acts.map((act) => this.#draft(device, act));
    await this.#save(device, made);
    const takenBack = made.filter(({ share }) => share === 'withdrawn');
    if (takenBack.length > 0) void this.#takeBack(device, takenBack);
    for (const { share, document } of made) if (share === 'changed') void this.#changeInQuickBooks(document);
  }

  #draft(device, { document, share }) {
    const { shown, amount: total } = document;
    const id = this.#newId(device);
    const kind = KINDS[share] ?? 'RECORD_PAYMENT';
    const isPart = share === 'part' || share === 'part twice' || (share === 'both' && this.random.chance(0.3));
    const part = isPart ? this.random.whole(100, Math.floor(total / 2)) : total;
    const amount = kind === 'RECORD_PAYMENT' ? part : null;
    const plannedFor = kind === 'PLAN' ? daysAfter(shown.asOf, PLANNED_DAYS) : null;
    return { id, device, document, share, kind, amount, operation: submit({ id, kind, shown, amount, plannedFor }) };
  }

  async #save(device, made) {
    for (const decision of made) this.give(decision);
    const operations = made.map(({ operation }) => operation);
    let saved = await this.run.devices.get(device).save(operations);
    // What was not saved was said so; the person does it again, and the same ids save nothing twice.
    for (let tries = 1; !saved.kept && tries < MOST_SAVES; tries += 1) {
      await wait(AGAIN_MS);
      saved = await this.run.devices.get(device).save(operations);
    }
    if (!saved.kept) return this.run.log(`${this.run.seed} not saved on ${device}: ${saved.message}`);
    for (const decision of made) this.keep(decision);
  }

  /** This is given to a device; whether it is saved is not known yet. In this order they are decided. */
  give(decision) {
    this.given.set(decision.id, { ...decision, place: (this.#places += 1) });
  }

  /** A device said that this is saved, or the server has it. */
  keep({ id, ...said }) {
    if (this.saved.has(id)) return;
    const decision = { ...this.given.get(id), ...said, id };
    this.saved.set(id, { ...decision, may: decision.may ?? mayEnd(decision.share) });
  }

  async #takeBack(device, decisions) {
    await wait(this.random.whole(0, 900));
    // Whether it was taken back is known only once it is answered: it may leave the device without having been sent.
    for (const { id } of decisions) if (this.saved.has(id)) this.saved.get(id).isTakenBack = true;
    const operations = decisions.map(({ operation }) => withdraw(this.#newId(device), operation));
    await this.run.devices.get(device).save(operations);
    this.run.log(`${this.run.seed} takes back ${operations.length} on ${device}`);
  }

  /** A bookkeeper pays a part of it, or all. */
  async #changeInQuickBooks(document) {
    const { realmId, id, amount } = document;
    const part = this.random.chance(0.5) ? amount : Math.floor(amount / 3);
    const { ground } = this.run;
    const payment = {
      ...{ realmId, change: 'create', type: 'BillPayment', documentId: id },
      ...{ date: this.run.today, amount: (part / 100).toFixed(2), paidFrom: this.run.accounts.get(realmId).checking },
    };
    try {
      await ground.control('POST write', payment);
      this.changed.add(`${realmId} ${document.key}`);
    } catch (error) {
      // On a busy machine the advisor's payment may be there first; then there is nothing to change.
      if (!/ is paid/.test(error.message)) throw error;
      this.run.log(`${this.run.seed} bill ${id} of ${realmId} was paid before it changed`);
    }
  }

  async #follow(decision, seen) {
    if (seen?.state !== FOLLOWS.get(decision.share)) return;
    const { device, document, share } = decision;
    const left = share === 'changed' ? seen.openBalanceNow : document.amount - (decision.amount ?? 0);
    decision.isFollowed = true;
    if (!left || left <= 0) return;
    const id = this.#newId(device);
    // Half of the second parts are decided on the figures of the first, and on top of it.
    const isOnTop = share === 'part twice' && this.random.chance(0.5);
    const looked = { syncedAt: this.run.ground.now().toISOString() };
    const operation = submit({
      ...{ id, kind: 'RECORD_PAYMENT', amount: left },
      ...(isOnTop
        ? { shown: document.shown, after: [decision.id] }
        : { shown: { ...document.shown, ...looked }, openBalance: left }),
      replaces: share === 'part twice' ? null : decision.id,
    });
    if (share.endsWith('undone late')) {
      await this.run.devices.get(device).save([withdraw(this.#newId(device), decision.operation)]);
      this.run.ground.noteStrike('a decision is undone too late');
    }
    const follower = { id, device, document, share: `after ${share}`, kind: 'RECORD_PAYMENT', amount: left, operation };
    await this.#save(device, [follower]);
  }

  #newId(device) {
    return idAt(this.run.clocks.get(device)(), this.random);
  }
}

/** Decisions that another follows, and in which state. */
const FOLLOWS = new Map([
  ['changed', 'CONFLICTED'],
  ['part twice', 'APPLIED'],
  ['plan undone late', 'APPLIED'],
  ['skip undone late', 'APPLIED'],
]);

function daysAfter(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
