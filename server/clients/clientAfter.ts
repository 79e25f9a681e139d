import type { Refusal } from '../../domain/refusal.js';
import type { Context } from '../context.js';
import type { ClientType } from './client.types.js';

/** The client as it stands after a change that has committed: what a payload carries. Null where it was refused. */
export function clientAfter(context: Context, clientId: string, refusal: Refusal | null): Promise<ClientType | null> {
  if (refusal) return Promise.resolve(null);
  return context.services.clients.find(clientId, (id) => context.loaders.clients.rowById.load(id));
}
