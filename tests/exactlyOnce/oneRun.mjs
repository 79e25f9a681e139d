/** One run: five hundred decisions from two devices, under faults; then calm, the end of all of them, and the comparison. */
import { setTimeout as wait } from 'node:timers/promises';
import { Random } from '../chaos/seeding.mjs';
import { Advisors } from './advisors.mjs';
import { drawWeather, strike } from './faults.mjs';
import { DEVICES } from './people.mjs';
import { drawActs, drawDocuments, drawVisits } from './plan.mjs';
import { postAndRead } from './preparing.mjs';
import { LONGEST_DRAIN_MS, LONGEST_STILLNESS_MS } from './scale.mjs';
import { judge } from './verdict.mjs';

const SPAN_MS = { whole: 6_000, brief: 3_500 };
/** Acts end a little before the faults do. */
const ACTS = 0.85;
const LOOK_MS = 300;
const DAY_MS = 86_400_000;

export class OneRun {
  /**
   * @param number its place in the set. @param lane how devices are made, and faults of its own. @param surely what it meets
   * besides. @param stillnessMs after so long without anything final it is judged as it is.
   */
  constructor(ground, { seed, number, lane, surely, stillnessMs = LONGEST_STILLNESS_MS, isBrief, log }) {
    Object.assign(this, { ground, seed, number, lane, surely, stillnessMs, log });
    this.spanMs = (isBrief ? SPAN_MS.brief : SPAN_MS.whole) * (lane.spanTimes ?? 1);
    this.random = new Random(`run ${seed}`);
    this.realmIds = ground.clients.map(({ realmId }) => realmId);
    this.findings = [];
    /** Names of faults that were drawn. */
    this.planned = [];
    this.devices = new Map();
    this.isOver = false;
  }

  /** `kind` is one of lost, dup, reorder, wedged, diverged. */
  tell(kind, said) {
    this.findings.push({ kind, said });
    console.log(`${kind} run=${this.seed} ${said}`);
  }

  async play() {
    const { ground, seed } = this;
    const documents = await postAndRead(this, (realmId, today, accounts) =>
      drawDocuments(seed, realmId, today, accounts),
    );
    await this.lane.prepare?.(this);
    await this.#openDevices();
    this.advisors = new Advisors(this, this.#plan(documents));
    const began = Date.now();
    const mending = this.#mend();
    await Promise.all([this.#weather(), this.advisors.act()]);
    await ground.calm();
    await this.advisors.decideLeft();
    this.log(`${seed} calm after ${Date.now() - began} ms, ${this.#waiting()} wait on devices`);
    const calmAt = Date.now();
    const drained = await this.#drain(calmAt);
    this.drainMs = Date.now() - calmAt;
    this.isOver = true;
    await mending;
    this.log(`${seed} ${drained ? 'drained' : 'not drained'} after ${this.drainMs} ms`);
    if (!drained) this.log(`${seed} unfinished: ${this.advisors.unfinished().join('; ')}, ${this.#waiting()} wait`);
    await judge(this, documents);
    await this.#explain();
    this.log(`${seed} ended: ${JSON.stringify(this.advisors.ends())}`);
    await this.#close();
  }

  #plan(documents) {
    const spanMs = this.spanMs * ACTS;
    if (!this.lane.hasScreens) return { acts: drawActs(this.seed, documents, spanMs) };
    const { rest, ...byHand } = drawVisits(this.seed, documents, spanMs);
    return { ...byHand, acts: drawActs(this.seed, rest, spanMs) };
  }

  /** What the server noted of the attempts of a decision that a finding names. */
  async #explain() {
    const ids = new Set(
      this.findings.flatMap(({ said }) => said.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []),
    );
    if (ids.size === 0) return;
    const rows = await this.ground.rows(
      `select decision_id as id, number, outcome, detail, to_char(committed_at, 'MI:SS.MS') as committed,
         to_char(answered_at, 'MI:SS.MS') as answered from decision_attempt where decision_id = any($1::uuid[]) order by 1, 2 limit 40`,
      [[...ids]],
    );
    for (const row of rows) console.log(`  attempt ${JSON.stringify(row)}`);
  }

  /** After it broke: nothing of it goes on. */
  async abandon() {
    this.isOver = true;
    await this.ground.calm().catch((error) => this.log(`${this.seed} no calm: ${error.message}`));
    await this.#close();
  }

  async #close() {
    await Promise.all([...this.devices.values()].map((device) => device.stop()));
  }

  async #openDevices() {
    this.clocks = new Map();
    for (const { name, email } of DEVICES) {
      const address = `http://127.0.0.1:${this.ground.lines.get(name).port}`;
      const skewMs = this.random.chance(0.4) ? this.random.whole(-2 * DAY_MS, 2 * DAY_MS) : 0;
      if (skewMs !== 0) this.ground.noteStrike('a device has the wrong time');
      const now = () => Date.now() + skewMs;
      const device = await this.lane.open({
        name,
        email,
        address,
        now,
        ground: this.ground,
        random: new Random(`${name} ${this.seed}`),
        log: this.log,
        heard: (told) => this.advisors?.hands?.heard(name, told),
      });
      this.devices.set(name, device);
      this.clocks.set(name, now);
    }
  }

  async #weather() {
    const random = new Random(`strikes ${this.seed}`);
    const began = Date.now();
    const striking = [];
    for (const { atMs, name } of drawWeather(this.seed, this.number, this.spanMs, this.lane, this.surely)) {
      await wait(Math.max(0, began + atMs - Date.now()));
      this.log(`${this.seed} ${name}`);
      this.planned.push(name);
      striking.push(this.#strike(name, random));
    }
    await Promise.all(striking);
    await wait(Math.max(0, began + this.spanMs - Date.now()));
  }

  async #strike(name, random) {
    const began = Date.now();
    try {
      await strike(this, name, random, this.lane.faults);
      this.log(`${this.seed} ${name}: over after ${Date.now() - began} ms`);
    } catch (error) {
      this.log(`${this.seed} ${name} did not strike: ${error.message}`);
    }
  }

  /** Clients whose grant was lost are connected anew, as a person would. */
  async #mend() {
    while (!this.isOver) {
      for (const client of this.ground.clients)
        await client.mend().catch((error) => this.log(`${this.seed} not mended yet: ${error.message}`));
      await wait(LOOK_MS);
    }
  }

  #waiting() {
    return [...this.devices.values()].reduce((sum, { waiting }) => sum + waiting, 0);
  }

  /** Whether, in the end, nothing waits on a device and every decision is final. */
  async #drain(calmAt) {
    let [still, stillSince] = [-1, calmAt];
    while (Date.now() - stillSince < this.stillnessMs && Date.now() - calmAt < LONGEST_DRAIN_MS) {
      await this.advisors.followUp();
      if (this.#waiting() === 0 && this.advisors.isAllFinal()) return true;
      const progress = this.advisors.finalCount() - this.#waiting();
      if (progress !== still) [still, stillSince] = [progress, Date.now()];
      await wait(LOOK_MS);
    }
    return false;
  }
}
