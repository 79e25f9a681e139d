import type { Company } from '../../ledger/company.js';
import type { Account, AccountType, Item, Party } from '../../ledger/types.js';
import {
  accountRef,
  amount,
  currencyRef,
  glanceStamp,
  omitEmpty,
  shownName,
  stamps,
  STAMPS,
  type EntityKind,
  type Json,
  type JsonValue,
} from './entityKind.js';
import type { Books } from './books.js';

const CLASSIFICATION: Record<AccountType, string> = {
  Bank: 'Asset',
  'Accounts Receivable': 'Asset',
  'Other Current Asset': 'Asset',
  'Fixed Asset': 'Asset',
  'Other Asset': 'Asset',
  'Accounts Payable': 'Liability',
  'Credit Card': 'Liability',
  'Other Current Liability': 'Liability',
  'Long Term Liability': 'Liability',
  Equity: 'Equity',
  Income: 'Revenue',
  'Other Income': 'Revenue',
  'Cost of Goods Sold': 'Expense',
  Expense: 'Expense',
  'Other Expense': 'Expense',
};

/** Balance-sheet accounts have a balance; income and expense show 0 in the list, as QuickBooks does. */
const onBalanceSheet = (type: AccountType): boolean => !['Revenue', 'Expense'].includes(CLASSIFICATION[type]);

/** All entries, future-dated ones included; a foreign account in its own currency. Debit-positive minor units. */
function currentBalance(company: Company, account: Account): number {
  if (!onBalanceSheet(account.type)) return 0;
  if (account.currency === company.profile.homeCurrency) return company.balance(account.id);
  let sum = 0;
  for (const { entry } of company.entriesBetween('0000-00-00', '9999-99-99'))
    if (entry.accountId === account.id && entry.foreign) sum += entry.foreign.debit - entry.foreign.credit;
  return sum;
}

function withSubAccounts(company: Company, account: Account, depth = 0): number {
  const children = depth > 5 ? [] : company.accounts().filter((a) => a.parentId === account.id);
  return children.reduce(
    (sum, child) => sum + withSubAccounts(company, child, depth + 1),
    currentBalance(company, account),
  );
}

function fullNameShown(company: Company, account: Account): string {
  return account.active
    ? company.fullName(account)
    : `${company.fullName(account).replace(/ \(deleted\)$/, '')} (deleted)`;
}

const glanceList = (record: Account | Party | Item, property: string): JsonValue | undefined =>
  property === 'active'
    ? record.active
    : property === 'name' || property === 'displayname'
      ? shownName(record)
      : glanceStamp(record, property);

export const ACCOUNT: EntityKind<Account> = {
  name: 'Account',
  key: 'Account',
  isList: true,
  tellsTotal: false,
  properties: [
    ...STAMPS,
    'Name',
    'SubAccount',
    'ParentRef',
    'FullyQualifiedName',
    'Active',
    'Classification',
    'AccountType',
    'AccountSubType',
    'AcctNum',
    'CurrentBalance',
    'CurrentBalanceWithSubAccounts',
    'CurrencyRef',
    'Description',
  ],
  records: (company) => company.accounts(),
  find: (company, id) => company.account(id),
  glance: glanceList,
  write: ({ company }, account) =>
    omitEmpty({
      Name: shownName(account),
      SubAccount: account.parentId !== undefined,
      ParentRef: account.parentId === undefined ? undefined : { value: account.parentId },
      FullyQualifiedName: fullNameShown(company, account),
      Active: account.active,
      Classification: CLASSIFICATION[account.type],
      AccountType: account.type,
      AccountSubType: account.subType,
      AcctNum: account.number,
      CurrentBalance: amount(currentBalance(company, account)),
      CurrentBalanceWithSubAccounts: amount(withSubAccounts(company, account)),
      CurrencyRef: currencyRef(account.currency),
      ...stamps(account),
    }),
};

const JOBS_DEEP = 5;
function balanceWithJobs(books: Books, customer: Party, depth = 0): number {
  const own = books.balances().customer.get(customer.id) ?? 0;
  const jobs = depth > JOBS_DEEP ? [] : books.company.parties('Customer').filter((p) => p.parentId === customer.id);
  return jobs.reduce((sum, job) => sum + balanceWithJobs(books, job, depth + 1), own);
}

