import { Ctx, Query, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../context.js';
import { SyncChanges, SyncOverview } from './sync.types.js';

@Resolver()
export class SyncResolver {
  @Query(() => SyncOverview)
  async syncOverview(@Ctx() context: Context): Promise<SyncOverview> {
    return context.services.syncOverview.overview(await context.read());
  }

  @Subscription(() => SyncChanges, {
    subscribe: ({ context }: { context: Context }) => context.services.syncChanges.subscribe(context.principal),
  })
  syncChanges(@Root() changes: SyncChanges): SyncChanges {
    return changes;
  }
}
