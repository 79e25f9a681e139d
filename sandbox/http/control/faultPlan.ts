import { CALL_KINDS, type CallKind } from './callCounts.js';
import { BODY_KINDS, type BodyKind, type PlannedFault } from './plannedFaults.js';

type Read = (value: unknown) => boolean;

const count: Read = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const flag: Read = (value) => typeof value === 'boolean';
const words: Read = (value) => typeof value === 'string' && value !== '';

const FIELDS: Record<string, Read> = {
  name: words,
  realmId: words,
  path: words,
  method: words,
  kind: (value) => CALL_KINDS.includes(value as CallKind),
  times: count,
  nth: (value) => count(value) && value !== 0,
  forMs: count,
  before: flag,
  status: (value) => count(value) && Number(value) >= 200 && Number(value) <= 599,
  bodyKind: (value) => BODY_KINDS.includes(value as BodyKind),
  delayMs: count,
  hang: flag,
  hangMs: count,
  close: flag,
  dropAfterBytes: count,
};

/** Refused by QuickBooks before it does anything. */
const NEVER_CARRIED_OUT = [401, 403, 429];

/**
 * A fault from its JSON; the name of the first field that is unknown or wrong instead. `nth` counts fitting requests
 * from 1; `forMs` makes it last that long from `now` (epoch ms), for any number of requests unless `times` says less.
 * 401, 403 and 429 are refusals before the write; whatever else leaves the write done unless `before` says otherwise.
 */
export function faultFrom(body: Record<string, unknown>, now: number): PlannedFault | string {
  const wrong = Object.keys(body).find((name) => FIELDS[name]?.(body[name]) !== true);
  if (wrong !== undefined) return wrong;
  const { nth, forMs, times, status, before, ...rest } = body as {
    nth?: number;
    forMs?: number;
    times?: number;
    status?: number;
    before?: boolean;
  };
  return {
    ...rest,
    ...(status === undefined ? {} : { status }),
    before: before ?? NEVER_CARRIED_OUT.includes(status ?? 0),
    skip: (nth ?? 1) - 1,
    times: times ?? (forMs === undefined ? 1 : Number.MAX_SAFE_INTEGER),
    ...(forMs === undefined ? {} : { until: now + forMs }),
  };
}
