import type { ClientRow } from '../../domain/clientList.js';
import type { Cents, IsoDate, Weeks } from '../../domain/units.js';
import type { Runway } from '../../domain/snapshot.js';
import type { ListClient } from './view.js';

export type { ClientRow } from '../../domain/clientList.js';

/** GraphQL's client as the list's row. The contract's scalars are the domain's units: cents, weeks, calendar dates. */
export function clientRow(client: ListClient): ClientRow {
  return {
    id: client.id,
    name: client.name,
    advisorName: client.advisorName,
    currency: client.currency,
    runway: runway(client.runway),
    cash: client.cashOnHand as Cents | null,
    previousRunway: client.previous === null ? null : runway(client.previous.runway),
    change: client.change as Weeks | null,
    asOf: client.asOf as IsoDate | null,
    booksThrough: client.booksThrough as IsoDate | null,
    lastGoodSyncAt: client.sync.lastGoodAt,
    syncState: client.sync.state,
    attention: client.attention,
    openIssues: client.openIssues,
    booksVersion: client.booksVersion,
    lastReviewedAt: client.lastReviewedAt,
    timeZone: client.timeZone,
    ritual: client.ritual,
  };
}

function runway(view: ListClient['runway']): Runway {
  return { ...view, weeks: view.weeks as Weeks | null };
}
