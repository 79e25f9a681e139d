/** Creating and updating accounts, customers, vendors and items over the API. They are never deleted, only made inactive. */
import type { Account, Item, Party } from '../../ledger/types.js';
import { Books } from '../entities/books.js';
import type { AnyKind } from '../entities/registry.js';
import { unsupportedOperation } from '../faults.js';
import { readAccount } from './lists/accounts.js';
import { readItem } from './lists/items.js';
import { readParty } from './lists/parties.js';
import { Fields, type Body } from './fields.js';
import {
  meant,
  refuseUnknownProperties,
  wholeBody,
  type WriteContext,
  type WriteRequest,
  type Written,
} from './writeContext.js';

type ListName = 'Account' | 'Customer' | 'Vendor' | 'Item';
type ListRecord = Account | Party | Item;

export const isWritableList = (name: string): name is ListName =>
  ['Account', 'Customer', 'Vendor', 'Item'].includes(name);

const PROPERTIES: Record<ListName, readonly string[]> = {
  Account: ['TaxCodeRef', 'OpeningBalance', 'OpeningBalanceDate', 'TxnLocationType'],
  Customer: [
    'BillWithParent',
    'PreferredDeliveryMethod',
    'BillAddr',
    'ShipAddr',
    'Notes',
    'Title',
    'MiddleName',
    'Suffix',
    'Mobile',
    'SalesTermRef',
    'PaymentMethodRef',
  ],
  Vendor: ['BillAddr', 'Title', 'MiddleName', 'Suffix', 'Mobile', 'WebAddr', 'V4IDPseudonym'],
  Item: [
    'Description',
    'ExpenseAccountRef',
    'AssetAccountRef',
    'InvStartDate',
    'QtyOnHand',
    'SubItem',
    'ParentRef',
    'PurchaseDesc',
  ],
};

export class ListWrites {
  constructor(
    private readonly kind: AnyKind,
    private readonly name: ListName,
    private readonly context: WriteContext,
  ) {}

  write({ operation, body }: WriteRequest): Written {
    if (operation === 'create') return this.done('Create', this.create(this.fields(body)));
    if (operation !== 'update') throw unsupportedOperation(`${operation} ${this.name}`);
    const { company } = this.context;
    const known = meant(body, (id) => this.kind.find(company, id) as ListRecord | undefined);
    return this.done('Update', this.update(known, this.fields(wholeBody(this.kind, company, known, body))));
  }

  private fields(body: Body): Fields {
    refuseUnknownProperties(body, this.kind, PROPERTIES[this.name]);
    return new Fields(body, this.context.company);
  }

  private create(fields: Fields): ListRecord {
    const { company, at } = this.context;
    if (this.name === 'Account') return company.addAccount(readAccount(fields), at);
    if (this.name === 'Item') return company.addItem(readItem(fields), at);
    return company.addParty(readParty(fields, this.name), at);
  }

  private update(known: ListRecord, fields: Fields): ListRecord {
    const { company, at } = this.context;
    if (this.name === 'Account') return company.updateAccount(known.id, readAccount(fields, known as Account), at);
    if (this.name === 'Item') return company.updateItem(known.id, readItem(fields, known as Item), at);
    return company.updateParty(known.id, this.name, readParty(fields, this.name, known as Party), at);
  }

  private done(operation: 'Create' | 'Update', record: ListRecord): Written {
    const { id, syncToken } = record;
    this.context.told({ operation, entity: this.name, id, syncToken });
    return { [this.kind.key]: this.kind.write(new Books(this.context.company), record) };
  }
}
