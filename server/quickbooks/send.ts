import { isObject, readAnswer, type Json } from './answer.js';
import { QuickBooksError, unreadable } from './quickBooksError.js';

/** One request to a company; its path is what follows the realm. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** POST alone: JSON as it goes out, byte for byte; empty: none. */
  readonly body?: string;
}

export interface WireSettings {
  /** e.g. `https://quickbooks.api.intuit.com`, without a path. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  /** The largest answer that is read. Default: 128 MiB, a month of a very large ledger. */
  readonly mostBytes?: number;
}

const MINOR_VERSION = '75';
const MOST_BYTES = 128 * 1024 * 1024;

/** What a request is for, in a few words: the entity of a query, the span of a report. Never a token. */
export function placeOf({ path, parameters }: ApiRequest): string {
  const entity = / from (\w+)/i.exec(parameters['query'] ?? '')?.[1];
  const span = [parameters['start_date'], parameters['end_date']].filter(Boolean).join(' to ');
  return [path, entity ?? span].filter(Boolean).join(' ');
}

/**
 * Sends one request once. The answer's JSON object, or a QuickBooksError: `unavailable` when nothing whole came back in
 * time. Throws the signal's reason when that aborts.
 */
export async function send(
  settings: WireSettings,
  realmId: string,
  request: ApiRequest,
  token: string,
  stop?: AbortSignal,
): Promise<Json> {
  const place = placeOf(request);
  const timeout = AbortSignal.timeout(settings.timeoutMs);
  try {
    const response = await fetch(addressOf(settings, realmId, request), {
      method: request.method,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...contentOf(request) },
      body: request.body ?? null,
      redirect: 'error',
      signal: stop ? AbortSignal.any([timeout, stop]) : timeout,
    });
    const tid = response.headers.get('intuit_tid');
    const contentType = response.headers.get('content-type') ?? '';
    const body = await textOf(response, place, tid, settings.mostBytes);
    return readAnswer({ status: response.status, contentType, tid, body }, place);
  } catch (error) {
    if (error instanceof QuickBooksError) throw error;
    stop?.throwIfAborted();
    const reason = error instanceof Error ? error.name : 'unknown';
    throw new QuickBooksError('unavailable', {
      detail: `${place}: no answer (${reason})`,
      isUnsent: hadNoConnection(error),
      cause: error,
    });
  }
}

/** QuickBooks takes an empty POST as an octet-stream (`quickbooks.md` 2, sending an invoice). */
function contentOf({ method, body = '' }: ApiRequest): Readonly<Record<string, string>> {
  if (method === 'GET') return {};
  return { 'content-type': body === '' ? 'application/octet-stream' : 'application/json' };
}

const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether there was no connection to write to. Whatever breaks later leaves it open how much of the request arrived. */
function hadNoConnection(error: unknown): boolean {
  const cause = isObject(error) ? error['cause'] : undefined;
  const code = isObject(cause) ? cause['code'] : undefined;
  return typeof code === 'string' && NO_CONNECTION.has(code);
}

function addressOf(settings: WireSettings, realmId: string, { path, parameters }: ApiRequest): URL {
  const url = new URL(`/v3/company/${encodeURIComponent(realmId)}/${path}`, settings.apiUrl);
  for (const [key, value] of Object.entries({ ...parameters, minorversion: MINOR_VERSION })) {
    url.searchParams.set(key, value);
  }
  return url;
}

/**
 * The body as text. Refused as soon as it is larger than any answer may be, whatever its head said; a line that breaks in
 * the middle keeps the answer's reference.
 */
async function textOf(response: Response, place: string, tid: string | null, mostBytes = MOST_BYTES): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  try {
    // An answer that is dropped here is cancelled by leaving the loop.
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw unreadable(`${place}: larger than ${mostBytes} bytes`);
      parts.push(decoder.decode(chunk, { stream: true }));
    }
  } catch (error) {
    if (error instanceof QuickBooksError || tid === null) throw error;
    const reason = error instanceof Error ? error.name : 'unknown';
    throw new QuickBooksError('unavailable', {
      tid,
      detail: `${place}: cut off after ${bytes} bytes (${reason})`,
      cause: error,
    });
  }
  return parts.join('') + decoder.decode();
}
