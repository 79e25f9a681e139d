import { describe, expect, it, jest } from '@jest/globals';
import { askToKeep } from '../../../client/offline/persistence.js';

describe('keeping what is on the device', () => {
  it('is asked of the browser once a page, and a refusal is no drama', async () => {
    const persist = jest.fn<() => Promise<boolean>>().mockRejectedValue(new Error('No'));
    const storage = { persisted: () => Promise.resolve(false), persist };
    await expect(askToKeep(storage)).resolves.toBeUndefined();
    await askToKeep(storage);
    expect(persist).toHaveBeenCalledTimes(1);
  });
});
