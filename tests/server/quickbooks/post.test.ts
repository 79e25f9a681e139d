import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FrozenRequest } from '../../../domain/decision/paymentRequest.js';
import { QuickBooksCompany, type TokenSource } from '../../../server/quickbooks/http.js';
import { QuickBooksError } from '../../../server/quickbooks/quickBooksError.js';
import { RealmLimiter, type RealmGate } from '../../../server/quickbooks/rateLimit.js';
import { brokenLine, json, silence, startStub, text, type Answer } from './stubQuickBooks.js';

const stub = await startStub();
afterAll(() => stub.close());

const REQUEST: FrozenRequest = {
  method: 'POST',
  path: 'billpayment',
  parameters: { requestid: 'd-1' },
  body: '{"TotalAmt":1.10}',
};
const WRITTEN = { BillPayment: { Id: '7' } };
const noWait = (): Promise<void> => Promise.resolve();

let begun = 0;
let refreshes = 0;
beforeEach(() => {
  begun = 0;
  refreshes = 0;
});

const TOKENS: TokenSource = {
  current: () => Promise.resolve('token-1'),
  refresh: () => {
    refreshes += 1;
    return Promise.resolve('token-2');
  },
};

function company({
  apiUrl = stub.url,
  tokens = TOKENS,
  limiter = new RealmLimiter(() => 0, noWait) as RealmGate,
} = {}) {
  const retry = { tries: 5, baseMs: 1, capMs: 1, random: () => 0.5, sleep: noWait };
  return new QuickBooksCompany('realm', { apiUrl, timeoutMs: 300, retry, limiter }, tokens);
}

const post = (from = company()) =>
  from.post(REQUEST, 'BillPayment', () => {
    begun += 1;
  });

const fault = (code: string, status = 400, type = 'ValidationFault'): Answer =>
  json({ Fault: { Error: [{ Message: 'No', Detail: 'No: it cannot be', code }], type } }, status);

describe('what becomes of a write', () => {
  it.each<[string, Answer[], string, number]>([
    ['an answer that holds it', [json(WRITTEN)], 'APPLIED', 1],
    ['a fault with a code', [fault('6210')], 'REFUSED', 1],
    ['a fault in a 200', [fault('6000', 200)], 'REFUSED', 1],
    ['a throttle', [fault('3001', 429, 'SERVICE')], 'NOT_SENT', 1],
    ['a 401, then an answer', [text('', 401), json(WRITTEN)], 'APPLIED', 2],
    ['a 401 twice', [text('', 401), text('', 401)], 'NOT_SENT', 2],
    ['the gateway’s refusal', [fault('3100', 403, 'SERVICE')], 'NOT_SENT', 1],
    ['an error of QuickBooks', [fault('10000', 500, 'SystemFault')], 'UNKNOWN', 1],
    ['an error of QuickBooks in a 200', [fault('10000', 200, 'SystemFault')], 'UNKNOWN', 1],
    ['a request id that was met before', [fault('600')], 'UNKNOWN', 1],
    ['a page in between', [text('<html>', 404, 'text/html')], 'UNKNOWN', 1],
    ['an answer that is cut', [brokenLine], 'UNKNOWN', 1],
    ['an empty answer', [text('')], 'UNKNOWN', 1],
    ['an answer without it', [json({ time: 'now' })], 'UNKNOWN', 1],
    ['an answer without an id', [json({ BillPayment: {} })], 'UNKNOWN', 1],
    ['silence', [silence], 'UNKNOWN', 1],
  ])('%s', async (_name, answers, kind, sent) => {
    stub.script(...answers);
    expect((await post()).kind).toBe(kind);
    expect(stub.requests).toEqual(
      Array(sent).fill(expect.stringMatching(/billpayment\?requestid=d-1&minorversion=75$/)),
    );
    expect(begun).toBe(sent);
  });

  it('is sent byte for byte, as JSON', async () => {
    const seen: string[] = [];
    stub.script((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push(request.method ?? '', request.headers['content-type'] ?? '', body);
        json(WRITTEN)(request, response);
      });
    });
    await post();
    expect(seen).toEqual(['POST', 'application/json', REQUEST.body]);
  });

  it('nothing was sent where nobody listens', async () => {
    const gone = await startStub();
    await gone.close();
    const outcome = await post(company({ apiUrl: gone.url }));
    expect(outcome.kind).toBe('NOT_SENT');
  });

  it('nothing was sent where the gate says no, or no token can be had, also after a 401', async () => {
    stub.script(text('', 401));
    const no = (): Promise<never> => Promise.reject(new QuickBooksError('unavailable', { detail: 'not sent' }));
    expect((await post(company({ limiter: { enter: no } }))).kind).toBe('NOT_SENT');
    expect((await post(company({ tokens: { ...TOKENS, current: no } }))).kind).toBe('NOT_SENT');
    expect(stub.requests).toEqual([]);
    expect((await post(company({ tokens: { ...TOKENS, refresh: no } }))).kind).toBe('NOT_SENT');
    expect(stub.requests).toHaveLength(1);
    expect(refreshes).toBe(0);
  });

  it('is kept back, and thrown, by whoever may not begin it any more', async () => {
    stub.script(json(WRITTEN));
    const late = company().post(REQUEST, 'BillPayment', () => {
      throw new Error('too late');
    });
    await expect(late).rejects.toThrow('too late');
    expect(stub.requests).toEqual([]);
  });
});
