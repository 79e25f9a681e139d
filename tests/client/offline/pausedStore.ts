import { DeviceStore, type StoreName, type Work, type Written } from '../../../client/offline/deviceStore.js';

/** Lets something else happen before its next write. */
export class PausedStore extends DeviceStore {
  beforeWrite: (() => Promise<unknown>) | null = null;

  override async write<Names extends StoreName[]>(
    ...parts: [names: Names, durability: 'strict' | 'relaxed', work: Work<unknown, Names>]
  ): Promise<Written> {
    const before = this.beforeWrite;
    this.beforeWrite = null;
    await before?.();
    return super.write(...parts);
  }
}
