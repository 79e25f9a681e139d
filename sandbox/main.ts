import { sandboxDataDir } from './dataDir.js';
import { createSandboxServer } from './http/server.js';
import { settingsFromEnvironment } from './http/webhooks/webhookSettings.js';
import { SandboxStore } from './ledger/sandboxStore.js';

/** The stand-in's process: settings from RUNWAY_SANDBOX_*, companies, server; stops cleanly on SIGTERM and SIGINT. */

const setting = (name: string, fallback: string): string => process.env[`RUNWAY_SANDBOX_${name}`] ?? fallback;
const optional = (name: string): string | undefined => process.env[`RUNWAY_SANDBOX_${name}`] || undefined;
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const complain = (error: unknown): void => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
};

async function main(): Promise<void> {
  const dataDir = sandboxDataDir(process.env);
  const today = optional('TODAY');
  const store = await SandboxStore.open({ dataDir, seed: setting('SEED', 'runway'), today });
  const sandbox = await createSandboxServer({
    store,
    dataDir,
    today,
    apps: [
      {
        name: setting('APP_NAME', 'RowCol Runway'),
        clientId: setting('CLIENT_ID', 'runway-demo-client'),
        clientSecret: setting('CLIENT_SECRET', 'runway-demo-secret'),
        redirectUris: setting(
          'REDIRECT_URIS',
          'http://127.0.0.1:4000/quickbooks/callback,http://localhost:4000/quickbooks/callback',
        ).split(','),
      },
    ],
    controlToken: optional('CONTROL_TOKEN'),
    limits: setting('LIMITS', 'off') === 'on',
    previousRefreshGraceMs: Number(setting('REFRESH_GRACE_HOURS', '0')) * 3_600_000,
    webhooks: settingsFromEnvironment(process.env),
    onError: complain,
  });
  const url = await sandbox.listen(Number(setting('PORT', '4010')));
  say(`stand-in QuickBooks listening on ${url}`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    sandbox
      .close()
      .then(() => store.close())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          complain(error);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  complain(error);
  process.exit(1);
});
