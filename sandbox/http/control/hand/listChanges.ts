import type { Company } from '../../../ledger/company.js';
import type { Account, AccountType, Party } from '../../../ledger/types.js';
import { HandRefusal, type HandFields } from './handFields.js';

export const LIST_KINDS = ['Account', 'Customer', 'Vendor'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Types an account may be moved to and from by hand, with the subtype it then gets. */
export const RECLASSIFIED: Partial<Record<AccountType, string>> = {
  'Other Current Asset': 'OtherCurrentAssets',
  'Fixed Asset': 'OtherFixedAssets',
  'Other Asset': 'OtherLongTermAssets',
  'Other Current Liability': 'OtherCurrentLiabilities',
  'Long Term Liability': 'OtherLongTermLiabilities',
  Income: 'OtherPrimaryIncome',
  'Other Income': 'OtherMiscellaneousIncome',
  'Cost of Goods Sold': 'OtherCostsOfServiceCos',
  Expense: 'OtherMiscellaneousServiceCost',
  'Other Expense': 'OtherMiscellaneousExpense',
};
const SIDES: readonly (readonly AccountType[])[] = [
  ['Other Current Asset', 'Fixed Asset', 'Other Asset'],
  ['Other Current Liability', 'Long Term Liability'],
  ['Income', 'Other Income'],
  ['Cost of Goods Sold', 'Expense', 'Other Expense'],
];
/** Accounts QuickBooks keeps for itself. */
const OWN_SUBTYPES = [
  'UndepositedFunds',
  'RetainedEarnings',
  'OpeningBalanceEquity',
  'ExchangeGainOrLoss',
  'SalesTaxPayable',
  'PayrollTaxPayable',
];

/** Types an account can become; empty for those that stay what they are. */
export const typesFor = (account: Account): readonly AccountType[] =>
  OWN_SUBTYPES.includes(account.subType)
    ? []
    : (SIDES.find((side) => side.includes(account.type)) ?? []).filter((type) => type !== account.type);

/** The record that `kind` and `id` name. */
export function listRecord(fields: HandFields): { kind: ListKind; record: Account | Party } {
  const kind = fields.oneOf('kind', LIST_KINDS);
  const id = fields.needed('id');
  const record = kind === 'Account' ? fields.company.account(id) : fields.company.party(id, kind);
  if (!record || ('mergedInto' in record && record.mergedInto !== undefined))
    throw new HandRefusal('id', `No ${kind} ${id}`);
  return { kind, record };
}

/** A name nobody of the list has yet; customers and vendors share theirs. */
export function freeName(fields: HandFields, kind: ListKind): string {
  const name = fields.needed('name', 100);
  if (name.includes(':')) throw new HandRefusal('name', 'A name has no colon');
  const { company } = fields;
  const taken: readonly { name: string }[] = kind === 'Account' ? company.accounts() : company.parties();
  if (taken.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    throw new HandRefusal('name', `${name} is taken`);
  return name;
}

/** Writes a change of a list record; the record as it is then. */
export function changeRecord(
  company: Company,
  kind: ListKind,
  id: string,
  change: { name?: string; active?: boolean; type?: AccountType; subType?: string },
  at: string,
): Account | Party {
  return kind === 'Account' ? company.updateAccount(id, change, at) : company.updateParty(id, kind, change, at);
}

/** The type an account becomes, and its subtype. */
export function reclassification(account: Account, fields: HandFields): { type: AccountType; subType: string } {
  const allowed = typesFor(account);
  if (allowed.length === 0) throw new HandRefusal('id', `${account.name} stays ${account.type}`);
  const type = fields.oneOf('type', allowed);
  return { type, subType: RECLASSIFIED[type] ?? account.subType };
}
