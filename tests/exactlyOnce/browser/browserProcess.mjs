/**
 * One Chromium over one profile directory, that can be killed like a browser that crashes, and have a page's process held
 * still. Only ever signals processes that it started: those under the one that runs this very profile.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';

const ARGUMENTS = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--no-first-run'];
const LONGEST_CLOSE_MS = 5_000;

export class BrowserProcess {
  context = null;
  isOffline = false;

  /** `begin`: a script that runs in every page before its own; `heard`: gets what a page tells by `chaosTell`. */
  constructor(executablePath, { begin, heard }) {
    Object.assign(this, { executablePath, begin, heard });
    this.profile = mkdtempSync(join(tmpdir(), 'runway-chaos-profile-'));
  }

  /** Starts it over the profile as it was left. */
  async open() {
    const context = await chromium.launchPersistentContext(this.profile, {
      executablePath: this.executablePath,
      args: ARGUMENTS,
      viewport: { width: 1200, height: 800 },
    });
    await context.addInitScript(...this.begin());
    await context.exposeBinding('chaosTell', (_, told) => this.heard(told));
    context.setDefaultTimeout(15_000);
    this.context = context;
    this.isOffline = false;
  }

  /** Takes the network from all of its pages, or gives it back. */
  async setOffline(isOffline) {
    this.isOffline = isOffline;
    await this.context?.setOffline(isOffline);
  }

  /** SIGKILL of the browser, and of what it leaves behind. */
  async kill() {
    const tree = this.#processes();
    for (const { pid } of tree) signal(pid, 'SIGKILL');
    this.context = null;
    while (this.#processes().length > 0) await wait(50);
  }

  /**
   * Stops the process that runs this page, found by which page answers no more: answers its id for `resume`, or null where
   * it is not found.
   */
  async stopProcessOf(page, answersWithinMs) {
    for (const { pid } of this.#processes().filter(({ command }) => command.includes('--type=renderer'))) {
      signal(pid, 'SIGSTOP');
      const asked = page.evaluate(() => true).catch(() => true);
      const isStill = (await Promise.race([asked, wait(answersWithinMs, null, { ref: false })])) === null;
      if (isStill) return pid;
      signal(pid, 'SIGCONT');
    }
    return null;
  }

  resume(pid) {
    signal(pid, 'SIGCONT');
  }

  /** Ends it, and removes the profile. */
  async stop() {
    await Promise.race([
      this.context?.close().catch(() => undefined),
      wait(LONGEST_CLOSE_MS, undefined, { ref: false }),
    ]);
    await this.kill();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** `{ pid, command }` of the browser with this profile and all below it, the browser first. */
  #processes() {
    const all = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,command='], {
      encoding: 'utf8',
      maxBuffer: 2 ** 25,
    })
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
      .filter((found) => found && !found[3].startsWith('Z'))
      .map(([, pid, parent, , command]) => ({ pid: Number(pid), parent: Number(parent), command }));
    const mine = all.filter(({ command }) => command.includes(`--user-data-dir=${this.profile}`));
    const known = new Set(mine.map(({ pid }) => pid));
    for (let more = mine; more.length > 0;) {
      more = all.filter(({ pid, parent }) => known.has(parent) && !known.has(pid));
      for (const one of more) known.add(one.pid);
      mine.push(...more);
    }
    return mine;
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself meanwhile.
    if (error.code !== 'ESRCH') throw error;
  }
}
