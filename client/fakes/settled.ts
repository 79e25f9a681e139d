import { expect, waitFor } from 'storybook/test';

const SETTLED_MS = 1_500;

/** Waits for what stays on the page: the device of the story before closes while this one opens. */
export function settled(find: () => HTMLElement): Promise<HTMLElement> {
  return waitFor(
    async () => {
      const found = find();
      await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
      await expect(found.isConnected).toBe(true);
      return found;
    },
    { timeout: 20_000 },
  );
}
