import type { Clock } from '../../platform/clock.js';
import type { Database } from '../../platform/database.js';
import type { Logger } from '../../platform/logger.js';
import type { QuickBooks } from '../../quickbooks/createQuickBooks.js';
import type { QuickBooksCompany } from '../../quickbooks/http.js';
import type { Failpoint } from '../failpoint.js';

/** What of a company sending uses: reading, and writing once. */
export type WritableCompany = Pick<QuickBooksCompany, 'page' | 'select' | 'changes' | 'post'>;
export type OpenWritable = (...given: Parameters<QuickBooks['openCompany']>) => WritableCompany;

/** What sending is made of. */
export interface SendingParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly openCompany: OpenWritable;
  /** How long QuickBooks may still be at work on a request that it did not answer, in milliseconds. */
  readonly waitMs: number;
  /** A process that stops saying it lives loses what it was about to send after this, in milliseconds. */
  readonly leaseMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly failpoint: Failpoint;
}

/** What the nightly look is made of. */
export type ReconcileParts = Pick<SendingParts, 'database' | 'clock' | 'logger' | 'openCompany' | 'waitMs'>;
