import type { QuickBooksPlace } from '../../domain/hygiene/rule.js';

const KINDS = ['Bill', 'Invoice', 'BillPayment'] as const satisfies readonly QuickBooksPlace['kind'][];

/** The place in QuickBooks of what decisions name and make, by its key (`Bill:12`); null for any other text. */
export function quickBooksPlace(key: string): QuickBooksPlace | null {
  const at = key.indexOf(':');
  const kind = KINDS.find((known) => known === key.slice(0, at));
  return kind ? { kind, id: key.slice(at + 1) } : null;
}
