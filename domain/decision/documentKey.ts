import type { DecisionKind } from './decision.js';

/** A bill or an invoice by QuickBooks' id: what decisions are about. */
export interface DecidableDocument {
  readonly type: 'Bill' | 'Invoice';
  readonly id: string;
}

const KEY = /^(Bill|Invoice):([A-Za-z0-9_-]{1,50})$/;

/** What a document's key names (`Bill:12`); null for what nobody decides on. */
export function decidableDocument(key: string): DecidableDocument | null {
  const match = KEY.exec(key);
  if (!match) return null;
  return { type: match[1] as DecidableDocument['type'], id: match[2] ?? '' };
}

/** Kinds that one type of document alone has. */
const ONLY_FOR: Readonly<Partial<Record<DecisionKind, DecidableDocument['type']>>> = {
  RECORD_PAYMENT: 'Bill',
  REMIND: 'Invoice',
};

/** Whether a decision of this kind can be made on a document of this type. */
export function fits(kind: DecisionKind, type: DecidableDocument['type']): boolean {
  const only = ONLY_FOR[kind];
  return only === undefined || only === type;
}
