/** One run: a company is connected, lives through its steps under faults and kills, and is compared at its end. */
import { setTimeout as wait } from 'node:timers/promises';
import { dataFault, LONGEST_FAULT_MS } from './faults.mjs';
import { compareBooks, waitForWeekly } from './comparison.mjs';
import { OneClient } from './oneClient.mjs';
import { ADVISOR, STRANGER } from './people.mjs';
import { Random } from './seeding.mjs';
import { drawStep } from './steps.mjs';

const STEPS = { whole: [8, 15], brief: [4, 6] };
const LONGEST_LAG_MS = 8_000;
const LONGEST_PAUSE_MS = 1_200;
/** The stand-in's clock jumps, and its faults end by it. */
const JUMP_MS = 3_000;

export class OneRun {
  constructor(ground, reader, { realmId, seed, isBrief, isOver, log }) {
    Object.assign(this, { ground, reader, realmId, seed, isBrief, isOver, log });
    this.random = new Random(`run ${seed}`);
    this.excuse = null;
    this.stepsDone = 0;
    this.differences = [];
    this.client = this.#client(ADVISOR);
  }

  tell(difference) {
    if (this.differences.includes(difference)) return;
    this.differences.push(difference);
    console.log(`difference run=${this.seed} ${difference}`);
  }

  /** Changes show so late from now on; the overlap is longer than this and the clock's jumps together. */
  beLate(ms) {
    return this.ground.control('POST lag', { realmId: this.realmId, ms });
  }

  drawLag() {
    return this.random.whole(1_000, LONGEST_LAG_MS);
  }

  async play() {
    try {
      await this.#live();
      if (!this.isOver()) await this.#end();
    } catch (error) {
      this.tell(`the run broke: ${error.stack ?? error} ${error.cause?.message ?? ''}`);
    }
  }

  async #live() {
    await this.client.connect();
    const { clientId } = this.client;
    const unwatch = this.reader.watch(clientId, (difference) => this.tell(difference));
    this.ground.living.add(clientId);
    if (this.random.chance(0.5)) await this.ground.control('POST faults', dataFault(this.random, this.realmId));
    if (this.random.chance(0.5)) await this.beLate(this.drawLag());
    if (this.random.chance(0.6)) await this.client.settle();
    const steps = this.random.whole(...(this.isBrief ? STEPS.brief : STEPS.whole));
    while (this.stepsDone < steps && !this.isOver()) {
      const did = await drawStep(this.random)(this);
      this.stepsDone += 1;
      this.log(`${this.seed} step ${this.stepsDone}: ${did}`);
      await this.client.mend();
      await wait(this.random.whole(0, LONGEST_PAUSE_MS));
    }
    if (!this.isOver()) await this.#comeToRest();
    this.ground.living.delete(clientId);
    unwatch();
  }

  /** All faults are over and nothing is late any more; then one more sync. */
  async #comeToRest() {
    await this.beLate(0);
    await wait(LONGEST_FAULT_MS + JUMP_MS);
    if (!(await this.client.settle())) this.tell(`wedged: ${JSON.stringify(await this.client.state())}`);
    const { tied } = await this.client.state();
    if (!tied) this.tell('the last sync does not tie out');
  }

  async #end() {
    const fresh = this.#client(STRANGER);
    await fresh.connect();
    if (!(await fresh.settle())) return this.tell(`the fresh sync is wedged: ${JSON.stringify(await fresh.state())}`);
    const books = { realmId: this.realmId, clientId: this.client.clientId, freshId: fresh.clientId };
    if (await waitForWeekly(this.ground, books)) {
      this.log(`${this.seed} a paycheck moved within its month: the weekly reading is played`);
      if (!(await this.client.readWhole())) this.tell('the weekly reading is wedged');
    }
    for (const difference of await compareBooks(this.ground, books)) this.tell(difference);
  }

  #client(email) {
    const excuse = () => this.excuse ?? excused(this.ground.tokens.whyRefused(this.realmId));
    return new OneClient(this.ground, { realmId: this.realmId, email, excuse, tell: (told) => this.tell(told) });
  }
}

/** An answer that no process got, or that died with one before its commit, is lost without anybody's fault. */
function excused(why) {
  return why === 'answer lost' ? why : null;
}
