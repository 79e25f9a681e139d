import { LedgerError } from '../../../ledger/ledgerError.js';
import type { Company } from '../../../ledger/company.js';
import type { Account, AccountType, Party, PartyRef, Txn, TxnType } from '../../../ledger/types.js';

/** Why a change by hand is not made, and which field says so. Nothing was written. */
export class HandRefusal extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
    this.name = 'HandRefusal';
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const AMOUNT = /^\d{1,9}(\.\d{1,2})?$/;
const FIRST_DATE = '2000-01-01';
const LAST_DATE = '2099-12-31';

/** The field a ledger's refusal is about. */
const FIELD_OF: Partial<Record<LedgerError['code'], string>> = {
  'unknown-account': 'account',
  'wrong-account': 'documentId',
  'unknown-party': 'party',
  'unknown-txn': 'id',
  'cannot-merge': 'into',
  'over-applied': 'amount',
  'bad-amount': 'amount',
};

/** A ledger's refusal as a refusal of a change by hand; anything else as it is. */
export function asHandRefusal(error: unknown): unknown {
  return error instanceof LedgerError ? new HandRefusal(FIELD_OF[error.code] ?? 'id', error.message) : error;
}

/** Reads the fields of one change, from a form or from JSON; each reader refuses what is missing or wrong by its name. */
export class HandFields {
  constructor(
    private readonly body: Readonly<Record<string, unknown>>,
    readonly company: Company,
  ) {}

  has(name: string): boolean {
    return this.text(name) !== '';
  }

  /** Trimmed; empty when absent. */
  text(name: string, most = 200): string {
    const value = this.body[name];
    if (value === undefined || value === null) return '';
    if (typeof value !== 'string' && typeof value !== 'number') throw new HandRefusal(name, `${name} is not text`);
    const text = String(value).trim();
    if (text.length > most) throw new HandRefusal(name, `${name} is longer than ${most} characters`);
    return text;
  }

  needed(name: string, most?: number): string {
    const text = this.text(name, most);
    if (text === '') throw new HandRefusal(name, `${name} is missing`);
    return text;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const text = this.needed(name);
    const found = allowed.find((each) => each === text);
    if (found === undefined) throw new HandRefusal(name, `${name} is none of: ${allowed.join(', ')}`);
    return found;
  }

  /** A date after the books' closing date. */
  date(name: string): string {
    const text = this.needed(name);
    const instant = DATE.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
    if (!instant || Number.isNaN(instant.getTime()) || !instant.toISOString().startsWith(text))
      throw new HandRefusal(name, `${name} is no date like 2026-01-31`);
    if (text < FIRST_DATE || text > LAST_DATE)
      throw new HandRefusal(name, `${name} is not between ${FIRST_DATE} and ${LAST_DATE}`);
    const closed = this.company.profile.bookCloseDate;
    if (closed !== undefined && text <= closed) throw new HandRefusal(name, `The books are closed through ${closed}`);
    return text;
  }

  /** `125.50` → 12550, above zero. */
  cents(name: string): number {
    const text = this.needed(name).replace(/,/g, '');
    if (!AMOUNT.test(text)) throw new HandRefusal(name, `${name} is no amount like 125.50`);
    const [whole = '0', part = ''] = text.split('.');
    const cents = Number(whole) * 100 + Number(part.padEnd(2, '0'));
    if (cents === 0) throw new HandRefusal(name, `${name} is zero`);
    return cents;
  }

  /** An active account in home currency, by id, of one of some types. */
  account(name: string, types?: readonly AccountType[]): Account {
    const account = this.company.account(this.needed(name));
    if (!account) throw new HandRefusal(name, `${name} is no account of this company`);
    if (!account.active) throw new HandRefusal(name, `${account.name} is not active`);
    if (types && !types.includes(account.type))
      throw new HandRefusal(name, `${name} is not of type ${types.join(', ')}`);
    if (account.currency !== this.company.profile.homeCurrency)
      throw new HandRefusal(name, `${account.name} is kept in ${account.currency}`);
    return account;
  }

  /** A customer or vendor by `Vendor:12`, or by the id alone where the kind is known. */
  party(name: string, kind?: Party['kind']): PartyRef {
    const text = this.needed(name);
    const [first = '', second] = text.split(':');
    const given = second === undefined ? kind : first;
    const id = second ?? first;
    if ((given !== 'Customer' && given !== 'Vendor') || (kind !== undefined && given !== kind))
      throw new HandRefusal(name, `${name} is no ${kind ?? 'customer or vendor'}`);
    const party = this.company.party(id, given);
    if (!party || party.mergedInto !== undefined) throw new HandRefusal(name, `No ${given} ${id}`);
    return { kind: given, id, name: party.name };
  }

  /** The document named by `type` and `id`. */
  txn(): Txn {
    const type = this.needed('type') as TxnType;
    const found = this.company.txn(type, this.needed('id'));
    if (!found || found.deleted) throw new HandRefusal('id', `No ${type} ${this.text('id')}`);
    return found;
  }
}
