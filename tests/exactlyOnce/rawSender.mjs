/** Sends requests to the stand-in as they are, one after another, within ten a second: what the product is measured against. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { RealmLimiter } from '../../dist/server/quickbooks/rateLimit.js';

/** As the product's own gate has it: a little below QuickBooks' limit, since requests arrive less evenly than they leave. */
const PACE = [
  { calls: 10, perMs: 1_050 },
  { calls: 500, perMs: 60_050 },
];

const MOST_TRIES = 20;
const AGAIN_MS = 100;

export class RawSender {
  /** Connects once more, as the app itself. */
  static async open(ground, realmId) {
    const { clientId, clientSecret } = ground.app;
    const redirect = `${ground.servers[0].address}/quickbooks/callback`;
    const consent = await fetch(`${ground.url}/connect/oauth2/consent`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        ...{ client_id: clientId, redirect_uri: redirect, scope: 'com.intuit.quickbooks.accounting', state: 'raw' },
        ...{ realm_id: realmId, decision: 'allow' },
      }),
    });
    const code = new URL(consent.headers.get('location')).searchParams.get('code');
    const answer = await fetch(`${ground.url}/oauth2/v1/tokens/bearer`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
        accept: 'application/json',
      },
      body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect }),
    });
    const { access_token: token } = await answer.json();
    if (!token) throw new Error('the raw sender got no token');
    return new RawSender(ground.url, realmId, token);
  }

  constructor(url, realmId, token) {
    Object.assign(this, { url, realmId, token });
    this.limiter = new RealmLimiter(Date.now, wait, PACE);
  }

  async send(path, body, tries = 1) {
    await this.limiter.enter(this.realmId);
    const url = new URL(`/v3/company/${this.realmId}/${path}`, this.url);
    url.searchParams.set('requestid', randomUUID());
    url.searchParams.set('minorversion', '75');
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        accept: 'application/json',
        'content-type': 'application/json',
      },
      body,
    });
    // On a busy machine requests bunch on their way; one too many is sent again, as anybody must.
    if (answer.status === 429 && tries < MOST_TRIES) {
      await answer.arrayBuffer();
      await wait(AGAIN_MS);
      return this.send(path, body, tries + 1);
    }
    if (!answer.ok) throw new Error(`raw ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.arrayBuffer();
  }
}
