import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { spoiled, type PlannedFault } from './control/plannedFaults.js';
import type { Answer } from './exchange.js';

export interface SendingContext {
  fault: PlannedFault | undefined;
  now: Date;
  /** `performance.now()` when the request arrived. */
  started: number;
}

const HANG_MS = 120_000;

function transactionId(now: Date): string {
  return `1-${Math.floor(now.getTime() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
}

/** The headers QuickBooks puts on every answer. */
function commonHeaders({ now, started }: SendingContext): Record<string, string> {
  return {
    intuit_tid: transactionId(now),
    'QBO-Version': '1993.114',
    'Service-Time': `total=${Math.max(1, Math.round(performance.now() - started))}, db=1`,
    'Cache-Control': 'max-age=0, no-cache, no-store, must-revalidate, private',
    Expires: '0',
    'Strict-Transport-Security': 'max-age=31536000',
    'X-Content-Type-Options': 'nosniff',
    Server: 'nginx',
  };
}

/** Waits until the other side gives up, at most the 120 s after which QuickBooks does. */
async function hang(response: ServerResponse, ms: number): Promise<void> {
  const ended = new AbortController();
  response.once('close', () => ended.abort());
  await wait(ms, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
  response.destroy();
}

/** Sends the answer, or what a planned fault makes of it. */
export async function send(response: ServerResponse, right: Answer, context: SendingContext): Promise<void> {
  const { fault, now } = context;
  if (fault?.delayMs !== undefined) await wait(fault.delayMs);
  if (fault?.hang === true) return hang(response, fault.hangMs ?? HANG_MS);
  if (fault?.close === true) {
    response.destroy();
    return undefined;
  }
  const made = fault ? spoiled(fault, right, now) : right;
  const bytes = Buffer.from(made.body, 'utf8');
  response.writeHead(made.status, {
    ...commonHeaders(context),
    ...made.headers,
    'Content-Length': String(bytes.length),
  });
  if (fault?.dropAfterBytes === undefined) {
    response.end(bytes);
    return undefined;
  }
  response.write(bytes.subarray(0, fault.dropAfterBytes), () => response.destroy());
  return undefined;
}
