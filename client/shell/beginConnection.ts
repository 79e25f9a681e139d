import { BeginConnectionDocument } from '../../schema/generated/graphql.js';
import type { Ask } from '../apollo/ask.js';
import { rememberPage, type BegunOn } from './rememberPage.js';

/** Goes on to QuickBooks' consent page; a sentence where there is none. Rejects when the server is out of reach. */
export async function beginConnection(ask: Ask, begunOn?: BegunOn): Promise<string | null> {
  const { consentUrl, refusal } = (await ask(BeginConnectionDocument, {})).beginConnection;
  if (consentUrl === null) return refusal?.message ?? 'QuickBooks gave no consent page.';
  if (begunOn !== undefined) rememberPage(begunOn, consentUrl);
  location.assign(consentUrl);
  return null;
}
