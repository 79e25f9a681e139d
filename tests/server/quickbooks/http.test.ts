import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { QuickBooksCompany, type TokenSource } from '../../../server/quickbooks/http.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import type { FailedTry } from '../../../server/quickbooks/failureLog.js';
import { RealmLimiter, type CallOutcome, type Pass } from '../../../server/quickbooks/rateLimit.js';
import { brokenLine, json, silence, startStub, text, type StubQuickBooks } from './stubQuickBooks.js';

let stub: StubQuickBooks;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const noWait = (): Promise<void> => Promise.resolve();

interface Opened {
  readonly company: QuickBooksCompany;
  readonly refreshed: string[];
  /** Tokens of grants that are lost. */
  readonly lost: string[];
  readonly failed: FailedTry[];
  readonly settled: CallOutcome[];
}

const REST_ENDS = new Date('2026-11-21T18:00:30Z');

function open(timeoutMs = 2_000, tries = 4, mostBytes = 1_000_000, restsAfter = Infinity): Opened {
  const refreshed: string[] = [];
  const lost: string[] = [];
  const tokens: TokenSource = {
    lost: (token) => Promise.resolve(void lost.push(token)),
    current: () => Promise.resolve('token-one'),
    refresh: (refused) => {
      refreshed.push(refused);
      return Promise.resolve('token-two');
    },
  };
  const retry = { tries, baseMs: 1, capMs: 2, random: () => 0.5, sleep: noWait };
  const failed: FailedTry[] = [];
  const settled: CallOutcome[] = [];
  const settle = (outcome: CallOutcome): Promise<void> => {
    settled.push(outcome);
    return Promise.resolve();
  };
  // Rests after so many entries, as a gate that all processes share would.
  const enter = (): Promise<Pass> =>
    settled.length < restsAfter
      ? Promise.resolve({ settle })
      : Promise.reject(new QuickBooksError('unavailable', { retryAt: REST_ENDS }));
  const settings = { apiUrl: stub.url, timeoutMs, retry, limiter: { enter }, mostBytes };
  const onFailure = (each: FailedTry): Promise<void> => {
    failed.push(each);
    return Promise.resolve();
  };
  return { company: new QuickBooksCompany('123', settings, tokens, { onFailure }), refreshed, lost, failed, settled };
}

async function failure(work: Promise<unknown>): Promise<QuickBooksError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof QuickBooksError) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

const GOOD = json({ QueryResponse: { Bill: [{ Id: '1' }] }, time: 'now' });
const EXPIRED = json(
  {
    fault: {
      error: [{ message: 'AuthenticationFailed', detail: 'Token expired: AB01secret', code: '3200' }],
      type: 'AUTHENTICATION',
    },
  },
  401,
);

