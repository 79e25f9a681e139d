import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Tier } from '../../domain/features.js';
import { ClientType } from '../clients/client.types.js';
import { clientAfter } from '../clients/clientAfter.js';
import type { Context } from '../context.js';
import { TierEnum } from './features.enums.js';
import { FeatureState, TierPayload } from './features.types.js';

@Resolver(() => ClientType)
export class FeaturesResolver {
  @FieldResolver(() => [FeatureState])
  features(@Root() { tier }: ClientType, @Ctx() context: Context): FeatureState[] {
    return context.services.features.states(tier);
  }

  @Mutation(() => TierPayload)
  async setTier(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('tier', () => TierEnum) tier: Tier,
  ): Promise<TierPayload> {
    const refusal = await context.services.features.setTier(context.principal, clientId, tier, context);
    return { client: await clientAfter(context, clientId, refusal), refusal };
  }
}