function fullPartyName(company: Company, party: Party): string {
  const parent = party.parentId === undefined ? undefined : company.party(party.parentId, 'Customer');
  return parent ? `${fullPartyName(company, parent)}:${shownName(party)}` : shownName(party);
}

function shared(party: Party): Json {
  return {
    DisplayName: shownName(party),
    CompanyName: party.name,
    PrintOnCheckName: party.name,
    Active: party.active,
    PrimaryEmailAddr: party.email === undefined ? undefined : { Address: party.email },
    CurrencyRef: currencyRef(party.currency),
  };
}

/** Not merged into another. */
const isThere = (party: Party | undefined): boolean => party !== undefined && party.mergedInto === undefined;

const PARTY_PROPERTIES = [
  ...STAMPS,
  'DisplayName',
  'CompanyName',
  'GivenName',
  'FamilyName',
  'PrintOnCheckName',
  'Active',
  'PrimaryEmailAddr',
  'PrimaryPhone',
  'CurrencyRef',
  'Balance',
];

export const CUSTOMER: EntityKind<Party> = {
  name: 'Customer',
  key: 'Customer',
  isList: true,
  tellsTotal: false,
  properties: [...PARTY_PROPERTIES, 'BalanceWithJobs', 'Job', 'ParentRef', 'FullyQualifiedName', 'Taxable'],
  records: (company) => company.parties('Customer').filter(isThere),
  everRecorded: (company) => company.parties('Customer'),
  find: (company, id) => [company.party(id, 'Customer')].find(isThere),
  glance: glanceList,
  write: (books, party) =>
    omitEmpty({
      Taxable: false,
      Job: party.parentId !== undefined,
      BillWithParent: false,
      ParentRef: party.parentId === undefined ? undefined : { value: party.parentId },
      FullyQualifiedName: fullPartyName(books.company, party),
      Balance: amount(books.balances().customer.get(party.id) ?? 0),
      BalanceWithJobs: amount(balanceWithJobs(books, party)),
      PreferredDeliveryMethod: 'Print',
      ...shared(party),
      ...stamps(party),
    }),
};

export const VENDOR: EntityKind<Party> = {
  name: 'Vendor',
  key: 'Vendor',
  isList: true,
  tellsTotal: false,
  properties: [...PARTY_PROPERTIES, 'Vendor1099', 'TaxIdentifier', 'TermRef', 'AcctNum'],
  records: (company) => company.parties('Vendor').filter(isThere),
  everRecorded: (company) => company.parties('Vendor'),
  find: (company, id) => [company.party(id, 'Vendor')].find(isThere),
  glance: glanceList,
  write: (books, party) =>
    omitEmpty({
      Balance: amount(books.balances().vendor.get(party.id) ?? 0),
      Vendor1099: party.vendor1099 ?? false,
      TaxIdentifier: party.taxIdentifier && `XXXXX${party.taxIdentifier.slice(-4)}`,
      TermRef: party.termDays === undefined ? undefined : { value: String(party.termDays) },
      ...shared(party),
      ...stamps(party),
    }),
};

export const ITEM: EntityKind<Item> = {
  name: 'Item',
  key: 'Item',
  isList: true,
  tellsTotal: false,
  properties: [
    ...STAMPS,
    'Name',
    'Active',
    'FullyQualifiedName',
    'Taxable',
    'UnitPrice',
    'Type',
    'IncomeAccountRef',
    'PurchaseCost',
    'TrackQtyOnHand',
    'Sku',
  ],
  records: (company) => company.items(),
  find: (company, id) => company.item(id),
  glance: glanceList,
  write: ({ company }, item) =>
    omitEmpty({
      Name: shownName(item),
      Active: item.active,
      FullyQualifiedName: shownName(item),
      Taxable: false,
      UnitPrice: amount(item.unitPrice),
      Type: item.kind,
      IncomeAccountRef: accountRef(company, item.incomeAccountId),
      PurchaseCost: 0,
      TrackQtyOnHand: false,
      ...stamps(item),
    }),
};
