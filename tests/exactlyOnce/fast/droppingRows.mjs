/** The deliberate bug of a queue: what was tried ten times leaves it, as if it were done. */
const MOST_TRIES = 10;

/** The app's own rows of the queue with the bug in them. Whichever tab tries it, a try is counted. */
export function droppingRows(OutboxRows) {
  const tries = new Map();
  return class extends OutboxRows {
    async markTried(ids) {
      const here = await super.markTried(ids);
      for (const id of here) tries.set(id, (tries.get(id) ?? 0) + 1);
      const tired = here.filter((id) => tries.get(id) > MOST_TRIES);
      if (tired.length > 0) await this.remove(tired);
      return here.filter((id) => !tired.includes(id));
    }
  };
}
