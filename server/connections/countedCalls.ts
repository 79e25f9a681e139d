import type { EntityManager } from '../platform/database.js';
import { callsOfClients, callsThisMonth } from '../quickbooks/callCounts.js';
import type { CompanyCalls } from './connectionRows.js';
import type { CallAllowance } from './connections.types.js';

/** What calls to QuickBooks were counted. */
export interface CountedCalls {
  /** Of the clients a reader sees, by client. */
  byClient(tx: EntityManager, clientIds: readonly string[]): Promise<ReadonlyMap<string, CompanyCalls>>;
  /** Of all companies of this server, this month. */
  allowance(tx: EntityManager): Promise<CallAllowance>;
}

/** Counts as the database keeps them, against what QuickBooks allows this server a month. */
export function createCountedCalls(allowed: number): CountedCalls {
  return {
    byClient: async (tx, clientIds) => {
      const counted = await callsOfClients(tx, clientIds);
      return new Map([...counted].map(([id, { month, today }]) => [id, { thisMonth: month, today }]));
    },
    allowance: async (tx) => {
      const { month, used } = await callsThisMonth(tx);
      return { month, used, allowed, usedUp: used >= allowed };
    },
  };
}
