import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { ClientConnection, ClientFilter, ClientOrder, ClientTotals, ClientType } from './client.types.js';

@Resolver(() => ClientConnection)
export class ClientsResolver {
  @Query(() => ClientConnection)
  async clients(
    @Ctx() context: Context,
    @Arg('first', () => Int, { defaultValue: 50 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('filter', () => ClientFilter, { nullable: true }) filter: ClientFilter | null,
    @Arg('orderBy', () => [ClientOrder], { nullable: true }) orderBy: ClientOrder[] | null,
  ): Promise<ClientConnection> {
    return context.services.clients.list(await context.read(), {
      first,
      after: after ?? null,
      filter: filter ?? null,
      orderBy: orderBy ?? null,
    });
  }

  @FieldResolver(() => ClientTotals)
  async totals(@Root() connection: ClientConnection, @Ctx() context: Context): Promise<ClientTotals> {
    return context.services.clients.totals(await context.read(), connection.filter);
  }

  @Query(() => ClientType, { nullable: true })
  client(@Ctx() context: Context, @Arg('id', () => ID) id: string): Promise<ClientType | null> {
    return context.services.clients.find(id, (key) => context.loaders.clients.rowById.load(key));
  }
}
