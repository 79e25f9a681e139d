import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

export interface Code {
  code: string;
  clientId: string;
  redirectUri: string;
  realmId: string;
  scope: string;
  /** Epoch milliseconds, as every time in this file. */
  expiresAt: number;
}

export interface Grant {
  id: string;
  clientId: string;
  realmId: string;
  scope: string;
  authorizedAt: number;
  refresh: string;
  refreshIssuedAt: number;
  refreshExpiresAt: number;
  previousRefresh?: string;
  previousRefreshUntil?: number;
}

/** Access tokens are kept as SHA-256 only: the stand-in never has to say one again. */
export interface AccessToken {
  hash: string;
  grantId: string;
  expiresAt: number;
}

export interface OAuthState {
  version: 1;
  codes: Code[];
  grants: Grant[];
  access: AccessToken[];
}

/** `oauth.json`, replaced as a whole: written beside it, flushed, renamed over it. Writes that wait are merged into one. */
export class OAuthFile {
  private readonly path: string;
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly dataDir: string) {
    this.path = join(dataDir, 'oauth.json');
  }

  /** The state of the last write; empty when there was none. Throws on a file that is not ours. */
  async read(): Promise<OAuthState> {
    await mkdir(this.dataDir, { recursive: true });
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { version: 1, codes: [], grants: [], access: [] };
      throw error;
    }
    const state = JSON.parse(text) as OAuthState;
    if (state.version !== 1) throw new Error(`${this.path} has an unknown version; delete it or reset the sandbox`);
    return state;
  }

  /** Resolves once this state, or a later one, is on disk. */
  write(state: OAuthState): Promise<void> {
    if (!this.running) return (this.running = this.replace(state));
    this.next ??= this.running
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return (this.running = this.replace(state));
      });
    return this.next;
  }

  private async replace(state: OAuthState): Promise<void> {
    const temporary = `${this.path}.new`;
    try {
      const handle = await open(temporary, 'w', 0o600);
      try {
        await handle.writeFile(JSON.stringify(state));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.path);
    } finally {
      if (!this.next) this.running = undefined;
    }
  }
}
