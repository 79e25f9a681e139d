import type { Company } from '../../ledger/company.js';

/** Open balances of customers and vendors, from the entries on the control accounts, in each account's own currency. */
export interface PartyBalances {
  customer: ReadonlyMap<string, number>;
  vendor: ReadonlyMap<string, number>;
}

const FIRST = '0000-00-00';
const LAST = '9999-99-99';

/** Walks the ledger once. Receivables are debit-positive, payables credit-positive, minor units. */
export function partyBalances(company: Company): PartyBalances {
  const customer = new Map<string, number>();
  const vendor = new Map<string, number>();
  const control = new Map(
    company
      .accounts()
      .filter((a) => a.type === 'Accounts Receivable' || a.type === 'Accounts Payable')
      .map((a) => [a.id, a.type === 'Accounts Receivable' ? customer : vendor]),
  );
  for (const { txn, entry } of company.entriesBetween(FIRST, LAST)) {
    const side = control.get(entry.accountId);
    const party = entry.party ?? txn.party;
    if (!side || !party) continue;
    const { debit, credit } = entry.foreign ?? entry;
    side.set(party.id, (side.get(party.id) ?? 0) + (side === customer ? debit - credit : credit - debit));
  }
  return { customer, vendor };
}
