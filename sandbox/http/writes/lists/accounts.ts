import type { Account, AccountType } from '../../../ledger/types.js';
import { business, requiredMissing } from '../refusals.js';
import type { Fields } from '../fields.js';
import { readName, refuseTakenName } from './names.js';

/** The subtype of an account that names only its type. */
const USUAL_SUBTYPE: Record<AccountType, string> = {
  Bank: 'Checking',
  'Accounts Receivable': 'AccountsReceivable',
  'Other Current Asset': 'OtherCurrentAssets',
  'Fixed Asset': 'OtherFixedAssets',
  'Other Asset': 'OtherLongTermAssets',
  'Accounts Payable': 'AccountsPayable',
  'Credit Card': 'CreditCard',
  'Other Current Liability': 'OtherCurrentLiabilities',
  'Long Term Liability': 'OtherLongTermLiabilities',
  Equity: 'OwnersEquity',
  Income: 'SalesOfProductIncome',
  'Other Income': 'OtherMiscellaneousIncome',
  'Cost of Goods Sold': 'SuppliesMaterialsCogs',
  Expense: 'OtherMiscellaneousServiceCost',
  'Other Expense': 'OtherMiscellaneousExpense',
};
const TYPES = Object.keys(USUAL_SUBTYPE) as AccountType[];

/** Accounts that QuickBooks itself posts to: they stay what they are. */
const SYSTEM = [
  'AccountsReceivable',
  'AccountsPayable',
  'UndepositedFunds',
  'RetainedEarnings',
  'OpeningBalanceEquity',
  'ExchangeGainOrLoss',
  'SalesTaxPayable',
];

export interface AccountInput {
  name: string;
  type: AccountType;
  subType: string;
  currency: string;
  active: boolean;
  number?: string;
  parentId?: string;
}

function refuseChangedNature(fields: Fields, known: Account, input: AccountInput): void {
  const changes = known.type !== input.type || known.subType !== input.subType;
  if ((changes || !input.active) && SYSTEM.includes(known.subType))
    throw business(`${known.name} is used by QuickBooks itself; its type and state cannot be changed`);
  if (input.currency !== known.currency) throw business('The currency of an account cannot be changed');
  const children = fields.company.accounts().some(({ parentId }) => parentId === known.id);
  if (known.type !== input.type && (children || known.parentId !== undefined))
    throw business('The type of an account in a tree cannot be changed alone');
}

function readParent(fields: Fields, known: Account | undefined, type: AccountType): string | undefined {
  if (fields.flag('SubAccount') === false && !fields.has('ParentRef')) return undefined;
  const parent = fields.account('ParentRef');
  if (!parent) return undefined;
  if (parent.type !== type) throw business('A sub-account is of the type of its parent account');
  for (let up: Account | undefined = parent, depth = 0; up; depth += 1) {
    if (up.id === known?.id || depth > 5)
      throw business('An account cannot be under itself, nor deeper than five levels');
    up = up.parentId === undefined ? undefined : fields.company.account(up.parentId);
  }
  return parent.id;
}

/** An account from a body. `known` is the one that is updated. */
export function readAccount(fields: Fields, known?: Account): AccountInput {
  const name = readName(fields, 'Name', 100);
  const type = fields.word('AccountType', TYPES) ?? known?.type;
  if (type === undefined) throw requiredMissing('AccountType');
  const subType = fields.text('AccountSubType') ?? (known?.type === type ? known.subType : USUAL_SUBTYPE[type]);
  const input: AccountInput = {
    name,
    type,
    subType: known && known.type !== type && known.subType === subType ? USUAL_SUBTYPE[type] : subType,
    currency: fields.ref('CurrencyRef') ?? known?.currency ?? fields.company.profile.homeCurrency,
    active: fields.flag('Active') ?? known?.active ?? true,
    number: fields.text('AcctNum', 20),
    parentId: readParent(fields, known, type),
  };
  if (known) refuseChangedNature(fields, known, input);
  const siblings = fields.company.accounts().filter(({ parentId }) => parentId === input.parentId);
  if (input.active) refuseTakenName(name, known?.id, siblings);
  return input;
}
