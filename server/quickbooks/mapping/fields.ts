import { isIsoDate } from '../../../domain/calendar.js';
import { currencyExponent, parseAmount } from '../../../domain/money.js';
import type { Cents, IsoDate } from '../../../domain/units.js';
import { isObject, type Json } from '../answer.js';
import { unreadable } from '../quickBooksError.js';

/** What PostgreSQL cannot keep as text (NUL, half of a surrogate pair) is nobody's name: one such memo must not stop a sync. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

/** Reads the fields of one JSON object; whatever is not as expected throws `unreadable` with its place. */
export class Fields {
  constructor(
    readonly json: Json,
    readonly place: string,
  ) {}

  has(key: string): boolean {
    return this.json[key] !== undefined && this.json[key] !== null;
  }

  /** A non-empty text; numbers are taken as their text. */
  text(key: string): string {
    const value = this.optionalText(key);
    if (value === null) throw this.#missing(key);
    return value;
  }

  /** Null when absent or empty. */
  optionalText(key: string): string | null {
    const value = this.json[key];
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'string') return storable(value) || null;
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
    throw this.#missing(key);
  }

  /** Booleans and their text forms; `absent` when there is none. */
  flag(key: string, absent: boolean): boolean {
    const value = this.json[key];
    if (value === undefined || value === null) return absent;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw this.#missing(key);
  }

  date(key: string): IsoDate {
    const value = this.optionalDate(key);
    if (value === null) throw this.#missing(key);
    return value;
  }

  optionalDate(key: string): IsoDate | null {
    const value = this.optionalText(key);
    if (value === null) return null;
    if (!isIsoDate(value)) throw this.#missing(key);
    return value;
  }

  /** An amount in a currency's minor units, from a number or its text; absent is `absent`, which throws when left out. */
  amount(key: string, currency: string, absent?: Cents): Cents {
    if (!this.has(key) && absent !== undefined) return absent;
    const value = this.json[key];
    const text = typeof value === 'number' ? String(value) : value;
    const amount = typeof text === 'string' && text !== '' ? parseAmount(text, currencyExponent(currency)) : null;
    if (amount === null) throw this.#missing(key);
    return amount;
  }

  object(key: string): Fields {
    const value = this.json[key];
    if (!isObject(value)) throw this.#missing(key);
    return new Fields(value, `${this.place}.${key}`);
  }

  optionalObject(key: string): Fields | null {
    return this.has(key) ? this.object(key) : null;
  }

  /** The objects of a list; absent is empty. */
  list(key: string): Fields[] {
    const value = this.json[key];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) throw this.#missing(key);
    return value.map((item: unknown, index) => {
      if (!isObject(item)) throw unreadable(`${this.place}.${key}[${index}]`, item);
      return new Fields(item, `${this.place}.${key}[${index}]`);
    });
  }

  #missing(key: string): Error {
    return unreadable(`${this.place}.${key}`, this.json[key] ?? null);
  }
}