describe('reading QuickBooks over HTTP', () => {
  it('reads no further than an answer may be large, whatever its head says', async () => {
    const endless = json({ QueryResponse: {}, memo: 'é'.repeat(5_000) });
    stub.script(endless);
    const error = await failure(open(2_000, 1, 4_000).company.page('Bill', 0));
    expect([error.kind, error.detail]).toEqual(['unreadable', expect.stringMatching(/larger than 4000 bytes/)]);
    stub.script(json({ QueryResponse: { Bill: [{ Id: 'é'.repeat(5_000) }] } }));
    expect(await open().company.page('Bill', 0)).toEqual([{ Id: 'é'.repeat(5_000) }]);
  });

  it('asks by realm with the minor version, and reads the rows', async () => {
    stub.script(GOOD);
    expect(await open().company.page('Bill', 1)).toEqual([{ Id: '1' }]);
    const url = new URL(stub.requests[0] ?? '', stub.url);
    expect(url.pathname).toBe('/v3/company/123/query');
    expect(url.searchParams.get('minorversion')).toBe('75');
    expect(url.searchParams.get('query')).toBe('select * from Bill orderby Id startposition 1001 maxresults 1000');
  });

  it('renews a refused token once and repeats the call', async () => {
    stub.script(EXPIRED, GOOD);
    const { company, refreshed } = open();
    await company.page('Bill', 0);
    expect(refreshed).toEqual(['token-one']);
    expect(stub.requests).toHaveLength(2);
  });

  it('leaves the grant alone when the renewed token is refused too, and repeats no token', async () => {
    stub.script(EXPIRED);
    const { company, lost } = open();
    const error = await failure(company.page('Bill', 0));
    expect(error.kind).toBe('unauthorized');
    expect(lost).toEqual([]);
    expect(error.tid).toBe('tid-1');
    expect(`${error.detail} ${error.message}`).not.toContain('AB01secret');
    expect(stub.requests).toHaveLength(2);
  });

  it.each([
    [
      'a throttle',
      json({ Fault: { Error: [{ Message: 'message=ThrottleExceeded', code: '3001' }], type: 'SERVICE' } }, 429),
    ],
    ['a 503 with HTML', text('<!doctype html><h1>Service Unavailable</h1>', 503, 'text/html')],
    ['a broken line', brokenLine],
    ['JSON that is cut off', text('{"QueryResponse":{"Bill":[{"Id":"1"')],
    ['an HTML page in a 200', text('<html><body>Sign in</body></html>', 200, 'text/html')],
  ])('tries again after %s', async (_name, bad) => {
    stub.script(bad, bad, GOOD);
    expect(await open().company.page('Bill', 0)).toHaveLength(1);
    expect(stub.requests).toHaveLength(3);
  });

  it.each([
    ['a throttle', text('{}', 429), 'throttled'],
    ['a server that is down', text('', 502), 'unavailable'],
    ['silence', silence, 'unavailable'],
    ['garbage', text('garbage', 200, 'text/plain'), 'unreadable'],
    ['an HTML page', text('<html></html>', 200, 'text/html'), 'unreadable'],
    ['cut-off JSON', text('{"a":'), 'unreadable'],
    ['a list where an object belongs', text('[]'), 'unreadable'],
  ])('gives up on %s after its tries, with a kind and a sentence', async (_name, bad, kind) => {
    stub.script(bad);
    const error = await failure(open(100, 3).company.page('Bill', 0));
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(/^QuickBooks .*\.$/);
    expect(stub.requests).toHaveLength(3);
  });

  it('gives up on a host that is not there', async () => {
    const gone = await startStub();
    await gone.close();
    const settings = {
      timeoutMs: 500,
      retry: { tries: 2, baseMs: 1, capMs: 1, random: () => 0, sleep: noWait },
      limiter: new RealmLimiter(() => 0, noWait),
    };
    const tokens = { current: () => Promise.resolve('t'), refresh: () => Promise.resolve('t') };
    const error = await failure(
      new QuickBooksCompany('1', { ...settings, apiUrl: gone.url }, tokens).get('preferences'),
    );
    expect(error.kind).toBe('unavailable');
  });

  it('does not repeat what QuickBooks refused, also inside a 200', async () => {
    const fault = {
      Fault: {
        Error: [{ Message: 'Invalid query', Detail: 'QueryValidationError', code: '4001' }],
        type: 'ValidationFault',
      },
    };
    for (const status of [200, 400]) {
      stub.script(json(fault, status));
      const error = await failure(open().company.page('Bill', 0));
      expect(error).toMatchObject({ kind: 'refused', code: '4001', status });
      expect(stub.requests).toHaveLength(1);
    }
  });

  it('takes a 403 of the gateway for a lost grant', async () => {
    stub.script(
      json({ fault: { error: [{ message: 'ApplicationAuthorizationFailed', code: '3100' }], type: 'SERVICE' } }, 403),
    );
    const { company, lost } = open();
    expect((await failure(company.page('Bill', 0))).kind).toBe('needs_reconnecting');
    expect(lost).toEqual(['token-one']);
    expect(stub.requests).toHaveLength(1);
  });

  it.each([
    ['a throttle of the older kind', json({ Fault: { Error: [{ code: '3001' }], type: 'SERVICE' } }, 403), 'throttled'],
    ['a page of something in between', text('<html>Forbidden</html>', 403, 'text/html'), 'unavailable'],
    ['nothing at all', text('', 403), 'unavailable'],
  ] as const)('takes a 403 with %s for something that passes', async (_what, answer, kind) => {
    stub.script(answer);
    const { company, lost } = open();
    expect((await failure(company.page('Bill', 0))).kind).toBe(kind);
    expect(lost).toEqual([]);
  });

  it('asks for changes since an instant, and keeps QuickBooks’ own time of the first answer', async () => {
    const at = '2026-11-20T09:00:00.500-08:00';
    stub.script(
      json({ Header: { ReportName: 'TrialBalance', Time: at } }),
      json({ CDCResponse: [{ QueryResponse: [{}] }], time: '2026-11-21T09:00:00.000-08:00' }),
    );
    const { company } = open();
    expect(company.answeredAt).toBeNull();
    await company.report('TrialBalance', {});
    const changes = await company.changes(['Bill', 'Vendor'], new Date('2026-11-01T10:00:00Z'));
    const url = new URL(stub.requests[1] ?? '', stub.url);
    expect(url.pathname).toBe('/v3/company/123/cdc');
    expect(url.searchParams.get('entities')).toBe('Bill,Vendor');
    expect(url.searchParams.get('changedSince')).toBe('2026-11-01T10:00:00.000Z');
    expect(changes.answeredAt.toISOString()).toBe('2026-11-21T17:00:00.000Z');
    expect(company.answeredAt?.toISOString()).toBe('2026-11-20T17:00:00.500Z');
  });

  it('tells of every try that failed, with QuickBooks’ reference, also when a later one succeeds', async () => {
    stub.script(text('', 502), brokenLine, EXPIRED, GOOD);
    const { company, failed, settled } = open();
    await company.page('Bill', 0);
    const place = 'query Bill';
    expect(failed).toEqual([
      { kind: 'unavailable', status: 502, code: null, tid: 'tid-1', place, attempt: 1 },
      { kind: 'unavailable', status: null, code: null, tid: null, place, attempt: 2 },
      { kind: 'unauthorized', status: 401, code: '3200', tid: 'tid-1', place, attempt: 3 },
    ]);
    expect(settled).toEqual(['FAILED', 'FAILED', 'GOOD', 'GOOD']);
    expect(JSON.stringify(failed)).not.toContain('secret');
  });

  it('tells a throttle from a failure, and a refusal from both', async () => {
    stub.script(text('{}', 429), json({ Fault: { Error: [{ code: '4001' }], type: 'ValidationFault' } }, 400));
    const { company, settled } = open();
    await failure(company.page('Bill', 0));
    expect(settled).toEqual(['THROTTLED', 'GOOD']);
  });

  it('stops when the realm rests, with what had failed and when the rest ends', async () => {
    stub.script(text('', 503));
    const { company } = open(2_000, 5, 1_000_000, 2);
    const error = await failure(company.page('Bill', 0));
    expect(error).toMatchObject({ kind: 'unavailable', status: 503, tid: 'tid-1', retryAt: REST_ENDS });
    expect(stub.requests).toHaveLength(2);
    expect(company.calls).toBe(2);
  });

  it('sends nothing to a realm that rests already', async () => {
    stub.script(GOOD);
    const error = await failure(open(2_000, 5, 1_000_000, 0).company.page('Bill', 0));
    expect(error).toMatchObject({ kind: 'unavailable', retryAt: REST_ENDS });
    expect(stub.requests).toHaveLength(0);
  });
});

describe('the limits of a realm', () => {
  it('lets ten calls a second through, and each realm on its own', async () => {
    let now = 0;
    const waits: number[] = [];
    const limiter = new RealmLimiter(
      () => now,
      (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
    );
    for (let call = 0; call < 10; call += 1) await limiter.enter('a');
    expect(waits).toEqual([]);
    await limiter.enter('a');
    expect(waits).toEqual([1001]);
    await limiter.enter('b');
    expect(waits).toHaveLength(1);
    now = 5_000;
    await limiter.enter('a');
    expect(waits).toHaveLength(1);
  });

  it('never lets more than 500 calls into any minute', async () => {
    let now = 0;
    const starts: number[] = [];
    const limiter = new RealmLimiter(
      () => now,
      (milliseconds) => {
        now += milliseconds;
        return Promise.resolve();
      },
    );
    for (let call = 0; call < 1200; call += 1) {
      await limiter.enter('a');
      starts.push(now);
    }
    starts.forEach((start, index) => {
      const later = starts[index + 500];
      if (later !== undefined) expect(later - start).toBeGreaterThan(60_000);
    });
  });
});
