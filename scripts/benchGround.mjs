/**
 * What `npm run bench:sync` measures on: the stand-in QuickBooks with one company, counting what it answers, and the built
 * product as a process of its own with the heap it has in `npm start`. Works on the build.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { ROOT, environment, nodeFlags, productNode } from './ground.mjs';

const APP = { id: 'runway-bench', secret: randomBytes(24).toString('hex') };

/** The stand-in in this process. `dataDir` is an empty folder. */
export async function startStandIn(company, dataDir, address) {
  const { createSandboxServer } = await import('../dist/sandbox/http/server.js');
  const { realmId } = company.profile;
  const sandbox = await createSandboxServer({
    store: { companies: () => [company], company: (id) => (id === realmId ? company : undefined) },
    dataDir,
    apps: [
      {
        name: 'RowCol Runway',
        clientId: APP.id,
        clientSecret: APP.secret,
        redirectUris: [`${address}/quickbooks/callback`],
      },
    ],
    onError: (error) => console.error(error),
  });
  let [calls, bytes] = [0, 0];
  sandbox.server.prependListener('request', (request, response) => {
    if (!request.url.startsWith('/v3/')) return;
    calls += 1;
    const { socket } = response;
    const before = socket.bytesWritten;
    response.once('finish', () => (bytes += socket.bytesWritten - before));
  });
  const url = await sandbox.listen(0);
  return { url, calls: () => calls, bytes: () => bytes, stop: () => sandbox.close() };
}

/** Starts the product and resolves once it listens. `died` is told when it ends by itself later. */
export async function startProduct(database, sandbox, address, died) {
  const file = 'dist/server/main.js';
  const key = () => `k1:${randomBytes(32).toString('base64')}`;
  const child = spawn(productNode(), [...nodeFlags(file), join(ROOT, file)], {
    cwd: ROOT,
    env: environment({
      ...database,
      PORT: new URL(address).port,
      PUBLIC_URL: address,
      SESSION_KEYS: key(),
      TOKEN_KEYS: key(),
      QUICKBOOKS_CLIENT_ID: APP.id,
      QUICKBOOKS_CLIENT_SECRET: APP.secret,
      QUICKBOOKS_AUTHORIZE_URL: `${sandbox}/connect/oauth2`,
      QUICKBOOKS_TOKEN_URL: `${sandbox}/oauth2/v1/tokens/bearer`,
      QUICKBOOKS_REVOKE_URL: `${sandbox}/v2/oauth2/tokens/revoke`,
      QUICKBOOKS_API_URL: sandbox,
      DEMO: 'true',
      LOG_LEVEL: 'warn',
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  let stopping = false;
  const stop = async () => {
    stopping = true;
    child.kill('SIGTERM');
    await Promise.race([closed, wait(10_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
  };
  await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/listening/.test(line)) resolve();
      else if (/"level":(4|5)0/.test(line)) console.error(line);
    });
    child.once('close', (code) => reject(new Error(`the product ended with ${code}`)));
  });
  child.once('close', (code, signal) => stopping || died(new Error(`the product ended by itself (${code ?? signal})`)));
  return { peakMegabytes: () => peakMegabytes(child.pid), stop };
}

/** Largest resident memory of a process since it began; 0 where the system does not tell. */
function peakMegabytes(pid) {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return 0;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 0) / 1024;
}

/** A port nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
