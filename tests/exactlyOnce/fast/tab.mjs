/**
 * One tab of a device: the app's own outbox over the device's database. It can die like a tab whose process is killed (its
 * locks go, whatever it was at goes no further), and stand still like one that the system has frozen.
 */
const NEVER = new Promise(() => undefined);
/** A beat of whoever leads, ten times as fast as in the product. */
const BEAT_MS = 100;
const ANSWER_WITHIN_MS = 3_000;
/** What waits for so long is told of, five times as soon as in the product; and how soon one that failed is made again. */
const TELL_AFTER_MS = 400;
const TELL_AGAIN_MS = 1_000;

export class Tab {
  #died = Promise.withResolvers();
  #thaw = null;
  isDead = false;

  /** @param person whose tab it is: `{ viewerId, sender, hears }`. */
  constructor(device, person) {
    Object.assign(this, { device, person });
  }

  /** Opens the device's database as the person whose tab it is, and begins to send. */
  async open() {
    const { app, name, now, storage } = this.device;
    const { viewerId, sender } = this.person;
    this.store = new app.DeviceStore(name);
    const { vault, lost } = await app.DeviceRows.open(viewerId, this.store).then((rows) => ({
      vault: rows.vault,
      lost: rows.lost,
    }));
    this.removed = lost;
    const line = this.#mortalLine(app.browserLine(name));
    this.outbox = new app.Outbox({
      rows: this.#mortal(new app.OutboxRows(vault, app.waitingCounter(viewerId, storage))),
      line,
      lock: new app.WebLock({ line, locks: this.#mortalLocks(), name, beatMs: BEAT_MS }),
      send: this.#mortal(sender),
      now,
      random: () => this.device.random.next(),
      answerWithinMs: ANSWER_WITHIN_MS,
      onChange: () => this.reporting?.changed(),
    });
    await this.outbox.open();
    this.reporting = this.#reportingOf(vault);
  }

  /** As the app's page does: the server is told what waits here, and says what never arrived. */
  #reportingOf(vault) {
    const { app } = this.device;
    const { sender, hears } = this.person;
    const { reportQueue, storeName } = this.#mortal({ reportQueue: sender.reportQueue, storeName: app.storeName });
    return new app.QueueReporting({
      tell: reportQueue,
      storeName: () => storeName(vault),
      queue: () => this.outbox.now.operations,
      onLost: (lost) => hears(lost?.count ?? 0),
      wiped: { was: () => false, forget: () => undefined },
      now: () => performance.now(),
      afterMs: TELL_AFTER_MS,
      againAfterMs: TELL_AGAIN_MS,
    });
  }

  /** As SIGKILL does: nothing it was at goes on, and it lets go of what it held. */
  kill() {
    this.isDead = true;
    this.#died.resolve();
    this.outbox?.close();
    this.reporting?.close();
    void this.store?.close().catch(() => undefined);
  }

  /** Stands still; everything it was at goes on when it is thawed. */
  async freeze(milliseconds) {
    const { promise, resolve } = Promise.withResolvers();
    this.#thaw = promise;
    await new Promise((done) => setTimeout(done, milliseconds));
    this.#thaw = null;
    resolve();
  }

  /** Settles as the work does; never once the tab is dead. */
  living(work) {
    return Promise.race([work, this.#died.promise.then(() => NEVER)]);
  }

  /** Whose methods wait while the tab stands still, and never end once it is dead. */
  #mortal(parts) {
    const step = async (method, given) => {
      await this.#thaw;
      if (this.isDead) return NEVER;
      const done = await method.apply(parts, given);
      await this.#thaw;
      return this.isDead ? NEVER : done;
    };
    return new Proxy(parts, {
      get: (_, key) => {
        const value = parts[key];
        return typeof value === 'function' ? (...given) => step(value, given) : value;
      },
    });
  }

  #mortalLine(line) {
    return { ...line, tell: (news) => (this.#thaw || this.isDead ? undefined : line.tell(news)) };
  }

  /** The browser gives the lock on when the tab is gone. */
  #mortalLocks() {
    const request = (name, options, work) =>
      navigator.locks.request(name, options, (lock) => Promise.race([work(lock), this.#died.promise]));
    return { request };
  }
}
