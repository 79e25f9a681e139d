/** Programs that chaos starts, kills and starts again. Only ever ends what it started. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { environment, nodeFlags, productNode } from '../../scripts/ground.mjs';

const LONGEST_START_MS = 90_000;
const SHOWN_ERRORS = 20;
const MOST_STARTS = 20;
const BETWEEN_STARTS_MS = 500;

/** A program, named by its file: URL, that tells its parent when it listens; `hear` gets everything else it tells. */
export class Program {
  #child = null;
  #changing = Promise.resolve();
  #isStopped = false;
  #errors = [];

  constructor(file, env, hear = () => undefined) {
    this.path = fileURLToPath(file);
    this.env = env;
    this.hear = hear;
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Lines it wrote to standard error, the newest. */
  get errors() {
    return this.#errors;
  }

  /** Says something to it; whatever runs no more hears nothing. */
  say(message) {
    if (this.#child?.connected) this.#child.send(message, () => undefined);
  }

  start() {
    return this.#inTurn(() => this.#start());
  }

  /**
   * kill -9, and a new process in its place at once; again where that ends at its start, as where the database is on its way
   * back: whoever keeps servers up does so.
   */
  killAndRestart() {
    return this.#inTurn(async () => {
      await this.#end('SIGKILL');
      for (let starts = 1; ; starts += 1) {
        try {
          return await this.#start();
        } catch (error) {
          if (starts === MOST_STARTS) throw error;
          await new Promise((resolve) => setTimeout(resolve, BETWEEN_STARTS_MS));
        }
      }
    });
  }

  /** Holds it still for a while, as a machine that swaps does. */
  freeze(milliseconds) {
    return this.#inTurn(async () => {
      const child = this.#child;
      child?.kill('SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      child?.kill('SIGCONT');
    });
  }

  stop() {
    this.#isStopped = true;
    return this.#inTurn(() => this.#end('SIGKILL'));
  }

  #inTurn(work) {
    this.#changing = this.#changing.then(work, work);
    return this.#changing;
  }

  async #start() {
    if (this.#isStopped) return null;
    const child = fork(this.path, [], {
      execPath: productNode(),
      execArgv: ['--no-warnings', ...nodeFlags(this.path)],
      env: environment(this.env),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => this.#keep(chunk.toString()));
    const listening = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.path} did not start`)), LONGEST_START_MS);
      child.on('message', (told) => {
        if (told.kind !== 'listening') return this.hear(told);
        clearTimeout(timer);
        resolve(told);
      });
      child.once('exit', (code) => {
        clearTimeout(timer);
        reject(new Error(`${this.path} ended with ${code}\n${this.#errors.join('\n')}`));
      });
    });
    return listening;
  }

  #keep(text) {
    this.#errors.push(...text.split('\n').filter(Boolean));
    if (this.#errors.length > SHOWN_ERRORS) this.#errors = this.#errors.slice(-SHOWN_ERRORS);
  }

  async #end(signal) {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
