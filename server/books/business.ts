import type { IsoDate } from '../../domain/units.js';
import type { EntityManager } from '../platform/database.js';
import type { Company } from '../quickbooks/mapping/company.js';

/** What the company says of itself where the books are read before that is published. */
export interface BooksFacts {
  readonly homeCurrency: string;
  readonly fiscalYearStartMonth: number;
}

/** The columns that a company says of itself, and what of it each holds. */
const COLUMNS = {
  company_name: 'name',
  legal_name: 'legalName',
  country: 'country',
  home_currency: 'homeCurrency',
  multi_currency: 'multiCurrency',
  fiscal_year_start_month: 'fiscalYearStartMonth',
  company_start_date: 'startDate',
  book_close_date: 'bookCloseDate',
} as const satisfies Readonly<Record<string, keyof Company>>;

const NAMES = Object.keys(COLUMNS);

/** The company's values in the columns' order. */
function valuesOf(company: Company): unknown[] {
  return Object.values(COLUMNS).map((key) => company[key]);
}

/** Keeps the company of a new client. */
export async function insertBusiness(
  tx: EntityManager,
  owner: { readonly clientId: string; readonly firmId: string; readonly realmId: string },
  company: Company,
): Promise<void> {
  await tx.execute(
    `insert into business (client_id, firm_id, realm_id, ${NAMES.join(', ')})
       values (?, ?, ?, ${NAMES.map(() => '?').join(', ')})`,
    [owner.clientId, owner.firmId, owner.realmId, ...valuesOf(company)],
  );
}

/** Keeps what the company says of itself now. */
export async function updateBusiness(tx: EntityManager, clientId: string, company: Company): Promise<void> {
  await tx.execute(`update business set ${NAMES.map((name) => `${name} = ?`).join(', ')} where client_id = ?`, [
    ...valuesOf(company),
    clientId,
  ]);
}

interface BusinessRow {
  readonly company_name: string;
  readonly legal_name: string | null;
  readonly country: string | null;
  readonly home_currency: string | null;
  readonly multi_currency: boolean;
  readonly fiscal_year_start_month: number;
  readonly company_start_date: IsoDate | null;
  readonly book_close_date: IsoDate | null;
}

/** The company as it was kept; null before its home currency is known, and for a client out of scope. */
export async function keptCompany(tx: EntityManager, clientId: string): Promise<Company | null> {
  const row = await businessRow(tx, clientId);
  if (!row || row.home_currency === null) return null;
  return {
    name: row.company_name,
    legalName: row.legal_name,
    country: row.country,
    homeCurrency: row.home_currency,
    multiCurrency: row.multi_currency,
    fiscalYearStartMonth: row.fiscal_year_start_month,
    startDate: row.company_start_date,
    bookCloseDate: row.book_close_date,
  };
}

/**
 * What reading the books needs of it.
 * @throws Error when the client's company is not known to the caller.
 */
export async function keptFacts(
  tx: EntityManager,
  clientId: string,
): Promise<BooksFacts & Pick<Company, 'bookCloseDate'>> {
  const row = await businessRow(tx, clientId);
  if (!row) throw new Error('the books of a client without a company cannot be read');
  return {
    homeCurrency: row.home_currency ?? 'USD',
    fiscalYearStartMonth: row.fiscal_year_start_month,
    bookCloseDate: row.book_close_date,
  };
}

async function businessRow(tx: EntityManager, clientId: string): Promise<BusinessRow | undefined> {
  const [row] = await tx.execute<BusinessRow[]>(
    `select company_name, legal_name, country, home_currency, multi_currency, fiscal_year_start_month,
       company_start_date::text, book_close_date::text from business where client_id = ?`,
    [clientId],
  );
  return row;
}
