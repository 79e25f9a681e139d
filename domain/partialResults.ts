import type { BookDocument, DocumentType, Posting } from './books.js';
import { bothChanges, type BooksChange } from './booksChange.js';
import type { BooksIndex } from './booksIndex.js';
import { revisedMap } from './revisedMap.js';
import { entityKey } from './documentTypes.js';

/** A change of the books with the keys of all documents it touches (`touchedKeys`). */
export interface TouchingChange extends BooksChange {
  readonly touched: ReadonlySet<string>;
}

/** A result and the change that it does not know of yet. */
interface Result {
  readonly value: unknown;
  readonly pending: TouchingChange | null;
  /** States of the books it was carried through without being asked for. */
  readonly unasked: number;
}

/** Values in order, and by their keys. */
interface Listed<T> {
  readonly values: ReadonlyMap<string, T>;
  readonly list: readonly T[];
}

interface Remembered {
  readonly madeOf: readonly unknown[];
  readonly value: unknown;
}

/** What nobody asked for in so many states of the books is let go. */
const MOST_UNASKED = 4;

/**
 * Results that are made of parts of the books and carried over to their next state, where only the parts are made anew
 * that a change touches. A result answers as if it had been made from the beginning; it never changes once given out. What
 * makes one reads the books of this state alone and holds on to nothing of it but what it was given.
 */
export class PartialResults {
  private readonly results = new Map<string, Result>();
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly index: BooksIndex,
    private readonly rememberedBefore: ReadonlyMap<string, Remembered> = new Map(),
  ) {}

  /** The results for the next state of the books, which differs in `change` alone. */
  revised(index: BooksIndex, change: TouchingChange): PartialResults {
    const before = this.remembered.size > 0 ? this.remembered : this.rememberedBefore;
    const next = new PartialResults(index, before);
    for (const [name, { value, pending, unasked }] of this.results) {
      if (pending !== null && unasked >= MOST_UNASKED) continue;
      const all = pending === null ? change : both(pending, change);
      next.results.set(name, { value, pending: all, unasked: pending === null ? 0 : unasked + 1 });
    }
    return next;
  }

  /** A result under a name of its own: made when it is first asked for, after that revised. */
  once<T>(name: string, make: () => T, revise: (before: T, change: TouchingChange) => T): T {
    const known = this.results.get(name);
    if (known?.pending === null) return known.value as T;
    const value = known ? revise(known.value as T, known.pending as TouchingChange) : make();
    this.results.set(name, { value, pending: null, unasked: 0 });
    return value;
  }

  /**
   * One result for every document of the ledger by its key, without those of which it is null. Made of the legs, of the
   * document behind them, of what is applied to and by it, and of documents and legs at the other ends of applications.
   */
  ofLedger<T extends NonNullable<unknown>>(
    name: string,
    make: (legs: readonly Posting[], key: string) => T | null,
    { summaries = false } = {},
  ): ReadonlyMap<string, T> {
    const { legs, summaries: sums } = this.index;
    const all = (): ReadonlyMap<string, T> => {
      const made = new Map<string, T>();
      for (const map of summaries ? [legs, sums] : [legs]) {
        for (const [key, of] of map) {
          const value = make(of, key);
          if (value !== null) made.set(key, value);
        }
      }
      return made;
    };
    return this.once(`ledger ${name}`, all, (before, { touched }) =>
      this.again(before, touched, (key) => {
        const of = legs.get(key) ?? (summaries ? sums.get(key) : undefined);
        return of ? make(of, key) : null;
      }),
    );
  }

  /** The same for every document of a type by its entity key, voided ones left out. */
  ofDocuments<T extends NonNullable<unknown>>(
    name: string,
    type: DocumentType,
    make: (document: BookDocument) => T | null,
  ): ReadonlyMap<string, T> {
    const all = (): ReadonlyMap<string, T> => {
      const made = new Map<string, T>();
      for (const document of this.index.books.documents) {
        if (document.type !== type || document.voided) continue;
        const value = make(document);
        if (value !== null) made.set(entityKey(type, document.id), value);
      }
      return made;
    };
    return this.once(`${type} ${name}`, all, (before, { touched }) =>
      this.again(before, touched, (key) => {
        const document = this.index.documents.get(key);
        return document?.type === type && !document.voided ? make(document) : null;
      }),
    );
  }

  /** The values of one of these results in order; `name` is the list's own. `order` never calls two of them equal. */
  sorted<T extends NonNullable<unknown>>(
    name: string,
    values: ReadonlyMap<string, T>,
    order: (a: T, b: T) => number,
  ): readonly T[] {
    const all = (): Listed<T> => ({ values, list: [...values.values()].sort(order) });
    return this.once(`sorted ${name}`, all, ({ values: before, list }, { touched }) => {
      const left = new Set<T>();
      const came: T[] = [];
      for (const key of touched) {
        const [old, now] = [before.get(key), values.get(key)];
        if (old === now) continue;
        if (old !== undefined) left.add(old);
        if (now !== undefined) came.push(now);
      }
      const same = left.size === 0 && came.length === 0;
      return { values, list: same ? list : [...list.filter((one) => !left.has(one)), ...came].sort(order) };
    }).list;
  }

  /**
   * What is made of `madeOf` and of nothing else that can change but the accounts: given again as long as every one of
   * them is the same as when this name was last asked for, here or in the state of the books before.
   */
  remember<T>(name: string, madeOf: readonly unknown[], make: () => T): T {
    const known = this.remembered.get(name) ?? this.rememberedBefore.get(name);
    const same = known?.madeOf.length === madeOf.length && madeOf.every((part, at) => part === known.madeOf[at]);
    const kept = known && same ? known : { madeOf, value: make() };
    this.remembered.set(name, kept);
    return kept.value as T;
  }

  private again<T extends NonNullable<unknown>>(
    before: ReadonlyMap<string, T>,
    touched: ReadonlySet<string>,
    make: (key: string) => T | null,
  ): ReadonlyMap<string, T> {
    const changes = new Map<string, T | undefined>();
    for (const key of touched) {
      const value = make(key) ?? undefined;
      if (value !== undefined || before.has(key)) changes.set(key, value);
    }
    return revisedMap(before, changes);
  }
}

function both(first: TouchingChange, second: TouchingChange): TouchingChange {
  return { ...bothChanges(first, second), touched: new Set([...first.touched, ...second.touched]) };
}
