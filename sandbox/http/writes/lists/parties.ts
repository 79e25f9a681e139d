import type { Party } from '../../../ledger/types.js';
import { business, invalidReference, requiredMissing } from '../refusals.js';
import type { Fields } from '../fields.js';
import { plainName, readName, refuseTakenName } from './names.js';

export interface PartyInput {
  kind: Party['kind'];
  name: string;
  currency: string;
  active: boolean;
  email?: string;
  termDays?: number;
  vendor1099?: boolean;
  taxIdentifier?: string;
  parentId?: string;
}

/** The display name, or one made of the person's or company's. */
function readDisplayName(fields: Fields): string {
  if (fields.has('DisplayName')) return readName(fields, 'DisplayName', 500);
  const person = [fields.text('GivenName', 100), fields.text('FamilyName', 100)].filter(Boolean).join(' ');
  const name = person || fields.text('CompanyName', 100);
  if (!name) throw requiredMissing('DisplayName');
  return plainName(name);
}

function readTerm(fields: Fields, name: string): number | undefined {
  const term = fields.ref(name);
  if (term !== undefined && !/^\d{1,3}$/.test(term)) throw invalidReference('Terms', term);
  return term === undefined ? undefined : Number(term);
}

function readParent(fields: Fields, known: Party | undefined): string | undefined {
  const parent = fields.party('ParentRef', 'Customer');
  if (parent && parent.id === known?.id) throw business('A customer cannot be its own parent');
  return parent?.id;
}

/** A masked tax identifier sent back is the one that was there. */
function readTaxIdentifier(fields: Fields, known: Party | undefined): string | undefined {
  const given = fields.text('TaxIdentifier', 20);
  return given?.startsWith('XXXXX') ? known?.taxIdentifier : given;
}

/** A customer or vendor from a body. `known` is the one that is updated. */
export function readParty(fields: Fields, kind: Party['kind'], known?: Party): PartyInput {
  const name = readDisplayName(fields);
  const { company } = fields;
  const currency = fields.ref('CurrencyRef') ?? known?.currency ?? company.profile.homeCurrency;
  if (known && currency !== known.currency) throw business('The currency of a customer or vendor cannot be changed');
  const input: PartyInput = {
    kind,
    name,
    currency,
    active: fields.flag('Active') ?? known?.active ?? true,
    email: fields.inner('PrimaryEmailAddr').text('Address', 100),
    termDays: kind === 'Vendor' ? readTerm(fields, 'TermRef') : (readTerm(fields, 'SalesTermRef') ?? known?.termDays),
    vendor1099: kind === 'Vendor' ? fields.flag('Vendor1099') : undefined,
    taxIdentifier: kind === 'Vendor' ? readTaxIdentifier(fields, known) : undefined,
    parentId: kind === 'Customer' ? readParent(fields, known) : undefined,
  };
  if (input.active)
    refuseTakenName(
      name,
      known?.id,
      company.parties().filter((party) => party.mergedInto === undefined),
    );
  return input;
}
