import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.js';
import { ClientType, QueueReport, WaitingOperationInput } from './deviceQueue.types.js';

/** Names the browser for as long as browsers keep a cookie; it outlives the storage that scripts can write. */
const DEVICE_COOKIE = 'runway_device';
/** An app in the Dock begins with a copy of the browser's cookies and with nothing of its storage: it needs a name of its own. */
const APP_COOKIE = 'runway_device_app';
const DEVICE_PATH = '/graphql';
const DEVICE_SECONDS = 400 * 86_400;

@Resolver(() => ClientType)
export class OperationsResolver {
  @FieldResolver(() => [ID])
  async receivedOperations(@Root() { id }: ClientType, @Ctx() context: Context): Promise<string[]> {
    return [...(await context.loaders.operations.received.load(id))];
  }

  @Mutation(() => QueueReport)
  async reportQueue(
    @Ctx() context: Context,
    @Arg('store', () => ID) store: string,
    @Arg('waiting', () => [WaitingOperationInput]) waiting: WaitingOperationInput[],
    @Arg('removed', () => Boolean, { defaultValue: false }) removed: boolean,
    @Arg('noted', () => Boolean, { defaultValue: false }) noted: boolean,
    @Arg('app', () => Boolean, { defaultValue: false }) app: boolean,
  ): Promise<QueueReport> {
    const { principal, cookies } = context;
    const cookie = app ? APP_COOKIE : DEVICE_COOKIE;
    const told = { principal, device: cookies.get(cookie), store, waiting, removed, noted };
    const { device, report } = await context.services.deviceQueues.report(told);
    if (device !== null) cookies.set(cookie, device, { path: DEVICE_PATH, maxAgeSeconds: DEVICE_SECONDS });
    return report;
  }
}
