import type { NoticeFate, Webhooks } from '../webhooks/webhooks.js';
import { markup, type Markup } from './markup.js';

/** What the last changes by hand wrote, until they are shown; the newest hundred. */
export interface DoneChange {
  realmId: string;
  said: string;
  entity: string;
  /** Epoch ms. */
  at: number;
}

const KEPT = 100;

export class DoneChanges {
  private readonly kept = new Map<string, DoneChange>();
  private last = 0;

  /** Keeps one; answers the number it is asked for by. */
  add(done: DoneChange): string {
    this.last += 1;
    this.kept.set(String(this.last), done);
    if (this.kept.size > KEPT) this.kept.delete(String(this.last - KEPT));
    return String(this.last);
  }

  find(number: string | null, realmId: string): DoneChange | undefined {
    const done = this.kept.get(number ?? '');
    return done?.realmId === realmId ? done : undefined;
  }
}

const NOT_SENT: Record<Exclude<NoticeFate, 'queued'>, string> = {
  'no API entity': 'No notice: this has no entity in the API, only reports show it.',
  'no endpoint': 'No notice: the app has no webhook endpoint.',
  'switched off': 'No notice: webhooks are switched off.',
  'not connected': 'No notice: the app is not connected to this company.',
};

const SHOWN_FOR_MS = 1500;

/** How the notice of a change fares; waits a moment for a change just made. */
export async function deliveryState(done: DoneChange, webhooks: Webhooks): Promise<string> {
  const fate = webhooks.fateOf(done);
  if (fate !== 'queued') return NOT_SENT[fate];
  if (Date.now() - done.at < SHOWN_FOR_MS) await webhooks.settled(SHOWN_FOR_MS, done.realmId);
  const attempt = webhooks.lastDeliveries(done.realmId).findLast(({ at }) => Date.parse(at) >= done.at);
  if (attempt?.outcome === '200') return `Notice: acknowledged with 200 at ${attempt.at.slice(11, 19)} UTC.`;
  if (attempt) return `Notice: attempt ${attempt.attempt} ended with ${attempt.outcome}; it will be tried again.`;
  return webhooks.waiting(done.realmId) > 0 ? 'Notice: waiting to be sent.' : 'Notice: not delivered (lost on demand).';
}

/** What was written and how its notice fares. */
export const saidCard = (done: DoneChange, delivery: string): Markup =>
  markup`<div class="card said" role="status"><p><strong>${done.said}</strong></p><p class="soft">${delivery}</p></div>`;

/** Where notices go, for the head of a company's page. */
export function endpointLine(realmId: string, webhooks: Webhooks): string {
  const fate = webhooks.fateOf({ realmId, entity: 'Bill' });
  const { url, format } = webhooks.settings;
  const waiting = webhooks.waiting(realmId);
  if (fate !== 'queued') return NOT_SENT[fate];
  return `Notices go to ${url ?? ''} (${format})${waiting > 0 ? `; ${waiting} waiting` : ''}.`;
}
