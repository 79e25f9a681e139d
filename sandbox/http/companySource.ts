import type { Company } from '../ledger/company.js';

/** The companies the server speaks for. */
export interface CompanySource {
  companies(): readonly Company[];
  company(realmId: string): Company | undefined;
  /** Posts the days missed; called before every answer about books, so it must be cheap when nothing is missed. */
  catchUp?(today?: string): Promise<void>;
}
