import type { FrozenRequest } from '../../domain/decision/paymentRequest.js';
import { isObject, timeOf, type Json } from './answer.js';
import type { FailedTry } from './failureLog.js';
import { readChanges, type Changes } from './mapping/changes.js';
import { QuickBooksError, unreadable } from './quickBooksError.js';
import type { CallOutcome, RealmGate } from './rateLimit.js';
import { mayBeTriedAgain, withRetries, type RetryPolicy } from './retry.js';
import { placeOf, send, type ApiRequest, type WireSettings } from './send.js';
import { outcomeOfAnswer, outcomeOfError, type WriteOutcome } from './writeOutcome.js';

/** Where a company's access token comes from; `refresh` is told which token was refused, so that it is renewed once. */
export interface TokenSource {
  current(): Promise<string>;
  refresh(refused: string): Promise<string>;
  /** QuickBooks refuses this token for good: a person must act before another call is worth it. Never throws. */
  lost?(token: string): Promise<void>;
}

export interface HttpSettings extends WireSettings {
  readonly retry: RetryPolicy;
  /** Shared by everybody who reads a realm. */
  readonly limiter: RealmGate;
}

/** What comes with one company's reading. */
export interface ReadingOptions {
  /** Ends waiting and reading. */
  readonly signal?: AbortSignal;
  /** Told of every try that failed, also of those that a later one made good. Must not throw. */
  readonly onFailure?: (failed: FailedTry) => Promise<void>;
}

/** Most rows QuickBooks gives in one page of a query. */
export const PAGE_SIZE = 1000;

type Parameters = Readonly<Record<string, string>>;

/**
 * One QuickBooks company over HTTP: bearer token, limits, 401 → refresh once; passing failures of what is read are tried
 * again, what is written is sent once. Talks to nothing but QuickBooks; never logs; throws only QuickBooksError (and the
 * abort of its signal).
 */
export class QuickBooksCompany {
  /** HTTP requests sent so far, retries included. */
  calls = 0;
  /** QuickBooks' own time in the first answer that carried one: what happened later may not be in any answer. */
  answeredAt: Date | null = null;
  readonly #told = new WeakSet<QuickBooksError>();
  /** Failures of requests that were handed to the line; others stopped before it. */
  readonly #ofTheLine = new WeakSet<QuickBooksError>();

  constructor(
    readonly realmId: string,
    private readonly settings: HttpSettings,
    private readonly tokens: TokenSource,
    private readonly options: ReadingOptions = {},
  ) {}

  /** `GET /v3/company/<realm>/<path>`; the answer's JSON object. */
  async get(path: string, parameters: Parameters = {}): Promise<Json> {
    const request: ApiRequest = { method: 'GET', path, parameters };
    const { retry } = this.settings;
    const answer = await withRetries(retry, (attempt) => this.#authorized(request, attempt), this.options.signal);
    this.answeredAt ??= timeOf(answer);
    return answer;
  }

  /**
   * Sends a write once, its bytes as they were frozen: never tried again, but for a 401, which QuickBooks' gateway answers
   * before anything is done. `entity`: what the answer holds. `begin` is called when nothing is left to wait for, just before the line; what it throws
   * keeps the request back and is thrown. Any other end is told as an outcome.
   */
  async post(request: FrozenRequest, entity: string, begin: () => void): Promise<WriteOutcome> {
    try {
      return outcomeOfAnswer(await this.#authorized(request, 1, begin), entity);
    } catch (error) {
      if (!(error instanceof QuickBooksError)) throw error;
      return outcomeOfError(error, this.#ofTheLine.has(error));
    }
  }

  /**
   * `GET /cdc`: what happened to these entities since an instant, at most CHANGES_LOOK_BACK_DAYS ago. QuickBooks refuses
   * entities whose changes it does not tell (TimeActivity, TaxAgency, TaxCode, TaxRate).
   */
  async changes(entities: readonly string[], since: Date): Promise<Changes> {
    const answer = await this.get('cdc', { entities: entities.join(','), changedSince: since.toISOString() });
    return readChanges(answer, entities);
  }

  /** `GET /reports/<name>`. */
  async report(name: string, parameters: Parameters): Promise<Json> {
    return this.get(`reports/${name}`, parameters);
  }

  /** One page of a query, counted from 0, ordered by Id. `where` is a literal condition of ours, never user input. */
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

  async #authorized(request: ApiRequest, attempt: number, begin?: () => void): Promise<Json> {
    const token = await this.#token(attempt, () => this.tokens.current());
    try {
      return await this.#noting(request, token, attempt, begin);
    } catch (error) {
      if (!(error instanceof QuickBooksError) || error.kind !== 'unauthorized') throw error;
    }
    const renewed = await this.#token(attempt, () => this.tokens.refresh(token));
    // Refused again, though QuickBooks has just renewed it: its gateway is out of order, or not done with the new token.
    // The grant lives, which only its token endpoint can deny, so a later try asks again and nobody has to sign in.
    return this.#noting(request, renewed, attempt, begin);
  }

  /** A grant that only a person can mend is written down at once: the next sync sends nothing with it. */
  async #noting(request: ApiRequest, token: string, attempt: number, begin?: () => void): Promise<Json> {
    try {
      return await this.#send(request, token, attempt, begin);
    } catch (error) {
      if (error instanceof QuickBooksError && error.kind === 'needs_reconnecting') await this.tokens.lost?.(token);
      throw error;
    }
  }

  async #token(attempt: number, work: () => Promise<string>): Promise<string> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof QuickBooksError) await this.#tell(error, 'access token', attempt);
      throw error;
    }
  }

  /** One renewal may fail for several requests at once; it is one failure. */
  async #tell(error: QuickBooksError, place: string, attempt: number): Promise<void> {
    if (this.#told.has(error)) return;
    this.#told.add(error);
    const { kind, status, code, tid } = error;
    await this.options.onFailure?.({ kind, status, code, tid, place, attempt });
  }

  async #send(request: ApiRequest, token: string, attempt: number, begin?: () => void): Promise<Json> {
    const { signal } = this.options;
    const pass = await this.settings.limiter.enter(this.realmId, signal);
    begin?.();
    this.calls += 1;
    try {
      const answer = await send(this.settings, this.realmId, request, token, signal);
      await pass.settle('GOOD');
      return answer;
    } catch (error) {
      if (!(error instanceof QuickBooksError)) throw error;
      this.#ofTheLine.add(error);
      await pass.settle(outcomeOf(error));
      await this.#tell(error, placeOf(request), attempt);
      throw error;
    }
  }
}

/** A refusal is an answer: QuickBooks is there and understood. */
function outcomeOf(error: QuickBooksError): CallOutcome {
  if (error.kind === 'throttled') return 'THROTTLED';
  return mayBeTriedAgain(error) ? 'FAILED' : 'GOOD';
}
