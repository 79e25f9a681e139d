import { allows, featureRefusal, FEATURES, type Feature, type Tier } from '../../domain/features.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { record } from '../audit/audit.js';
import { uuidOf } from '../clients/clientCursor.js';
import type { Clock } from '../platform/clock.js';
import type { Database, EntityManager } from '../platform/database.js';
import type { Origin, Principal } from '../principal.js';
import type { FeatureState } from './features.types.js';

/** The one gate: whoever shows or changes something that a tier decides on asks here, and answers what it is told. */
export interface FeaturesService {
  /** Whether the tier has the feature: for what is shown in a smaller form without it. */
  has(tier: Tier, feature: Feature): boolean;
  /** FEATURE_OFF with a sentence, for what is not there at all without the feature; null where it is there. */
  refusal(tier: Tier, feature: Feature, field?: string | null): Refusal | null;
  /** Every feature, and whether the tier has it. */
  states(tier: Tier): FeatureState[];
  /** Puts a client on a tier; safe to repeat. Answers a refusal (NOT_FOUND, NOT_ALLOWED), null when it is done. */
  setTier(principal: Principal | null, clientId: string, tier: Tier, origin: Origin): Promise<Refusal | null>;
}

/** Reads no rows to answer what a tier has. */
export function createFeaturesService(parts: { readonly database: Database; readonly clock: Clock }): FeaturesService {
  return {
    has: allows,
    refusal: featureRefusal,
    states: (tier) =>
      FEATURES.map((feature) => {
        const refusal = featureRefusal(tier, feature);
        return { feature, available: refusal === null, message: refusal?.message ?? null };
      }),
    setTier: async (principal, given, tier, origin) => {
      if (!principal) return refuse('NOT_SIGNED_IN');
      const clientId = uuidOf(given);
      if (clientId === null) return refuse('NOT_FOUND', 'clientId');
      const scope = { principalId: principal.id, firmId: principal.firmId };
      return parts.database.asPrincipal(scope, 'write', async (tx) => {
        const before = await lockTier(tx, clientId);
        if (before === null) return refuse('NOT_FOUND', 'clientId');
        if (principal.role !== 'OWNER') return refuse('NOT_ALLOWED', null, 'The firm’s owner sets tiers.');
        if (before === tier) return null;
        await writeTier(tx, clientId, tier);
        await record(tx, {
          firmId: principal.firmId,
          clientId,
          actor: { kind: 'PERSON', id: principal.id },
          action: 'client.tier_set',
          at: parts.clock.now(),
          before: { tier: before },
          after: { tier },
          requestId: origin.requestId,
          remoteAddress: origin.remoteAddress,
        });
        return null;
      });
    },
  };
}

/** The client's tier, its row locked; null when there is no such client in scope. */
async function lockTier(tx: EntityManager, clientId: string): Promise<Tier | null> {
  const [row] = await tx.execute<{ tier: Tier }[]>('select tier from client_row where client_id = ?::uuid for update', [
    clientId,
  ]);
  return row?.tier ?? null;
}

/** The list's row takes it from there (`take_tier`), and whoever holds the client on a device hears that it reads differently. */
async function writeTier(tx: EntityManager, clientId: string, tier: Tier): Promise<void> {
  const { affectedRows } = await tx.execute<{ affectedRows: number }>(
    'update client set tier = ? where id = ?::uuid',
    [tier, clientId],
    'run',
  );
  if (affectedRows !== 1) throw new Error('a tier is set by the firm’s owner alone');
  await tx.execute('update client_row set insights_version = insights_version + 1 where client_id = ?::uuid', [
    clientId,
  ]);
}
