import type { Answer } from '../exchange.js';
import type { CallKind } from './callCounts.js';
import { gatewayEnvelope, notAuthenticated, serviceEnvelope, systemFault, throttled } from '../faults.js';

export const BODY_KINDS = [
  'html',
  'garbage',
  'truncated',
  'fault200',
  'numbersAsStrings',
  'empty',
  'invalidGrant',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** A fault that tests plan for the next requests. */
export interface PlannedFault {
  /** What it meets is noted under this name in `faults.jsonl`; nowhere when absent. */
  name?: string;
  /** Which company; any when absent. */
  realmId?: string;
  /** A part of the path and query; any when absent. */
  path?: string;
  /** What the request is for; anything when absent. */
  kind?: CallKind;
  method?: string;
  /** How many fitting requests it lets pass first. */
  skip?: number;
  /** How many more requests it meets. */
  times: number;
  /** Epoch ms after which it is over. */
  until?: number;
  /** The request is not carried out at all; otherwise it is, and only its answer suffers. */
  before?: boolean;
  status?: number;
  bodyKind?: BodyKind;
  delayMs?: number;
  /** Never answers. */
  hang?: boolean;
  /** How long a hanging request is kept before its connection is cut; QuickBooks' 120 s when absent. */
  hangMs?: number;
  /** Cuts the connection without an answer. */
  close?: boolean;
  /** Promises the whole answer, sends this many bytes, cuts the connection. */
  dropAfterBytes?: number;
}

/** What of a request decides which fault it meets. */
export interface PlannedCall {
  realmId: string | undefined;
  kind: CallKind | undefined;
  method: string;
  /** Path and query. */
  path: string;
}

const MOST_PLANNED = 100;

const fits = (fault: PlannedFault, call: PlannedCall): boolean =>
  (fault.realmId === undefined || fault.realmId === call.realmId) &&
  (fault.kind === undefined || fault.kind === call.kind) &&
  (fault.method === undefined || fault.method.toUpperCase() === call.method) &&
  (fault.path === undefined || call.path.toLowerCase().includes(fault.path.toLowerCase()));

/** Faults in the order planned; the first that fits a request meets it. */
export class PlannedFaults {
  private planned: PlannedFault[] = [];

  /** Refuses beyond a hundred (returns false). */
  plan(fault: PlannedFault): boolean {
    if (this.planned.length >= MOST_PLANNED) return false;
    this.planned.push({ ...fault });
    return true;
  }

  clear(): void {
    this.planned = [];
  }

  list(): readonly PlannedFault[] {
    return this.planned;
  }

  /** The fault for a request, counted down; undefined when none fits. `now` is epoch ms. */
  take(call: PlannedCall, now: number): PlannedFault | undefined {
    this.planned = this.planned.filter(({ until }) => until === undefined || until > now);
    for (const fault of this.planned) {
      if (!fits(fault, call)) continue;
      if ((fault.skip ?? 0) > 0) {
        fault.skip = (fault.skip ?? 0) - 1;
        continue;
      }
      fault.times -= 1;
      if (fault.times <= 0) this.planned = this.planned.filter((f) => f !== fault);
      return fault;
    }
    return undefined;
  }
}

const PAGE =
  '<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Every number of a JSON text as a string. Amounts keep their cents. */
function numbersAsStrings(text: string): string {
  return text.replace(
    /("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/g,
    (_all, string: string | undefined, number: string | undefined) => string ?? `"${number ?? ''}"`,
  );
}

function faultBody(status: number, now: Date): string {
  if (status === 401) return gatewayEnvelope(notAuthenticated('Token expired: AB01..'), now);
  return serviceEnvelope(status === 429 ? throttled() : systemFault(), now);
}

/** What goes out in place of the right answer. */
export function spoiled(fault: PlannedFault, right: Answer, now: Date): Answer {
  const status = fault.status ?? right.status;
  switch (fault.bodyKind) {
    case 'html':
      return { status, headers: { 'Content-Type': 'text/html' }, body: PAGE };
    case 'garbage':
      return { ...right, status, body: '\u0000\u0007{{]%$ garbage \ufffd\ufffd' };
    case 'truncated':
      return { ...right, status, body: right.body.slice(0, Math.floor(right.body.length / 2)) };
    case 'fault200':
      return { ...right, status: fault.status ?? 200, body: serviceEnvelope(systemFault(), now) };
    case 'numbersAsStrings':
      return { ...right, status, body: numbersAsStrings(right.body) };
    case 'empty':
      return { ...right, status, body: '' };
    case 'invalidGrant':
      return { ...right, status: fault.status ?? 400, body: JSON.stringify({ error: 'invalid_grant' }) };
    case undefined:
      return fault.status === undefined || fault.status < 400
        ? { ...right, status }
        : { ...right, status, body: faultBody(fault.status, now) };
  }
}
