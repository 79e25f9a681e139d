import { timingSafeEqual } from 'node:crypto';

/** An app as its developer registered it. Redirect addresses must match to the letter and carry no query. */
export interface RegisteredApp {
  /** What the consent page calls it. */
  name?: string;
  clientId: string;
  clientSecret: string;
  redirectUris: readonly string[];
}

function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The app behind `Authorization: Basic …`, or behind client_id and client_secret in the form; undefined when they are wrong. */
export function authenticatedApp(
  apps: readonly RegisteredApp[],
  authorization: string | undefined,
  form: ReadonlyMap<string, string>,
): RegisteredApp | undefined {
  const basic = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  const pair = basic === undefined ? undefined : Buffer.from(basic, 'base64').toString('utf8');
  const colon = pair?.indexOf(':') ?? -1;
  const id = pair === undefined ? form.get('client_id') : pair.slice(0, Math.max(0, colon));
  const secret = pair === undefined ? form.get('client_secret') : pair.slice(colon + 1);
  const app = apps.find((a) => a.clientId === id);
  return app && secret !== undefined && sameSecret(secret, app.clientSecret) ? app : undefined;
}
