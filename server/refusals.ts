import { refuse, type Refusal, type RefusalCode } from '../domain/refusal.js';

/**
 * A refusal on its way out of a query, which has no payload to carry it: it is answered as a GraphQL error whose
 * `extensions` hold the same code and field. Mutations answer refusals as data in their payload.
 */
export class RefusalError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'RefusalError';
  }
}

/** Ends a query with a refusal from the closed list. */
export function refused(code: RefusalCode, field: string | null = null, message?: string): RefusalError {
  return new RefusalError(refuse(code, field, message));
}
