import type { Company } from '../../ledger/company.js';
import { partyBalances, type PartyBalances } from './partyBalances.js';

/** A company during one request: what takes a walk over the ledger is worked out at most once. */
export class Books {
  private known: PartyBalances | undefined;

  constructor(readonly company: Company) {}

  balances(): PartyBalances {
    return (this.known ??= partyBalances(this.company));
  }
}
