import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { ClientType, FeatureState, type Tier, TierEnum, TierPayload } from './features.types.js';

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
    const client = refusal ? null : await context.services.clients.read(clientId, context.loaders);
    return { client, refusal };
  }
}
