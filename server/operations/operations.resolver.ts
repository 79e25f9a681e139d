import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { QueueReport, WaitingOperationInput } from './deviceQueue.types.js';

/** Names the browser for as long as browsers keep a cookie; it outlives the storage that scripts can write. */
const DEVICE_COOKIE = 'runway_device';
const DEVICE_PATH = '/graphql';
const DEVICE_SECONDS = 400 * 86_400;

@Resolver()
export class OperationsResolver {
  @Mutation(() => QueueReport)
  async reportQueue(
    @Ctx() context: Context,
    @Arg('store', () => ID) store: string,
    @Arg('waiting', () => [WaitingOperationInput]) waiting: WaitingOperationInput[],
    @Arg('removed', () => Boolean, { defaultValue: false }) removed: boolean,
    @Arg('noted', () => Boolean, { defaultValue: false }) noted: boolean,
  ): Promise<QueueReport> {
    const { principal, cookies } = context;
    const told = { principal, device: cookies.get(DEVICE_COOKIE), store, waiting, removed, noted };
    const { device, report } = await context.services.deviceQueues.report(told);
    if (device !== null) cookies.set(DEVICE_COOKIE, device, { path: DEVICE_PATH, maxAgeSeconds: DEVICE_SECONDS });
    return report;
  }
}
