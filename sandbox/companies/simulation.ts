/** Founds companies and posts their days. */
import { addDays, startOfDate, weekday } from '../ledger/calendar.js';
import { Company } from '../ledger/company.js';
import type { Journal } from '../ledger/journal.js';
import type { CompanySpec } from './companySpec.js';
import { Random } from './random.js';

export interface Founding {
  seed: string;
  origin: string;
}

export function foundCompany(spec: CompanySpec, founding: Founding, journal: Journal): Company {
  const startDate = addDays(founding.origin, -548);
  const at = new Date(startOfDate(startDate, spec.timeZone)).toISOString();
  return Company.create(
    {
      realmId: spec.realmId,
      name: spec.name,
      legalName: `${spec.name} LLC`,
      industry: spec.industry,
      country: 'US',
      homeCurrency: 'USD',
      multiCurrency: false,
      fiscalYearStartMonth: 1,
      timeZone: spec.timeZone,
      startDate,
      email: 'books@larkspur.example',
    },
    {},
    at,
    journal,
  );
}

export function simulateThrough(company: Company, spec: CompanySpec, today: string, founding: Founding): void {
  let day = company.simulatedThrough();
  day = day === undefined ? company.profile.startDate : addDays(day, 1);
  for (; day <= today; day = addDays(day, 1)) simulateDay(company, spec, day, founding);
  company.flush();
}

function simulateDay(company: Company, spec: CompanySpec, day: string, founding: Founding): void {
  const at = new Date(startOfDate(day, spec.timeZone)).toISOString();
  const random = new Random(`${founding.seed}:${spec.realmId}:${day}`);
  company.recordDay(day, at, () => {
    if (company.accounts().length === 0) stub(company, at, day);
    if (weekday(day) === 0) return;
    const customer = company.parties('Customer')[0]!;
    const income = company.accountBySubType('ServiceFeeIncome').id;
    company.post(
      {
        type: 'Invoice',
        date: day,
        dueDate: addDays(day, 30),
        number: `${1000 + company.txns('Invoice').length}`,
        party: { kind: 'Customer', id: customer.id, name: customer.name },
        lines: [
          {
            accountId: income,
            amount: Math.round(random.between(10000, 90000)),
            description: 'Work done',
            itemId: '1',
          },
        ],
      },
      at,
    );
    for (const invoice of company.openDocuments('Invoice'))
      if (invoice.dueDate! < day)
        company.post(
          {
            type: 'Payment',
            date: day,
            party: invoice.party!,
            links: [{ type: 'Invoice', id: invoice.id, amount: company.openBalance(invoice) }],
            accountId: company.accountBySubType('Checking').id,
          },
          at,
        );
  });
}

function stub(company: Company, at: string, day: string): void {
  const add = (name: string, type: Parameters<Company['addAccount']>[0]['type'], subType: string): string =>
    company.addAccount({ name, type, subType, currency: 'USD' }, at).id;
  const bank = add('Checking', 'Bank', 'Checking');
  add('Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable');
  add('Accounts Payable (A/P)', 'Accounts Payable', 'AccountsPayable');
  add('Undeposited Funds', 'Other Current Asset', 'UndepositedFunds');
  const obe = add('Opening Balance Equity', 'Equity', 'OpeningBalanceEquity');
  add('Retained Earnings', 'Equity', 'RetainedEarnings');
  const income = add('Services', 'Income', 'ServiceFeeIncome');
  const parts = add('Materials', 'Cost of Goods Sold', 'SuppliesMaterialsCogs');
  company.addParty(
    { kind: 'Customer', name: "Amy's Orchard", currency: 'USD', email: 'amy@orchard.example', termDays: 30 },
    at,
  );
  const vendor = company.addParty({ kind: 'Vendor', name: 'Hollow Pine Timber', currency: 'USD', termDays: 30 }, at);
  company.addItem({ name: 'Hours', kind: 'Service', incomeAccountId: income, unitPrice: 9500 }, at);
  company.post(
    {
      type: 'JournalEntry',
      date: day,
      number: '1',
      memo: 'Opening balance',
      lines: [
        { accountId: bank, amount: 4_000_000, side: 'debit' },
        { accountId: obe, amount: 4_000_000, side: 'credit' },
      ],
    },
    at,
  );
  company.post(
    {
      type: 'Bill',
      date: day,
      dueDate: addDays(day, 30),
      number: 'HP-1',
      party: { kind: 'Vendor', id: vendor.id, name: vendor.name },
      lines: [{ accountId: parts, amount: 123456 }],
    },
    at,
  );
}
