import { QUICKBOOKS_TIMEOUT_MS } from '../../../domain/decision/decision.js';
import type { Notices } from '../../platform/listener.js';
import type { Failpoint } from '../failpoint.js';
import type { OpenWritable, SendingParts } from './sendingParts.js';
import { createReconcileJob } from './reconcile.job.js';
import { DecisionSender } from './worker.js';
import type { ClockJob } from '../../platform/jobs.js';

const LEASE_MS = 20_000;

/** What sending may be made of instead, by whoever proves it under other conditions. */
export interface SendingOptions {
  /** How long QuickBooks may still be at work on a request it did not answer. Default: QUICKBOOKS_TIMEOUT_MS. */
  readonly decisionWaitMs?: number;
  /** A process that falls silent loses what it was about to send after this. Default: 20 s. */
  readonly decisionLeaseMs?: number;
  /** After so long a batch that waits for QuickBooks no longer keeps its client's other decisions. Default: 10 s. */
  readonly decisionKeepsMs?: number;
  /** Puts something between sending and QuickBooks. */
  readonly openForDecisions?: (open: OpenWritable) => OpenWritable;
  /** Called at each step; what it throws ends that step as a process that ends there would. */
  readonly failpoint?: Failpoint;
}

type Parts = Pick<SendingParts, 'database' | 'clock' | 'logger'> & SendingOptions & { readonly notices?: Notices };

/** What the clock starts of sending: the nightly reconciliation. */
export function createSendingJob(parts: Parts, openCompany: OpenWritable): ClockJob {
  const { database, clock, logger } = parts;
  return createReconcileJob({ database, clock, logger, openCompany, waitMs: waitOf(parts) });
}

/** The sender of one process. */
export function createDecisionSender(parts: Parts, openCompany: OpenWritable): DecisionSender {
  const { database, clock, logger, notices } = parts;
  return new DecisionSender({
    ...{ database, clock, logger },
    ...(notices && { notices }),
    openCompany: parts.openForDecisions?.(openCompany) ?? openCompany,
    waitMs: waitOf(parts),
    leaseMs: parts.decisionLeaseMs ?? LEASE_MS,
    keepsClientMs: parts.decisionKeepsMs,
    random: Math.random,
    failpoint: parts.failpoint ?? (() => undefined),
  });
}

function waitOf({ decisionWaitMs }: SendingOptions): number {
  return decisionWaitMs ?? QUICKBOOKS_TIMEOUT_MS;
}
