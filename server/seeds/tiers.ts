import type { ProductSession } from './productSession.js';

/** The clients that pay for the ritual alone: a fifth, of both advisors, none of those whose books are clean. */
const RITUAL_ONLY: ReadonlySet<string> = new Set([
  'Cobalt Ridge Cycles',
  'Echo Canyon Fitness',
  'Everline Cleaning',
  'Fernhill Florists',
  'Greenbriar Landscapes',
  'Lightwell Studio',
  'Little Finch Music',
  'Mosswood Consulting',
  'Pennywhistle Café',
  'Quillfeather Books',
]);

/** A client as far as its tier is concerned. */
interface TieredClient {
  readonly id: string;
  readonly name: string;
  readonly tier: string;
}

/** Ids of the clients to be put on the basic tier; none when any is on it already: what an owner chose since is left alone. */
export function toBecomeBasic(clients: readonly TieredClient[]): string[] {
  if (clients.some(({ tier }) => tier !== 'SMART')) return [];
  return clients.filter(({ name }) => RITUAL_ONLY.has(name)).map(({ id }) => id);
}

/**
 * Puts some of the demo's clients on the basic tier, the way the firm's owner does it.
 * @throws Error when the product refuses.
 */
export async function setTiers(owner: ProductSession): Promise<void> {
  const { clients } = await owner.graphql<{ clients: { edges: { node: TieredClient }[] } }>(
    'query Tiers { clients(first: 200) { edges { node { id name tier } } } }',
  );
  for (const clientId of toBecomeBasic(clients.edges.map(({ node }) => node))) {
    const { setTier } = await owner.graphql<{ setTier: { refusal: { message: string } | null } }>(
      'mutation Tier($clientId: ID!) { setTier(clientId: $clientId, tier: BASIC_RITUAL_ONLY) { refusal { message } } }',
      { clientId },
    );
    if (setTier.refusal) throw new Error(`a tier was not set: ${setTier.refusal.message}`);
  }
}
