/** What a request is for, as far as budgets and tests care. */
export const CALL_KINDS = [
  'reads',
  'queries',
  'reports',
  'cdc',
  'writes',
  'batches',
  'tokenExchanges',
  'tokenRefreshes',
  'revocations',
] as const;
export type CallKind = (typeof CALL_KINDS)[number];

const TOKENS = '/oauth2/v1/tokens/bearer';
const REVOKE = '/v2/oauth2/tokens/revoke';

/** The kind of a request; undefined for pages, discovery and the control surface. `rest` is what follows the realm. */
export function callKind(
  method: string,
  path: string,
  rest: string | undefined,
  grantType: string | undefined,
): CallKind | undefined {
  if (path === TOKENS) return grantType === 'refresh_token' ? 'tokenRefreshes' : 'tokenExchanges';
  if (path === REVOKE) return 'revocations';
  if (rest === undefined) return undefined;
  const first = rest.split('/')[0]?.toLowerCase();
  if (first === 'query') return 'queries';
  if (first === 'reports' || first === 'cdc') return first;
  if (first === 'batch') return 'batches';
  return method === 'GET' ? 'reads' : 'writes';
}

/** The calls of one company since the counts were reset. `peakPerSecond` and `peakPerMinute` are over sliding windows of real time. */
export type CompanyCalls = Record<CallKind, number> & {
  total: number;
  /** Answered 429, by limits or by plan. */
  throttled: number;
  peakPerSecond: number;
  peakPerMinute: number;
};

const MINUTE = 60_000;
/** For calls whose company is not known, such as an exchange of a code. */
const NO_COMPANY = 'none';

/** Counts calls by company and kind. */
export class CallCounts {
  private readonly byRealm = new Map<string, CompanyCalls>();
  private readonly recent = new Map<string, number[]>();

  /** Counts one call at `now`, ms of a clock that nobody sets back. */
  note(realmId: string | undefined, kind: CallKind, now: number): void {
    const calls = this.of(realmId ?? NO_COMPANY);
    calls[kind] += 1;
    if (kind.startsWith('token') || kind === 'revocations') return;
    calls.total += 1;
    const times = (this.recent.get(realmId ?? NO_COMPANY) ?? []).filter((at) => at > now - MINUTE);
    times.push(now);
    this.recent.set(realmId ?? NO_COMPANY, times);
    calls.peakPerMinute = Math.max(calls.peakPerMinute, times.length);
    calls.peakPerSecond = Math.max(calls.peakPerSecond, times.filter((at) => at > now - 1000).length);
  }

  noteThrottled(realmId: string | undefined): void {
    this.of(realmId ?? NO_COMPANY).throttled += 1;
  }

  reset(): void {
    this.byRealm.clear();
    this.recent.clear();
  }

  all(): Record<string, CompanyCalls> {
    return Object.fromEntries(this.byRealm);
  }

  /** API requests a company, tokens apart. */
  totals(): Record<string, number> {
    return Object.fromEntries([...this.byRealm].flatMap(([id, { total }]) => (total > 0 ? [[id, total]] : [])));
  }

  private of(realmId: string): CompanyCalls {
    const known = this.byRealm.get(realmId);
    if (known) return known;
    const none = Object.fromEntries(CALL_KINDS.map((kind) => [kind, 0])) as Record<CallKind, number>;
    const fresh = { ...none, total: 0, throttled: 0, peakPerSecond: 0, peakPerMinute: 0 };
    this.byRealm.set(realmId, fresh);
    return fresh;
  }
}
