import type { ProductSession } from './productSession.js';

/** A company on QuickBooks' consent page. */
export interface Company {
  readonly realmId: string;
  readonly name: string;
}

/** Starts a connection and answers the address of the consent page. */
export async function beginConnection(session: ProductSession): Promise<URL> {
  const { beginConnection: begun } = await session.graphql<{
    beginConnection: { consentUrl: string | null; refusal: { message: string } | null };
  }>('mutation Begin { beginConnection { consentUrl refusal { message } } }');
  if (!begun.consentUrl) throw new Error(begun.refusal?.message ?? 'no consent page');
  return new URL(begun.consentUrl);
}

/** The companies a person may choose there, by their realm id. */
export async function companiesOn(page: URL): Promise<Company[]> {
  const html = await readPage(page);
  const found = [...html.matchAll(/name="realm_id" value="(\d+)"[^>]*>\s*<span>([^<]*)</g)];
  const companies = found.map(([, realmId = '', name = '']) => ({ realmId, name: plainText(name) }));
  if (companies.length === 0) throw new Error('the consent page lists no companies');
  return companies.sort((a, b) => (a.realmId < b.realmId ? -1 : 1));
}

/**
 * Allows one company as a person would: sends the page's form, and takes the way back to the product.
 * @throws Error when the product refuses the connection; one that is connected already is fine.
 */
export async function allow(session: ProductSession, page: URL, company: Company): Promise<void> {
  const html = await readPage(page);
  const fields = new URLSearchParams(
    [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']): [string, string] => [name, plainText(value)],
    ),
  );
  fields.set('realm_id', company.realmId);
  fields.set('decision', 'allow');
  const consented = await fetch(new URL('/connect/oauth2/consent', page), {
    method: 'POST',
    body: fields,
    redirect: 'manual',
    signal: AbortSignal.timeout(60_000),
  });
  const returned = await session.fetch(new URL(locationOf(consented, 'the consent page')));
  const refused = new URL(locationOf(returned, 'the product'), page).searchParams.get('refused');
  if (refused && refused !== 'ALREADY_CONNECTED') throw new Error(`${company.name} was refused: ${refused}`);
}

async function readPage(page: URL): Promise<string> {
  const response = await fetch(page, { redirect: 'manual', signal: AbortSignal.timeout(60_000) });
  if (response.status !== 200) throw new Error(`the consent page answered ${response.status}`);
  return response.text();
}

function locationOf(response: Response, who: string): string {
  const location = response.headers.get('location');
  if (!location) throw new Error(`${who} answered ${response.status} and leads nowhere`);
  return location;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function plainText(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
