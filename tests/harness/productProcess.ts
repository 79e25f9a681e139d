import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { KeyRing } from '../../server/platform/secrets.js';

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));
const LONGEST_START_MS = 30_000;

/** The built server as a process of its own. */
export interface ProductProcess {
  readonly url: string;
  readonly pid: number;
  /** Sends a signal and answers how the process ended, and after how many milliseconds. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<{ code: number | null; signal: string | null; tookMs: number }>;
}

/** Starts it with this environment beside what a test always needs; answers once it listens. */
export async function startProduct(environment: Readonly<Record<string, string>>): Promise<ProductProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [MAIN], {
    env: {
      PATH: process.env['PATH'],
      SESSION_KEYS: KeyRing.generate(),
      PUBLIC_URL: url,
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  await listening(child, ended);
  return {
    url,
    pid: child.pid ?? 0,
    end: async (signal) => {
      const began = performance.now();
      child.kill(signal);
      return { ...(await ended), tookMs: performance.now() - began };
    },
  };
}

function listening(child: ChildProcess, ended: Promise<{ code: number | null }>): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start\n${said}`)), LONGEST_START_MS);
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4_000);
      if (!said.includes('listening')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    void ended.then(({ code }) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with ${code}\n${said}`));
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
