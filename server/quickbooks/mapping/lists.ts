import type { Account, AccountType } from '../../../domain/books.js';
import type { Json } from '../answer.js';
import { unreadable } from '../quickBooksError.js';
import { Fields } from './fields.js';

const ACCOUNT_TYPES: ReadonlySet<string> = new Set<AccountType>([
  'Bank',
  'Accounts Receivable',
  'Other Current Asset',
  'Fixed Asset',
  'Other Asset',
  'Accounts Payable',
  'Credit Card',
  'Other Current Liability',
  'Long Term Liability',
  'Equity',
  'Income',
  'Other Income',
  'Cost of Goods Sold',
  'Expense',
  'Other Expense',
]);

function isAccountType(text: string): text is AccountType {
  return ACCOUNT_TYPES.has(text);
}

/** An Account entity. `homeCurrency` stands in where QuickBooks leaves the currency out. */
export function readAccount(json: Json, homeCurrency: string): Account {
  const account = new Fields(json, `Account ${String(json['Id'])}`);
  const type = account.text('AccountType');
  if (!isAccountType(type)) throw unreadable(`${account.place}.AccountType`, type);
  const name = account.text('Name');
  return {
    id: account.text('Id'),
    name,
    fullName: account.optionalText('FullyQualifiedName') ?? name,
    type,
    subType: account.optionalText('AccountSubType') ?? '',
    number: account.optionalText('AcctNum'),
    currency: account.optionalObject('CurrencyRef')?.text('value') ?? homeCurrency,
    active: account.flag('Active', true),
  };
}

/** A customer or vendor of the books. Tax identifiers are known to be there or not; they are never kept. */
export interface Party {
  readonly kind: 'Customer' | 'Vendor';
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly vendor1099: boolean;
  readonly hasTaxIdentifier: boolean;
}

/** A Customer or Vendor entity. */
export function readParty(json: Json, kind: Party['kind']): Party {
  const party = new Fields(json, `${kind} ${String(json['Id'])}`);
  return {
    kind,
    id: party.text('Id'),
    name: party.optionalText('FullyQualifiedName') ?? party.text('DisplayName'),
    email: party.optionalObject('PrimaryEmailAddr')?.optionalText('Address') ?? null,
    active: party.flag('Active', true),
    vendor1099: party.flag('Vendor1099', false),
    hasTaxIdentifier: party.optionalText('TaxIdentifier') !== null,
  };
}
