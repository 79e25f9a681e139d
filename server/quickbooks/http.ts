import { isObject, readAnswer, timeOf, type Json } from './answer.js';
import { readChanges, type Changes } from './mapping/changes.js';
import { QuickBooksError, unreadable } from './quickBooksError.js';
import type { RealmLimiter } from './rateLimit.js';
import { withRetries, type RetryPolicy } from './retry.js';

/** Where a company's access token comes from; `refresh` is told which token was refused, so that it is renewed once. */
export interface TokenSource {
  current(): Promise<string>;
  refresh(refused: string): Promise<string>;
}

export interface HttpSettings {
  /** e.g. `https://quickbooks.api.intuit.com`, without a path. */
  readonly apiUrl: string;
  readonly timeoutMs: number;
  readonly retry: RetryPolicy;
  readonly limiter: RealmLimiter;
  /** The largest answer that is read. Default: 128 MiB, a month of a very large ledger. */
  readonly mostBytes?: number;
}

/** Most rows QuickBooks gives in one page. */
export const PAGE_SIZE = 1000;
const MINOR_VERSION = '75';
const MOST_BYTES = 128 * 1024 * 1024;

type Parameters = Readonly<Record<string, string>>;

/**
 * Reads one QuickBooks company over HTTP: bearer token, limits, 401 → refresh once, passing failures tried again.
 * Talks to nothing but QuickBooks; never logs; throws only QuickBooksError (and the abort of its signal).
 */
export class QuickBooksCompany {
  /** HTTP requests sent so far, retries included. */
  calls = 0;
  /** QuickBooks' own time in the first answer that carried one: what happened later may not be in any answer. */
  answeredAt: Date | null = null;

  constructor(
    readonly realmId: string,
    private readonly settings: HttpSettings,
    private readonly tokens: TokenSource,
    private readonly signal?: AbortSignal,
  ) {}

  /** `GET /v3/company/<realm>/<path>`; the answer's JSON object. */
  async get(path: string, parameters: Parameters = {}): Promise<Json> {
    const answer = await withRetries(this.settings.retry, () => this.#authorized(path, parameters), this.signal);
    this.answeredAt ??= timeOf(answer);
    return answer;
  }

  /**
   * `GET /cdc`: what happened to these entities since an instant, at most CHANGES_LOOK_BACK_DAYS ago. Entities of
   * WITHOUT_CHANGES are refused by QuickBooks.
   */
  async changes(entities: readonly string[], since: Date): Promise<Changes> {
    const answer = await this.get('cdc', { entities: entities.join(','), changedSince: since.toISOString() });
    return readChanges(answer, entities);
  }

  /** `GET /reports/<name>`. */
  async report(name: string, parameters: Parameters): Promise<Json> {
    return this.get(`reports/${name}`, parameters);
  }

  /** One page of a query, counted from 0. */
  async page(entity: string, page: number, where = '', key = entity): Promise<readonly Json[]> {
    const start = page * PAGE_SIZE + 1;
    const condition = where === '' ? '' : ` where ${where}`;
    return this.select(
      `select * from ${entity}${condition} orderby Id startposition ${start} maxresults ${PAGE_SIZE}`,
      key,
    );
  }

  /** The rows of one query's answer under `key`; an empty list when there is none. */
  async select(query: string, key: string): Promise<readonly Json[]> {
    const answer = await this.get('query', { query });
    const response = answer['QueryResponse'];
    if (!isObject(response)) throw unreadable(`query ${key}: no QueryResponse`);
    const rows = response[key] ?? [];
    if (!Array.isArray(rows) || !rows.every(isObject)) throw unreadable(`query ${key}: not a list of objects`);
    return rows;
  }

  async #authorized(path: string, parameters: Parameters): Promise<Json> {
    const token = await this.tokens.current();
    try {
      return await this.#send(path, parameters, token);
    } catch (error) {
      if (!(error instanceof QuickBooksError) || error.kind !== 'unauthorized') throw error;
    }
    const renewed = await this.tokens.refresh(token);
    try {
      return await this.#send(path, parameters, renewed);
    } catch (error) {
      if (!(error instanceof QuickBooksError) || error.kind !== 'unauthorized') throw error;
      // A token minutes old and still refused: only a person can help.
      throw new QuickBooksError('needs_reconnecting', {
        tid: error.tid,
        status: error.status,
        code: error.code,
        detail: error.detail,
        cause: error,
      });
    }
  }

  async #send(path: string, parameters: Parameters, token: string): Promise<Json> {
    await this.settings.limiter.enter(this.realmId, this.signal);
    this.calls += 1;
    const url = new URL(`/v3/company/${encodeURIComponent(this.realmId)}/${path}`, this.settings.apiUrl);
    for (const [key, value] of Object.entries({ ...parameters, minorversion: MINOR_VERSION })) {
      url.searchParams.set(key, value);
    }
    const timeout = AbortSignal.timeout(this.settings.timeoutMs);
    const signal = this.signal ? AbortSignal.any([timeout, this.signal]) : timeout;
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
        redirect: 'error',
        signal,
      });
      const tid = response.headers.get('intuit_tid');
      const contentType = response.headers.get('content-type') ?? '';
      return readAnswer(
        { status: response.status, contentType, tid, body: await textOf(response, path, this.settings.mostBytes) },
        path,
      );
    } catch (error) {
      if (error instanceof QuickBooksError) throw error;
      this.signal?.throwIfAborted();
      const reason = error instanceof Error ? error.name : 'unknown';
      throw new QuickBooksError('unavailable', { detail: `${path}: no answer (${reason})`, cause: error });
    }
  }
}

/** The body as text; refused as soon as it is larger than any answer may be, whatever its head said. */
async function textOf(response: Response, place: string, mostBytes = MOST_BYTES): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  // An answer that is dropped here is cancelled by leaving the loop.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw unreadable(`${place}: larger than ${mostBytes} bytes`);
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}
