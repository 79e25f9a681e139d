import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { CallAllowance, ConnectionPayload, ConnectionType, SyncRun } from './connections.types.js';

@Resolver(() => ConnectionType)
export class ConnectionsResolver {
  @Query(() => [ConnectionType])
  async connections(@Ctx() context: Context): Promise<ConnectionType[]> {
    return context.services.connections.list(await context.read());
  }

  @Query(() => ConnectionType, { nullable: true })
  async connection(
    @Ctx() context: Context,
    @Arg('clientId', () => ID) clientId: string,
  ): Promise<ConnectionType | null> {
    return context.services.connections.find(await context.read(), clientId);
  }

  @Query(() => CallAllowance)
  async callAllowance(@Ctx() context: Context): Promise<CallAllowance> {
    return context.services.connections.allowance(await context.read());
  }

  @FieldResolver(() => [SyncRun])
  runs(
    @Root() { clientId }: ConnectionType,
    @Ctx() context: Context,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
  ): Promise<SyncRun[]> {
    return context.services.connections.runs(first, (count) =>
      context.loaders.connections.runs.load({ clientId, first: count }),
    );
  }

  @Mutation(() => ConnectionPayload)
  syncNow(@Ctx() context: Context, @Arg('clientId', () => ID) clientId: string): Promise<ConnectionPayload> {
    return context.services.connections.syncNow(context.principal, clientId, context);
  }

  @Mutation(() => ConnectionPayload)
  pauseSync(@Ctx() context: Context, @Arg('clientId', () => ID) clientId: string): Promise<ConnectionPayload> {
    return context.services.connections.pause(context.principal, clientId, context);
  }

  @Mutation(() => ConnectionPayload)
  resumeSync(@Ctx() context: Context, @Arg('clientId', () => ID) clientId: string): Promise<ConnectionPayload> {
    return context.services.connections.resume(context.principal, clientId, context);
  }

  @Mutation(() => ConnectionPayload)
  disconnect(@Ctx() context: Context, @Arg('clientId', () => ID) clientId: string): Promise<ConnectionPayload> {
    return context.services.connections.disconnect(context.principal, clientId, context);
  }
}
