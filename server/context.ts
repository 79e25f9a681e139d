import type { Loaders } from './loaders.js';
import type { Clock } from './platform/clock.js';
import type { EntityManager } from './platform/database.js';
import type { Origin, Principal } from './principal.js';
import type { Services } from './services.js';

/** What every resolver is handed: one a request. */
export interface Context extends Origin {
  /** Null while nobody is signed in. */
  readonly principal: Principal | null;
  /**
   * The request's read-only transaction, opened at its first use and shared by all resolvers and loaders.
   * Refuses NOT_SIGNED_IN without a principal. Writes open their own, in their service.
   */
  read(): Promise<EntityManager>;
  readonly loaders: Loaders;
  readonly services: Services;
  readonly clock: Clock;
  readonly cookies: Cookies;
  /** From here on the request acts for this person; null ends that. */
  become(principal: Principal | null): void;
}

/** The request's cookies and the answer's. */
export interface Cookies {
  get(name: string): string | undefined;
  set(name: string, value: string, options: { readonly path: string; readonly maxAgeSeconds: number }): void;
  clear(name: string, options: { readonly path: string }): void;
}
