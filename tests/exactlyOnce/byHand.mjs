/**
 * What advisors decide by keyboard on a device that has a screen: a visit of a client's console at a time. The ids are the
 * app's own; the app's queue tells them before it saves, so that nothing it saves is unknown here.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../chaos/seeding.mjs';

const KINDS = { plan: 'PLAN', skip: 'SKIP', remind: 'REMIND' };
/** Of a company's spare bills, how many are decided at once for a fault. */
const AT_ONCE = 4;
const LONGEST_OFFLINE_MS = 1_500;
const MOST_SPANS = 3;

export class ByHand {
  /** What each document is for, and what is meant to be decided of it: by client and key. */
  #meant = new Map();

  constructor(run, advisors, { visits, spare }) {
    Object.assign(this, { run, advisors, visits, spare });
    this.random = new Random(`hands ${run.seed}`);
  }

  /** All visits of one device in their time, one after the other; what a hand did not get to goes into the queue at once. */
  async act(device, began) {
    for (const visit of this.visits.filter((one) => one.device === device)) {
      await wait(Math.max(0, began + visit.atMs - Date.now()));
      // On a machine that is busy hands are slow: a run does not wait for them for ever.
      if (Date.now() - began > MOST_SPANS * this.run.spanMs) await this.#leave(device, visit.documents.map(asAct));
      else await this.#inHand(device, visit);
    }
  }

  async #inHand(device, visit) {
    try {
      await this.run.devices.get(device).byHand(() => this.#visit(device, visit));
    } catch (error) {
      this.run.log(`${this.run.seed} the hand on ${device}: ${error.message}`);
      await this.#leave(device, visit.documents.map(asAct));
    }
  }

  /** Some bills that wait for this are decided on now; answers how many were given. Whoever calls holds the device's hand. */
  async decideSpare(device) {
    const [first] = this.spare[device];
    const documents = this.spare[device].filter(({ realmId }) => realmId === first?.realmId).slice(0, AT_ONCE);
    this.spare[device] = this.spare[device].filter((document) => !documents.includes(document));
    if (documents.length > 0) await this.#visit(device, { documents, isOffline: false });
    return documents.length;
  }

  /** Whatever no fault has used. */
  async decideLeft(device) {
    const documents = this.spare[device].splice(0);
    await this.advisors.decide(device, documents.map(asAct));
  }

  /** The app's queue is about to save something, or has: `saved` is null before. */
  heard(device, { name, given, saved }) {
    if (name === 'withdraw') return saved === null && this.#takesBack(given);
    for (const { name: kind, decision } of given) if (kind === 'SUBMIT_DECISION') this.#hears(device, decision, saved);
    return undefined;
  }

  #hears(device, decision, saved) {
    const { advisors, run } = this;
    const { id, clientId, kind, documentKey, amount } = decision;
    const known = advisors.given.get(id);
    if (known && !known.isByHand) return;
    const meant = this.#meant.get(`${clientId} ${documentKey}`);
    if (!meant) return run.tell('diverged', `${id}: device ${device} decides on ${documentKey}, which nobody selected`);
    if (saved === null) {
      const { document, share } = meant;
      const operation = { name: 'SUBMIT_DECISION', id, clientId, decision };
      advisors.give({ id, device, document, share, kind, amount, operation, isByHand: true });
      if (kind !== meant.kind || amount !== meant.amount)
        run.tell('diverged', `${id}: ${kind} of ${amount} where ${meant.kind} of ${meant.amount} was typed`);
    } else if (saved.kept) {
      advisors.keep(known);
      meant.isKept = true;
      run.ground.noteStrike(`decided by keyboard: ${kind}`);
    }
  }

  #takesBack(ids) {
    const mine = ids.map((id) => this.advisors.saved.get(id)).filter((one) => one?.isByHand);
    for (const decision of mine) decision.isTakenBack = true;
    if (mine.length > 0) this.run.ground.noteStrike('undone by keyboard', mine.length);
  }

  async #visit(device, { documents, isOffline }) {
    const { run } = this;
    const began = Date.now();
    const acts = documents.map((document) => ({ document, ...this.#mean(document) }));
    for (const act of acts) this.#meant.set(`${act.document.shown.clientId} ${act.document.key}`, act);
    const takenBack = acts.filter(({ share }) => share === 'withdrawn');
    const others = acts.filter(({ share }) => share !== 'withdrawn');
    try {
      const byShift = await run.devices.get(device).decideByHand(others, this.#network(isOffline));
      if (byShift > 0) run.ground.noteStrike('selected by Shift', byShift);
      if (takenBack.length > 0)
        await run.devices
          .get(device)
          .decideByHand(takenBack, { ...this.#network(false), undoMs: this.random.whole(0, 900) });
      if (isOffline) run.ground.noteStrike('decided by keyboard without a network');
    } catch (error) {
      run.log(`${run.seed} by hand on ${device}: ${error.message.split('\n')[0]}`);
    }
    await this.#leave(device, acts);
    run.log(`${run.seed} ${acts.length} by hand on ${device} in ${Date.now() - began} ms`);
  }

  /** What the hand did not get to is decided through the queue; what may be saved already is not decided again. */
  async #leave(device, acts) {
    const given = new Set([...this.advisors.given.values()].map(({ document }) => document));
    const left = acts.filter(({ document }) => !given.has(document));
    if (left.length > 0) this.run.ground.noteStrike('left by the keyboard to the queue', left.length);
    await this.advisors.decide(
      device,
      left.map(({ document }) => asAct(document)),
    );
  }

  #mean({ share, amount: total }) {
    const kind = KINDS[share] ?? 'RECORD_PAYMENT';
    if (kind !== 'RECORD_PAYMENT') return { share, kind, amount: null };
    return { share, kind, amount: share === 'part' ? this.random.whole(100, Math.floor(total / 2)) : total };
  }

  #network(isOffline) {
    return isOffline ? { offlineMs: this.random.whole(100, LONGEST_OFFLINE_MS) } : {};
  }
}

function asAct(document) {
  return { document, share: document.share };
}
