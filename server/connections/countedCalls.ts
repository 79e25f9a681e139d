import type { CountedCalls } from './connections.service.js';

/** Until calls are counted, none were made. */
export const countedCalls: CountedCalls = {
  byClient: () => Promise.resolve(new Map()),
  allowance: (now) =>
    Promise.resolve({ month: `${now.toISOString().slice(0, 7)}-01`, used: 0, allowed: 0, usedUp: false }),
};
