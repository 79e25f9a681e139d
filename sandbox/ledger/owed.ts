import type { Txn } from './types.js';

/** What a document puts on its receivable or payable, minor units of its own currency: an invoice's deposit never is on it. */
export const owedOf = ({ total, deposit }: Pick<Txn, 'total' | 'deposit'>): number => total - (deposit ?? 0);
