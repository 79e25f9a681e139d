import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import {
  ClientType,
  DateScalar,
  type Refusal,
  ReviewedVersionInput,
  RitualInput,
  RitualPayload,
  RitualType,
} from './rituals.types.js';

@Resolver(() => ClientType)
export class RitualsResolver {
  @FieldResolver(() => RitualType, { nullable: true })
  ritual(@Root() client: ClientType, @Ctx() context: Context): Promise<RitualType | null> {
    return context.services.rituals.ritual(client, (key) => context.loaders.rituals.ritual.load(key));
  }

  @Mutation(() => RitualPayload)
  async recordRitual(
    @Ctx() context: Context,
    @Arg('operationId', () => ID) operationId: string,
    @Arg('ritual', () => RitualInput) ritual: RitualInput,
  ): Promise<RitualPayload> {
    const asking = { principal: context.principal, clientId: ritual.clientId, operationId, origin: context };
    return payload(context, ritual.clientId, await context.services.rituals.record(asking, ritual));
  }

  @Mutation(() => RitualPayload)
  async markReviewed(
    @Ctx() context: Context,
    @Arg('operationId', () => ID) operationId: string,
    @Arg('ritual', () => RitualInput) ritual: RitualInput,
    @Arg('saw', () => ReviewedVersionInput) saw: ReviewedVersionInput,
  ): Promise<RitualPayload> {
    const asking = { principal: context.principal, clientId: ritual.clientId, operationId, origin: context };
    return payload(context, ritual.clientId, await context.services.rituals.markReviewed(asking, ritual, saw));
  }

  @Mutation(() => RitualPayload)
  async unmarkReviewed(
    @Ctx() context: Context,
    @Arg('operationId', () => ID) operationId: string,
    @Arg('clientId', () => ID) clientId: string,
    @Arg('week', () => DateScalar) week: string,
    @Arg('mark', () => ID, { nullable: true }) mark?: string | null,
  ): Promise<RitualPayload> {
    const asking = { principal: context.principal, clientId, operationId, origin: context };
    return payload(context, clientId, await context.services.rituals.unmarkReviewed(asking, week, mark ?? null));
  }
}

async function payload(context: Context, clientId: string, refusal: Refusal | null): Promise<RitualPayload> {
  const client = refusal ? null : await context.services.clients.read(clientId, context.loaders);
  return { client, refusal };
}
