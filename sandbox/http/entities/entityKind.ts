import type { Company } from '../../ledger/company.js';
import type { Books } from './books.js';
import { Amount } from '../amount.js';
import { pacific } from '../pacificTime.js';

export type Json = { [name: string]: JsonValue | undefined };
export type JsonValue = string | number | boolean | null | Amount | Json | JsonValue[];

/** One entity of the API: how it is named, which records it has and how one is written. */
export interface EntityKind<R = never> {
  /** As in a query's FROM. */
  name: string;
  /** Its key in answers; differs from the name for CreditCardPayment only. */
  key: string;
  /** Lists hide inactive records unless a query asks. */
  isList: boolean;
  /** Whether recorded query answers carry `totalCount`. */
  tellsTotal: boolean;
  /** Top-level properties a query may name. */
  properties: readonly string[];
  records(company: Company): readonly R[];
  /** For change data capture: deleted records too; may leave out what did not change since `from` (ms). `records` when absent. */
  everRecorded?(company: Company, from: number): readonly R[];
  find(company: Company, id: string): R | undefined;
  write(books: Books, record: R): Json;
  /** Values of often-queried properties without writing the whole record; undefined: not one of them. */
  glance?(record: R, property: string): JsonValue | undefined;
}

/** What every entity carries beside its own. */
export interface Stamped {
  id: string;
  syncToken: number;
  createdAt: string;
  updatedAt: string;
}

export const STAMPS = [
  'Id',
  'SyncToken',
  'MetaData',
  'MetaData.CreateTime',
  'MetaData.LastUpdatedTime',
  'domain',
  'sparse',
] as const;

/** `domain`, `sparse`, `Id`, `SyncToken`, `MetaData`. */
export function stamps(record: Stamped): Json {
  return {
    domain: 'QBO',
    sparse: false,
    Id: record.id,
    SyncToken: String(record.syncToken),
    MetaData: { CreateTime: pacific(record.createdAt), LastUpdatedTime: pacific(record.updatedAt) },
  };
}

/** Quick values of the stamps, by lower-case property. */
export function glanceStamp(record: Stamped, property: string): JsonValue | undefined {
  if (property === 'id') return record.id;
  if (property === 'metadata.lastupdatedtime') return record.updatedAt;
  return property === 'metadata.createtime' ? record.createdAt : undefined;
}

const CURRENCIES: Record<string, string> = {
  USD: 'United States Dollar',
  CAD: 'Canadian Dollar',
  EUR: 'Euro',
  GBP: 'British Pound Sterling',
  AUD: 'Australian Dollar',
  MXN: 'Mexican Peso',
  JPY: 'Japanese Yen',
};

export const currencyRef = (code: string): Json => ({ value: code, name: CURRENCIES[code] ?? code });

/** `{value, name}` of an account; undefined when there is none. */
export function accountRef(company: Company, id: string | undefined): Json | undefined {
  const account = id === undefined ? undefined : company.account(id);
  return account && { value: account.id, name: company.fullName(account) };
}

export const amount = (minor: number): Amount => new Amount(minor);

const DELETED_SUFFIX = ' (deleted)';

/** A list record's name as QuickBooks shows it: deactivated ones gain " (deleted)". */
export const shownName = (record: { name: string; active: boolean }): string =>
  record.active || record.name.endsWith(DELETED_SUFFIX) ? record.name : record.name + DELETED_SUFFIX;

/** Drops undefined parts: QuickBooks omits what is empty. Key order is kept. */
export function omitEmpty(value: Json): Json {
  for (const key of Object.keys(value))
    if (value[key] === undefined || value[key] === '') Reflect.deleteProperty(value, key);
  return value;
}
