import type { EntityManager } from '../platform/database.js';
import { callsOfClients, callsThisMonth } from '../quickbooks/callCounts.js';
import { askedGapMs, callsForReading } from '../quickbooks/pacing.js';
import type { CompanyCalls } from './connectionRows.js';
import type { CallAllowance } from './connections.types.js';

/** What calls to QuickBooks were counted. */
export interface CountedCalls {
  /** Of the clients a reader sees, by client. */
  byClient(tx: EntityManager, clientIds: readonly string[]): Promise<ReadonlyMap<string, CompanyCalls>>;
  /** Of all companies of this server, this month; used up where nothing more is read. */
  allowance(tx: EntityManager): Promise<CallAllowance>;
  /** The shortest gap between two readings of one company that people ask for, in milliseconds, as the month's use is now. */
  askedGapMs(tx: EntityManager): Promise<number>;
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
      return { month, used, allowed, usedUp: used >= callsForReading(allowed) };
    },
    askedGapMs: async (tx) => {
      const { used, at } = await callsThisMonth(tx);
      return askedGapMs({ used, allowed, at });
    },
  };
}
