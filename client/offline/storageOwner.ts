import type { Vault } from './deviceRows.js';
import type { Written } from './deviceStore.js';
import { storeName } from './storeName.js';

/**
 * Whose a storage is to a page that opened it before. EMPTIED: nobody's, the browser or a sign-out removed all of it.
 * MADE_ANEW: it was emptied, and another page of the same person has made it again, with another key. ANOTHERS: another
 * person has signed in.
 */
export type Whose = 'MINE' | 'EMPTIED' | 'MADE_ANEW' | 'ANOTHERS';

/** What came of a write to the queue: nothing is written to a storage that is no more this page's. */
export type QueueWritten = Written | { readonly kept: false; readonly reason: Exclude<Whose, 'MINE'> };

/** A transaction that reads, among others, the stores that say whose the storage is. */
interface Telling {
  objectStore(name: 'owner'): { get(key: 'owner'): Promise<{ readonly viewerId: string } | undefined> };
  objectStore(name: 'keys'): { get(viewerId: string): Promise<{ readonly store?: string } | undefined> };
}

/** Asked in every transaction of the queue: between two of them the browser may empty the storage, or somebody sign in. */
export class StorageOwner {
  /** Of the storage as it was opened; null: it was emptied even before; undefined: there was no room to name it. */
  private name: string | null | undefined = null;

  constructor(private readonly vault: Vault) {}

  /** Remembers which storage this is. Call before the rest. */
  async open(): Promise<void> {
    const { store, viewerId } = this.vault;
    await storeName(this.vault);
    const key = await store.read((db) => db.get('keys', viewerId));
    this.name = key === undefined ? null : key.store;
  }

  async whose(tx: Telling): Promise<Whose> {
    const of = await tx.objectStore('owner').get('owner');
    if (of === undefined) return 'EMPTIED';
    if (of.viewerId !== this.vault.viewerId) return 'ANOTHERS';
    const key = await tx.objectStore('keys').get(this.vault.viewerId);
    if (key === undefined) return 'MADE_ANEW';
    return this.name === undefined || key.store === this.name ? 'MINE' : 'MADE_ANEW';
  }
}
