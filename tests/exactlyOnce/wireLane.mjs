/** The lane whose devices are `WireDevice`s: the server's side alone is on trial. */
import { Evictions } from './evictions.ts';
import { WireDevice } from './wireDevice.mjs';
import { readDecisions } from './serverView.mjs';

const TRIES = 10;

class Device extends WireDevice {
  /** Nothing is ever cleared here. */
  evictions = new Evictions();

  holds(id) {
    return this.queued.some((operation) => operation.id === id);
  }

  /** The server said no for good and keeps nothing. */
  wasRefused(id) {
    const answer = this.answers.get(id);
    return answer !== undefined && answer.decision === null && answer.refusal !== null;
  }

  leftovers() {
    return this.queued.map(({ name, id }) => `${name} ${id}`);
  }

  mayBeGone() {
    return false;
  }

  wasRemoved() {
    return false;
  }

  /** Nobody needs to act. */
  async tend() {}

  /** The states as the server told them, the newest it was asked for. */
  async shown(run) {
    const newest = await readDecisions(run);
    return new Map([...newest].map(([id, { state }]) => [id, state]));
  }
}

/** @param bug a deliberate bug of the device. */
export function wireLane({ bug }) {
  return {
    faults: {},
    open: async ({ email, address, random }) => {
      const device = new Device({ email, address, random, mostTries: bug === 'drop-after-ten' ? TRIES : Infinity });
      device.start();
      return device;
    },
  };
}
