import type { Company } from '../../ledger/company.js';
import { currencyRef, omitEmpty, stamps, STAMPS, type EntityKind, type Json } from './entityKind.js';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

interface Single {
  readonly company: Company;
}

const currencyPrefs = (company: Company): Json => ({
  MultiCurrencyEnabled: company.profile.multiCurrency,
  HomeCurrency: { value: company.profile.homeCurrency },
});

const stampsOf = (company: Company): Json => {
  const at = `${company.profile.startDate}T16:00:00Z`;
  return stamps({ id: '1', syncToken: 0, createdAt: at, updatedAt: at });
};

/** Kinds of which a company has exactly one record, with id 1 (CompanyInfo also answers to the realm id). */
function single(name: string, properties: readonly string[], write: (company: Company) => Json): EntityKind<Single> {
  return {
    name,
    key: name,
    isList: false,
    tellsTotal: false,
    properties: [...STAMPS, ...properties],
    records: (company) => [{ company }],
    find: (company, id) => (id === '1' || id === company.profile.realmId ? { company } : undefined),
    write: ({ company }) => omitEmpty({ ...write(company), ...stampsOf(company) }),
  };
}

export const COMPANY_INFO = single(
  'CompanyInfo',
  ['CompanyName', 'LegalName', 'Country', 'Email', 'FiscalYearStartMonth'],
  ({ profile }) => ({
    CompanyName: profile.name,
    LegalName: profile.legalName,
    CompanyStartDate: profile.startDate,
    FiscalYearStartMonth: MONTHS[profile.fiscalYearStartMonth - 1],
    Country: profile.country,
    Email: { Address: profile.email },
    WebAddr: {},
    SupportedLanguages: 'en',
    DefaultTimeZone: profile.timeZone,
    NameValue: [
      { Name: 'NeoEnabled', Value: 'true' },
      { Name: 'IndustryType', Value: profile.industry },
      { Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
      { Name: 'SubscriptionStatus', Value: 'PAID' },
    ],
  }),
);

export const PREFERENCES = single('Preferences', ['AccountingInfoPrefs', 'CurrencyPrefs'], (company) => ({
  AccountingInfoPrefs: omitEmpty({
    UseAccountNumbers: company.accounts().some((a) => a.number !== undefined),
    TrackDepartments: false,
    ClassTrackingPerTxn: false,
    ClassTrackingPerTxnLine: false,
    FirstMonthOfFiscalYear: MONTHS[company.profile.fiscalYearStartMonth - 1],
    TaxYearMonth: 'January',
    BookCloseDate: company.profile.bookCloseDate,
    CustomerTerminology: 'Customers',
  }),
  CurrencyPrefs: currencyPrefs(company),
  OtherPrefs: {
    NameValue: [{ Name: 'WarnDuplicateBillNumber', Value: String(company.profile.refusesDuplicateNumbers === true) }],
  },
  ReportPrefs: { ReportBasis: 'Accrual', CalcAgingReportFromTxnDate: false },
}));

/** CompanyCurrency: the foreign currencies in use. */
export const COMPANY_CURRENCY: EntityKind<{ code: string }> = {
  name: 'CompanyCurrency',
  key: 'CompanyCurrency',
  isList: true,
  tellsTotal: false,
  properties: [...STAMPS, 'Code', 'Name', 'Active'],
  records: (company) => {
    const { profile } = company;
    const codes = profile.multiCurrency ? company.accounts().map((a) => a.currency) : [];
    return [...new Set(codes)].filter((code) => code !== profile.homeCurrency).map((code) => ({ code }));
  },
  find: () => undefined,
  write: ({ company }, { code }) => ({
    Code: code,
    Name: currencyRef(code)['name'],
    Active: true,
    ...stampsOf(company),
  }),
};
