import type { Item } from '../../../ledger/types.js';
import { business } from '../refusals.js';
import type { Fields } from '../fields.js';
import { readName, refuseTakenName } from './names.js';

export interface ItemInput {
  name: string;
  kind: Item['kind'];
  incomeAccountId: string;
  unitPrice: number;
  active: boolean;
}

/** An item from a body: a service or something not kept in stock. */
export function readItem(fields: Fields, known?: Item): ItemInput {
  const name = readName(fields, 'Name', 100);
  if (fields.text('Type') === 'Inventory') throw business('These companies keep no inventory');
  const input: ItemInput = {
    name,
    kind: fields.word('Type', ['Service', 'NonInventory']) ?? known?.kind ?? 'Service',
    incomeAccountId: fields.neededAccount('IncomeAccountRef', ['Income', 'Other Income']).id,
    unitPrice: fields.amount('UnitPrice') ?? 0,
    active: fields.flag('Active') ?? known?.active ?? true,
  };
  if (input.active) refuseTakenName(name, known?.id, fields.company.items());
  return input;
}
