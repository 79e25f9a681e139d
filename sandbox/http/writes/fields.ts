/** Reads a JSON body's properties, refusing what QuickBooks refuses. Amounts become minor units. */
import type { Company } from '../../ledger/company.js';
import type { Account, AccountType, Item, Party, PartyRef } from '../../ledger/types.js';
import { objectNotFound } from '../faults.js';
import {
  business,
  invalidEnumeration,
  invalidReference,
  requiredMissing,
  tooLong,
  unreadableProperty,
  wrongAccountType,
} from './refusals.js';

export type Body = Readonly<Record<string, unknown>>;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
/** Largest amount QuickBooks takes, in whole units. */
const LARGEST = 99_999_999_999;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDate = (text: string): boolean => {
  if (!DATE.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
};

export class Fields {
  constructor(
    readonly body: Body,
    readonly company: Company,
    private readonly path = '',
  ) {}

  has(name: string): boolean {
    const value = this.body[name];
    return value !== undefined && value !== null && value !== '';
  }

  need(name: string): this {
    if (!this.has(name)) throw requiredMissing(this.path + name);
    return this;
  }

  text(name: string, most = 4000): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.body[name];
    if (typeof value !== 'string' && typeof value !== 'number')
      throw unreadableProperty(this.path + name, 'is not text');
    const text = String(value);
    if (text.length > most) throw tooLong(this.path + name, most);
    return text;
  }

  flag(name: string): boolean | undefined {
    if (!this.has(name)) return undefined;
    const value = String(this.body[name]);
    if (value !== 'true' && value !== 'false') throw unreadableProperty(this.path + name, 'is not true or false');
    return value === 'true';
  }

  /** One of some words. */
  word<T extends string>(name: string, words: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = words.find((word) => word === text);
    if (found === undefined) throw invalidEnumeration(this.path + name, text);
    return found;
  }

  date(name: string): string | undefined {
    const text = this.text(name)?.slice(0, 10);
    if (text !== undefined && !isDate(text)) throw unreadableProperty(this.path + name, 'is not a date');
    return text;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!NUMBER.test(text) || Math.abs(value) > LARGEST) throw unreadableProperty(this.path + name, 'is not a number');
    return value;
  }

  /** Minor units; more than two decimals are rounded, halves away from zero. */
  amount(name: string): number | undefined {
    const value = this.number(name);
    return value === undefined ? undefined : Math.sign(value) * Math.round(Math.abs(value) * 100);
  }

  neededAmount(name: string): number {
    return this.need(name).amount(name) as number;
  }

  /** A nested object; empty when absent. */
  inner(name: string): Fields {
    const value = this.body[name];
    if (this.has(name) && !isObject(value)) throw unreadableProperty(this.path + name, 'is not an object');
    return new Fields(isObject(value) ? value : {}, this.company, `${this.path}${name}.`);
  }

  list(name: string, most = 1000): Fields[] {
    const value = this.body[name] ?? [];
    if (!Array.isArray(value)) throw unreadableProperty(this.path + name, 'is not a list');
    if (value.length > most) throw business(`${name} has more than ${most} elements`);
    return value.map((part: unknown, at) => {
      if (!isObject(part)) throw unreadableProperty(this.path + name, 'holds something that is not an object');
      return new Fields(part, this.company, `${this.path}${name}[${at}].`);
    });
  }

  /** The id of a reference `{value}`. */
  ref(name: string): string | undefined {
    const inner = this.inner(name);
    return this.has(name) ? inner.need('value').text('value') : undefined;
  }

  account(name: string, types?: readonly AccountType[]): Account | undefined {
    const id = this.ref(name);
    if (id === undefined) return undefined;
    const account = this.company.account(id);
    if (!account) throw invalidReference('Accounts', id);
    if (types && !types.includes(account.type)) throw wrongAccountType(this.path + name, types.join(' or '));
    return account;
  }

  neededAccount(name: string, types?: readonly AccountType[]): Account {
    return this.need(name).account(name, types) as Account;
  }

  party(name: string, kind: Party['kind']): PartyRef | undefined {
    const id = this.ref(name);
    if (id === undefined) return undefined;
    const party = this.company.party(id, kind);
    if (!party || party.mergedInto !== undefined) throw invalidReference('Names', id);
    return { kind, id, name: party.name };
  }

  neededParty(name: string, kind: Party['kind']): PartyRef {
    return this.need(name).party(name, kind) as PartyRef;
  }

  /** A reference that says its own kind: `EntityRef {value, type}`. */
  anyParty(name: string, kindOf?: string): PartyRef | undefined {
    if (!this.has(name)) return undefined;
    const kind = kindOf ?? this.inner(name).text('type') ?? 'Vendor';
    if (kind === 'Customer' || kind === 'Vendor') return this.party(name, kind);
    if (kind !== 'Employee') throw invalidEnumeration(`${this.path}${name}.type`, kind);
    return { kind, id: this.ref(name) as string, name: this.inner(name).text('name') ?? '' };
  }

  item(name: string): Item | undefined {
    const id = this.ref(name);
    return id === undefined ? undefined : this.company.item(id);
  }
}

/** Refuses a record that was made inactive, where a new use of it begins. */
export function refuseInactive(record: { active: boolean } | undefined): void {
  if (record && !record.active) throw objectNotFound();
}
