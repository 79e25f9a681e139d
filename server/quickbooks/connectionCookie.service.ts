import { createHash } from 'node:crypto';
import { ATTEMPT_SECONDS } from './connection.service.js';

/** Where QuickBooks sends a person back to; ends at the client list, which says how it went. */
export const CALLBACK_PATH = '/quickbooks/callback';

/** One cookie an attempt, so that two tabs may connect two companies; sent to QuickBooks' return alone. */
export const connectionCookie = {
  path: CALLBACK_PATH,
  maxAgeSeconds: ATTEMPT_SECONDS,
  nameOf: (state: string): string =>
    `runway_connect_${createHash('sha256').update(`cookie ${state}`).digest('base64url').slice(0, 12)}`,
} as const;
