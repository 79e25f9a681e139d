/**
 * The fifty demo companies, synced once for a whole test run: the stand-in as a process of its own, the built product
 * on a database of its own, the demo loader through the real consent flow. The product is stopped afterwards; the
 * database stays as a template to clone, the stand-in keeps answering.
 */
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT, environment, nodeFlags, productNode } from '../../scripts/ground.mjs';

export const FIFTY_TEMPLATE = 'runway_fifty';

/** Secrets and addresses that every product process on these books shares. */
export function settingsFor(sandboxOrigin, port) {
  const key = () => `k1:${randomBytes(32).toString('base64')}`;
  return {
    ...addressesFor(sandboxOrigin, port),
    SESSION_KEYS: key(),
    TOKEN_KEYS: key(),
    QUICKBOOKS_CLIENT_ID: 'runway-test',
    QUICKBOOKS_CLIENT_SECRET: 'runway-test-secret',
    QUICKBOOKS_WEBHOOK_TOKEN: 'runway-test-webhooks',
    DEMO: 'true',
    LOG_LEVEL: 'warn',
  };
}

/** Where a product listens, and where it finds its stand-in. */
export function addressesFor(sandboxOrigin, port) {
  return {
    PUBLIC_URL: `http://localhost:${port}`,
    PORT: String(port),
    QUICKBOOKS_AUTHORIZE_URL: `${sandboxOrigin}/connect/oauth2`,
    QUICKBOOKS_TOKEN_URL: `${sandboxOrigin}/oauth2/v1/tokens/bearer`,
    QUICKBOOKS_REVOKE_URL: `${sandboxOrigin}/v2/oauth2/tokens/revoke`,
    QUICKBOOKS_API_URL: sandboxOrigin,
  };
}

/** The environment of a stand-in that keeps its companies in `dataDir`, for a product with these settings. */
export function standInEnvironment(settings, dataDir) {
  return {
    RUNWAY_SANDBOX_PORT: new URL(settings.QUICKBOOKS_API_URL).port,
    RUNWAY_SANDBOX_DATA_DIR: dataDir,
    RUNWAY_SANDBOX_CLIENT_ID: settings.QUICKBOOKS_CLIENT_ID,
    RUNWAY_SANDBOX_CLIENT_SECRET: settings.QUICKBOOKS_CLIENT_SECRET,
    RUNWAY_SANDBOX_REDIRECT_URIS: `${settings.PUBLIC_URL}/quickbooks/callback`,
    RUNWAY_SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${settings.PORT}/quickbooks/webhooks`,
    RUNWAY_SANDBOX_WEBHOOK_TOKEN: settings.QUICKBOOKS_WEBHOOK_TOKEN,
  };
}

/** Starts a program of the build and resolves once it says that it listens. */
export function launch(file, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(productNode(), [...nodeFlags(file), join(ROOT, file)], {
      cwd: ROOT,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = [];
    const listen = (line) => {
      said.push(line);
      if (said.length > 80) said.shift();
      if (/listening/.test(line)) resolve(child);
    };
    createInterface({ input: child.stdout }).on('line', listen);
    createInterface({ input: child.stderr }).on('line', listen);
    child.on('error', reject);
    child.on('close', (code) => reject(new Error(`${file} ended with ${code}\n${said.join('\n')}`)));
  });
}

/** Ends a process this run started and waits until it is gone. */
export function end(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('close', resolve);
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  });
}

/** Runs the demo loader to its end; `onProgress` receives its lines. Rejects when it fails. */
export function loadDemo(env, onProgress) {
  return new Promise((resolve, reject) => {
    const child = spawn(productNode(), [join(ROOT, 'dist/server/seeds/demo.js')], {
      cwd: ROOT,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    createInterface({ input: child.stdout }).on('line', (line) => onProgress(JSON.parse(line)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The demo loader ended with ${code}`))));
  });
}
