import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLogger } from '../../../server/platform/logger.js';
import { KeyRing } from '../../../server/platform/secrets.js';
import { QuickBooksOAuth } from '../../../server/quickbooks/oauth.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import { ConnectionTokens } from '../../../server/quickbooks/tokens.js';
import { startSyncGround, type SyncGround } from '../sync/syncHarness.js';
import { FakeTokenEndpoint } from './fakeTokenEndpoint.js';

const CHILD = fileURLToPath(new URL('./tokenProcess.mjs', import.meta.url));

export interface TokenProcess {
  readonly child: ChildProcess;
  readonly answer: Promise<string[]>;
  go(): void;
}

/** A connected client, a fake of QuickBooks' token endpoint, and processes that ask it. */
export class TokenGround {
  readonly #children: ChildProcess[] = [];

  private constructor(
    readonly ground: SyncGround,
    readonly endpoint: FakeTokenEndpoint,
    readonly clientId: string,
  ) {}

  static async open(): Promise<TokenGround> {
    const ground = await startSyncGround();
    const endpoint = await FakeTokenEndpoint.start();
    const outcome = await ground.connect();
    return new TokenGround(ground, endpoint, 'clientId' in outcome ? outcome.clientId : '');
  }

  async close(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await this.endpoint.close();
    await this.ground.close();
  }

  /** The client's tokens are `access-1` and `refresh-1` again, and nothing else waits or is kept. */
  async reset(): Promise<void> {
    const { ground, endpoint, clientId } = this;
    endpoint.reset();
    const [access, refresh, accessEnds, refreshEnds] = this.openTokens().sealed(clientId, {
      accessToken: 'access-1',
      refreshToken: 'refresh-1',
      accessExpiresInMs: 3_600_000,
      refreshExpiresInMs: 8_000_000_000,
    });
    await ground.test.asOwner('delete from quickbooks_connection');
    await ground.test.asOwner('delete from grant_to_return');
    await ground.test.asOwner('update sync_job set return_at = null');
    await ground.test.asOwner(
      `insert into quickbooks_connection (client_id, firm_id, realm_id, access_token_sealed, refresh_token_sealed,
         access_expires_at, refresh_expires_at, connected_by, connected_at)
       select c.id, c.firm_id, b.realm_id, ?, ?, ?, ?, c.advisor_id, now() from client c join business b on b.client_id = c.id
        where c.id = ?`,
      [access, refresh, accessEnds, refreshEnds, clientId],
    );
  }

  oauthSettings(timeoutMs: number) {
    const { url } = this.endpoint;
    return {
      clientId: 'a',
      clientSecret: 'b',
      authorizeUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      revokeUrl: `${url}/revoke`,
      redirectUri: 'http://127.0.0.1:9/callback',
      timeoutMs,
    };
  }

  tokenParts(timeoutMs: number) {
    return {
      database: this.ground.test.database,
      oauth: new QuickBooksOAuth(this.oauthSettings(timeoutMs)),
      keys: KeyRing.parse(this.ground.tokenKeys),
      clock: this.ground.clock,
      logger: createLogger('silent'),
    };
  }

  /** Tokens as one more process would have them. */
  openTokens(timeoutMs = 5_000): ConnectionTokens {
    return new ConnectionTokens(this.tokenParts(timeoutMs));
  }

  async keptRefreshToken(): Promise<string | null> {
    const [row] = await this.ground.test.asOwner<{ sealed: string }>(
      'select refresh_token_sealed as sealed from quickbooks_connection where client_id = ?',
      [this.clientId],
    );
    if (!row) return null;
    return KeyRing.parse(this.ground.tokenKeys).open(row.sealed, `quickbooks_connection:${this.clientId}:refresh`);
  }

  async needsReconnecting(): Promise<boolean> {
    const [row] = await this.ground.test.asOwner<{ lost: boolean }>(
      'select needs_reconnecting as lost from quickbooks_connection where client_id = ?',
      [this.clientId],
    );
    return row?.lost ?? false;
  }

  /** A process of the built server's own code. */
  async startProcess(promises: number): Promise<TokenProcess> {
    const { ground, clientId } = this;
    const oauth = this.oauthSettings(10_000);
    const settings = { urls: ground.test.urls, keys: ground.tokenKeys, oauth, clientId, promises };
    const child = spawn(process.execPath, [CHILD], {
      env: { PATH: process.env['PATH'], RUNWAY_TOKEN_PROCESS: JSON.stringify(settings) },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#children.push(child);
    const lines: string[] = [];
    const said = async (count: number): Promise<string> => {
      while (lines.length < count) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error('the process ended early');
        await delay(10);
      }
      return lines[count - 1] ?? '';
    };
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      lines.splice(0, lines.length, ...text.split('\n').slice(0, -1));
    });
    await said(1);
    const answer = said(2).then((line) => JSON.parse(line) as string[]);
    // A killed process never answers; whoever needs the answer awaits it.
    answer.catch(() => undefined);
    return { child, answer, go: () => void child.stdin?.write('go\n') };
  }
}

export async function failure(work: Promise<unknown>): Promise<QuickBooksError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof QuickBooksError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}
