import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { ClientType, ConsoleType } from './console.types.js';
import { ClientDecisions, DecisionInput, SubmitPayload } from './decisions.types.js';

@Resolver(() => ClientType)
export class DecisionsResolver {
  @FieldResolver(() => ConsoleType, { nullable: true })
  console(@Root() client: ClientType, @Ctx() { services, loaders }: Context): Promise<ConsoleType | null> {
    return services.decisions.console(client, (id) => loaders.decisions.console.load(id));
  }

  @Query(() => [ClientDecisions])
  async decisions(
    @Ctx() context: Context,
    @Arg('clientIds', () => [ID], { nullable: true }) clientIds: string[] | null,
  ): Promise<ClientDecisions[]> {
    return context.services.decisions.decisions(await context.read(), clientIds ?? null);
  }

  @Mutation(() => SubmitPayload)
  submitDecisions(
    @Ctx() context: Context,
    @Arg('decisions', () => [DecisionInput]) decisions: DecisionInput[],
  ): Promise<SubmitPayload> {
    return context.services.decisions.submit(context.principal, decisions, context);
  }

  @Mutation(() => SubmitPayload)
  withdrawDecisions(@Ctx() context: Context, @Arg('ids', () => [ID]) ids: string[]): Promise<SubmitPayload> {
    return context.services.decisions.withdraw(context.principal, ids, context);
  }
}
