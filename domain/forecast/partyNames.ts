import type { BookDocument } from '../books.js';
import { topName } from '../hygiene/topName.js';

type OfParty = Pick<BookDocument, 'currency' | 'partyId' | 'partyName'>;

/**
 * Which documents are of one party: a customer and its jobs are one, for the customer pays for all of them. A job is told
 * by the colon in its full name; entries of the ledger name their party without an id.
 */
export class PartyNames {
  private readonly names = new Map<string, string>();
  /** Ids by name of parties that are no jobs; null where several have the name. */
  private readonly ids = new Map<string, string | null>();

  /** Of an id under two names the first of the alphabet counts, so that the order of documents does not. */
  constructor(documents: Iterable<OfParty>) {
    for (const { partyId, partyName } of documents) {
      if (partyId === null || partyName === null) continue;
      const known = this.names.get(partyId);
      if (known === undefined || partyName < known) this.names.set(partyId, partyName);
    }
    for (const [id, name] of this.names)
      if (!isJob(name)) this.ids.set(topName(name), this.ids.has(topName(name)) ? null : id);
  }

  /** A party in a currency, for credits count only in the currency they are in; null where none is told. */
  keyOf({ currency, partyId, partyName }: OfParty): string | null {
    const name = (partyId === null ? undefined : this.names.get(partyId)) ?? partyName;
    if (partyId !== null && (name === null || !isJob(name))) return `${currency} ${partyId}`;
    if (name === null) return null;
    const id = this.ids.get(topName(name));
    if (id === null) return partyId === null ? null : `${currency} ${partyId}`;
    return id === undefined ? `${currency} name ${topName(name)}` : `${currency} ${id}`;
  }
}

function isJob(name: string): boolean {
  return name.includes(':');
}
