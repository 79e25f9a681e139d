import type { Answer } from '../exchange.js';
import { gatewayEnvelope, notAuthenticated, serviceEnvelope, systemFault, throttled } from '../faults.js';

export const BODY_KINDS = ['html', 'garbage', 'truncated', 'fault200', 'numbersAsStrings', 'empty'] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** A fault that tests plan for the next requests. */
export interface PlannedFault {
  /** Which company; any when absent. */
  realmId?: string;
  /** A part of the path and query; any when absent. */
  path?: string;
  /** How many more requests it meets. */
  times: number;
  status?: number;
  bodyKind?: BodyKind;
  delayMs?: number;
  /** Never answers. */
  hang?: boolean;
  /** Promises the whole answer, sends this many bytes, cuts the connection. */
  dropAfterBytes?: number;
}

const MOST_PLANNED = 100;

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

  /** The fault for a request, counted down; undefined when none fits. */
  take(realmId: string | undefined, path: string): PlannedFault | undefined {
    const found = this.planned.find(
      (f) =>
        (f.realmId === undefined || f.realmId === realmId) &&
        (f.path === undefined || path.toLowerCase().includes(f.path.toLowerCase())),
    );
    if (!found) return undefined;
    found.times -= 1;
    if (found.times <= 0) this.planned = this.planned.filter((f) => f !== found);
    return found;
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
    case undefined:
      return fault.status === undefined || fault.status < 400
        ? { ...right, status }
        : { ...right, status, body: faultBody(fault.status, now) };
  }
}
