import { DeviceDigestDocument, DeviceRitualDocument } from '../schema/generated/pages.js';
import type { Ask } from './apollo/ask.js';
import type { DigestView, RitualView } from './offline/index.js';

/** All of a client's review; null before the first sync: there is nothing to review without figures. */
export async function fetchRitual(ask: Ask, id: string): Promise<RitualView | null> {
  const { client } = await ask(DeviceRitualDocument, { id });
  if (client === null || client.digest === null) return null;
  const { receivedOperations, digest, ...review } = client;
  return { ...review, digest, answered: receivedOperations };
}

/** The digest as of a past date; null when there is none. */
export async function fetchDigest(ask: Ask, id: string, asOf: string): Promise<DigestView | null> {
  return (await ask(DeviceDigestDocument, { id, asOf })).client?.digest ?? null;
}
