import { Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { SyncOverview } from './sync.types.js';

@Resolver()
export class SyncResolver {
  @Query(() => SyncOverview)
  async syncOverview(@Ctx() context: Context): Promise<SyncOverview> {
    return context.services.syncOverview.overview(await context.read());
  }
}
