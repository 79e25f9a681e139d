import { setTimeout as delay } from 'node:timers/promises';
import type { Agenda } from 'agenda';
import { connectBackend, type ConnectedBackend, type JobsBackend } from './jobsBackend.js';
import type { Logger } from './logger.js';

/** Something the clock starts. It may be run again after it broke off, so it must be idempotent. */
export interface ClockJob {
  /** `room.verb`; kept in the backend, so it is not renamed lightly. */
  readonly name: string;
  /** Minutes between two runs; the first one follows the start of the first server. */
  readonly everyMinutes: number;
  readonly work: () => Promise<void>;
}

export interface ClockJobsParts {
  readonly backend: JobsBackend;
  readonly jobs: readonly ClockJob[];
  readonly logger: Logger;
  /** How often the backend is asked what is due, in milliseconds. */
  readonly askEveryMs?: number;
  /** A job that runs longer than this is taken for dead and started again elsewhere, in milliseconds. */
  readonly longestRunMs?: number;
}

const ASK_EVERY_MS = 20_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
const LONGEST_RUN_MS = 5 * 60_000;

/**
 * What the clock starts (Agenda): each job runs once for any number of servers. Responsible for: living through a backend
 * that is away. Never: holding up the server's start, or work whose cause is a commit (that is a row of its own).
 */
export class ClockJobs {
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #agenda: Agenda | null = null;
  #connected: ConnectedBackend | null = null;

  constructor(private readonly parts: ClockJobsParts) {}

  /** Begins at once and answers at once; a backend that cannot be reached is tried again until the stop. */
  start(): void {
    this.#running = this.#begin();
  }

  /** Waits for the job that runs here, then gives the backend's connections back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    // Longer than any job of ours takes; what is cut off runs again.
    await this.#agenda?.drain({ timeout: 5_000, closeConnection: false });
    this.#agenda = null;
    await this.#connected?.close();
    this.#connected = null;
  }

  async #begin(): Promise<void> {
    const { signal } = this.#stopping;
    for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        await this.#open();
        this.parts.logger.info({ backend: this.parts.backend.kind }, 'the clock’s jobs run');
        return;
      } catch (error) {
        this.parts.logger.error({ err: error, waitMs: wait }, `the clock’s jobs cannot run: ${this.#place()} fails`);
        await this.#agenda?.stop(false).catch(() => undefined);
        this.#agenda = null;
        await this.#connected?.close();
        this.#connected = null;
      }
      await delay(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  async #open(): Promise<void> {
    const { backend, jobs, logger } = this.parts;
    const connected = await connectBackend(backend, logger);
    this.#connected = connected;
    const { Agenda: Clock } = await import('agenda');
    const agenda = new Clock({
      backend: connected.backend,
      processEvery: this.parts.askEveryMs ?? ASK_EVERY_MS,
      maxConcurrency: 2,
      defaultConcurrency: 1,
      defaultLockLimit: 1,
      defaultLockLifetime: this.parts.longestRunMs ?? LONGEST_RUN_MS,
    });
    this.#agenda = agenda;
    agenda.on('error', (error) => logger.error({ err: error }, 'the clock’s jobs met an error'));
    // Agenda's second overload waits for the promise; the rule looks at the first alone.
    // oxlint-disable-next-line typescript/no-misused-promises
    for (const job of jobs) agenda.define(job.name, () => this.#run(job));
    await agenda.start();
    for (const { name, everyMinutes } of jobs) await agenda.every(`${everyMinutes} minutes`, name);
  }

  async #run({ name, work }: ClockJob): Promise<void> {
    const began = performance.now();
    try {
      await work();
      this.parts.logger.debug({ job: name, tookMs: Math.round(performance.now() - began) }, 'a job of the clock ran');
    } catch (error) {
      // Its next turn comes; Agenda need not be told, it would only keep the text.
      this.parts.logger.error({ err: error, job: name }, 'a job of the clock failed');
    }
  }

  #place(): string {
    return this.parts.backend.kind === 'mongodb' ? 'MongoDB (MONGODB_URL)' : 'the database (DATABASE_JOBS_URL)';
  }
}
