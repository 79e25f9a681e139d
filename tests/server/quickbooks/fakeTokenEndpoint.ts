import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Fault = 'hang' | 'error' | 'rotate and hang' | 'slow';

/**
 * A token endpoint that is stricter than QuickBooks: the refresh token changes with every refresh, and the one before it
 * is refused at once unless `grace` is set. What it was told to get wrong comes first, one fault a request.
 */
export class FakeTokenEndpoint {
  /** Refresh tokens as they came, and tokens given back. */
  readonly refreshes: string[] = [];
  readonly revoked: string[] = [];
  grace = false;
  faults: Fault[] = [];
  /** How long QuickBooks thinks. */
  delayMs = 50;
  #generation = 1;
  readonly #heard: (() => void)[] = [];
  readonly #server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => this.#answer(request.url ?? '', body, response));
  });

  static async start(): Promise<FakeTokenEndpoint> {
    const fake = new FakeTokenEndpoint();
    await new Promise<void>((resolve) => fake.#server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Starts again with `refresh-1` as the living token. */
  reset(): void {
    this.refreshes.length = 0;
    this.revoked.length = 0;
    this.faults = [];
    this.grace = false;
    this.#generation = 1;
  }

  /** Resolves with the next refresh that arrives. */
  heard(): Promise<void> {
    return new Promise((resolve) => this.#heard.push(resolve));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(url: string, body: string, response: ServerResponse): void {
    if (url.endsWith('/revoke')) return this.#revoke(body, response);
    const asked = new URLSearchParams(body).get('refresh_token') ?? '';
    this.refreshes.push(asked);
    for (const tell of this.#heard.splice(0)) tell();
    const fault = this.faults.shift();
    if (fault === 'hang') return;
    if (fault === 'error') return void respond(response, 500, { error: 'server_error' });
    const isLiving = asked === `refresh-${this.#generation}`;
    if (!isLiving && !(this.grace && asked === `refresh-${this.#generation - 1}`))
      return void respond(response, 400, { error: 'invalid_grant' });
    if (isLiving) this.#generation += 1;
    if (fault === 'rotate and hang') return;
    setTimeout(
      () =>
        respond(response, 200, {
          token_type: 'bearer',
          access_token: `access-${this.#generation}`,
          refresh_token: `refresh-${this.#generation}`,
          expires_in: 3600,
          x_refresh_token_expires_in: 8_726_400,
        }),
      fault === 'slow' ? 700 : this.delayMs,
    );
  }

  #revoke(body: string, response: ServerResponse): void {
    const fault = this.faults.shift();
    if (fault === 'hang') return;
    if (fault) return void respond(response, fault === 'error' ? 500 : 400, { error: 'server_error' });
    this.revoked.push(/refresh-\d+/.exec(body)?.[0] ?? body);
    response.writeHead(200).end();
  }
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', intuit_tid: 'tid-token' }).end(JSON.stringify(body));
}
