/** Creating, updating, deleting and voiding documents over the API. */
import type { Company } from '../../ledger/company.js';
import type { PostInput, Txn } from '../../ledger/types.js';
import { Books } from '../entities/books.js';
import type { AnyKind } from '../entities/registry.js';
import { unsupportedOperation } from '../faults.js';
import type { DocumentForm } from './documents/documentForm.js';
import { Fields, refuseInactive, type Body } from './fields.js';
import { business, duplicateNumber, periodClosed } from './refusals.js';
import { doneToTxn } from './writeDesk.js';
import {
  meant,
  refuseUnknownProperties,
  wholeBody,
  type WriteContext,
  type WriteRequest,
  type Written,
} from './writeContext.js';

/** Sales forms get the next number where a company does not type its own. */
const NUMBERED = ['Invoice', 'CreditMemo', 'SalesReceipt', 'RefundReceipt'];
const LOOKED_BACK = 200;

/** Refuses (6210) a date in the closed part of the books. */
export function refuseClosed(company: Company, ...dates: readonly string[]): void {
  const closed = company.profile.bookCloseDate;
  if (closed !== undefined && dates.some((date) => date <= closed)) throw periodClosed(closed);
}

function nextNumber(company: Company, type: Txn['type']): string | undefined {
  if (!NUMBERED.includes(type)) return undefined;
  const numbers = company
    .txns(type)
    .slice(-LOOKED_BACK)
    .map(({ number }) => (number !== undefined && /^\d{1,9}$/.test(number) ? Number(number) : 0));
  return String(Math.max(1000, ...numbers) + 1);
}

/** Where the preference asks: one number a kind; bills and vendor credits one a vendor. */
function refuseDuplicate(company: Company, input: PostInput, id: string | undefined, include: readonly string[]): void {
  if (company.profile.refusesDuplicateNumbers !== true || input.number === undefined) return;
  if (include.includes('allowduplicatedocnum')) return;
  const byVendor = input.type === 'Bill' || input.type === 'VendorCredit';
  const taken = company
    .txns(input.type)
    .some(
      (txn) =>
        txn.id !== id &&
        !txn.deleted &&
        txn.number === input.number &&
        (!byVendor || txn.party?.id === input.party?.id),
    );
  if (taken) throw duplicateNumber(input.number);
}

/** Inactive accounts, customers and vendors may stay on a document, but not come onto one. */
function refuseInactiveParts(company: Company, input: PostInput, known: Txn | undefined): void {
  const before = new Set([known?.accountId, known?.toAccountId, ...(known?.lines ?? []).map((l) => l.accountId)]);
  for (const id of [input.accountId, input.toAccountId, ...(input.lines ?? []).map((l) => l.accountId)])
    if (id !== undefined && !before.has(id)) refuseInactive(company.account(id));
  const { party } = input;
  if (party && party.kind !== 'Employee' && party.id !== known?.party?.id)
    refuseInactive(company.party(party.id, party.kind));
}

export class DocumentWrites {
  constructor(
    private readonly kind: AnyKind,
    private readonly form: DocumentForm,
    private readonly context: WriteContext,
  ) {}

  write({ operation, body, include }: WriteRequest): Written {
    if (operation === 'create') return this.create(body, include);
    if (operation === 'update') return this.update(body, include);
    return operation === 'delete' ? this.remove(body) : this.void(body);
  }

  private create(body: Body, include: readonly string[]): Written {
    const { company, at } = this.context;
    const input = this.read(body);
    input.number ??= nextNumber(company, input.type);
    refuseClosed(company, input.date);
    refuseDuplicate(company, input, undefined, include);
    refuseInactiveParts(company, input, undefined);
    return this.done('Create', company.post(input, at));
  }

  private update(body: Body, include: readonly string[]): Written {
    const { company, at } = this.context;
    const known = this.find(body);
    const { type, ...patch } = this.read(wholeBody(this.kind, company, known, body));
    refuseClosed(company, known.date, patch.date);
    refuseDuplicate(company, { type, ...patch }, known.id, include);
    refuseInactiveParts(company, { type, ...patch }, known);
    if (known.voided && (patch.lines ?? []).some(({ amount }) => amount !== 0))
      throw business('This transaction was voided; its amounts stay zero');
    return this.done('Update', company.update(type, known.id, keepTaxAccounts(known, patch), at));
  }

  private remove(body: Body): Written {
    const { company, at } = this.context;
    const known = this.find(body);
    refuseClosed(company, known.date);
    if (!known.voided) company.unapply(known.type, known.id, at);
    const gone = company.deleteTxn(known.type, known.id, at);
    this.context.told(doneToTxn('Delete', gone));
    return { [this.kind.key]: { domain: 'QBO', status: 'Deleted', Id: gone.id } };
  }

  private void(body: Body): Written {
    if (!this.form.voidable) throw unsupportedOperation(`void ${this.kind.name}`);
    const { company, at } = this.context;
    const known = this.find(body);
    if (known.voided) throw business('This transaction has been voided already');
    refuseClosed(company, known.date);
    company.unapply(known.type, known.id, at);
    return this.done('Void', company.voidTxn(known.type, known.id, at));
  }

  private find(body: Body): Txn {
    const { company } = this.context;
    return meant(body, (id) => this.kind.find(company, id) as Txn | undefined);
  }

  private read(body: Body): PostInput {
    refuseUnknownProperties(body, this.kind, this.form.properties);
    return this.form.read(new Fields(body, this.context.company), this.context.today);
  }

  private done(operation: 'Create' | 'Update' | 'Void', txn: Txn): Written {
    this.context.told(doneToTxn(operation, txn));
    return { [this.kind.key]: this.kind.write(new Books(this.context.company), txn) };
  }
}

/** Sales tax is shown as one sum: unchanged, it stays on the accounts it was on. */
function keepTaxAccounts(known: Txn, patch: Omit<PostInput, 'type'>): Omit<PostInput, 'type'> {
  const tax = (lines: Txn['lines']): Txn['lines'] => lines.filter((line) => line.tax === true);
  const sum = (lines: Txn['lines']): number => tax(lines).reduce((all, { amount }) => all + amount, 0);
  const lines = patch.lines ?? [];
  if (sum(lines) !== sum(known.lines) || tax(known.lines).length === 0) return patch;
  return { ...patch, lines: [...lines.filter((line) => line.tax !== true), ...tax(known.lines)] };
}
