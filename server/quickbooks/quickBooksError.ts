/**
 * What can go wrong between us and QuickBooks.
 * `unauthorized`: this access token is not accepted; `needs_reconnecting`: a person must sign in to QuickBooks again;
 * `throttled`, `unavailable`: worth another try later; `allowance_used`: the month's calls are spent, so the call was not
 * sent; `refused`: QuickBooks understood and said no;
 * `unreadable`: it answered something this program cannot read.
 */
export type QuickBooksErrorKind =
  'unauthorized' | 'needs_reconnecting' | 'throttled' | 'unavailable' | 'allowance_used' | 'refused' | 'unreadable';

interface Details {
  /** Intuit's transaction id, to quote to its support. */
  readonly tid?: string | null;
  readonly status?: number | null;
  /** QuickBooks' own error code, e.g. `4001`. */
  readonly code?: string | null;
  /** For the log: what and where; never a token and never a body. */
  readonly detail?: string;
  /** Before this instant no further try is sent. */
  readonly retryAt?: Date | null;
  /** What QuickBooks said in its fault, tokens removed; not cleaned for people. */
  readonly said?: string | null;
  /** No byte of the request can have reached QuickBooks. */
  readonly isUnsent?: boolean;
  readonly cause?: unknown;
}

const SENTENCES: Record<QuickBooksErrorKind, string> = {
  unauthorized: 'QuickBooks did not accept our access. It is asked for again at the next try.',
  needs_reconnecting: 'QuickBooks asks for a new sign-in for this company. Connect it again to go on reading.',
  throttled: 'QuickBooks is limiting how fast it can be read. The next try is under way soon.',
  unavailable: 'QuickBooks cannot be reached right now.',
  allowance_used:
    'This month’s calls to QuickBooks for reading are used up. Reading goes on when the next month begins.',
  refused: 'QuickBooks refused a request.',
  unreadable: 'QuickBooks answered something that could not be read.',
};

/** A failed call to QuickBooks. `message` is a sentence for people; `detail` is for the log. */
export class QuickBooksError extends Error {
  readonly tid: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly detail: string;
  /** Set where the next try is not sent before an instant: the realm rests, or the month's calls are spent. */
  readonly retryAt: Date | null;
  /** What QuickBooks said in its fault; null where nothing was said. */
  readonly said: string | null;
  /** The request cannot have reached QuickBooks: there was no connection. */
  readonly isUnsent: boolean;

  constructor(
    readonly kind: QuickBooksErrorKind,
    {
      tid = null,
      status = null,
      code = null,
      detail = '',
      retryAt = null,
      said = null,
      isUnsent = false,
      cause,
    }: Details = {},
  ) {
    super(SENTENCES[kind], cause === undefined ? undefined : { cause });
    this.name = 'QuickBooksError';
    this.tid = tid;
    this.status = status;
    this.code = code;
    this.detail = detail.slice(0, 500);
    this.retryAt = retryAt;
    this.said = said;
    this.isUnsent = isUnsent;
  }

  /** The same failure, with the instant before which no further try is sent. */
  until(retryAt: Date): QuickBooksError {
    const { tid, status, code, detail } = this;
    return new QuickBooksError(this.kind, { tid, status, code, detail, retryAt, cause: this });
  }

  /** Whether the same call may succeed a little later. */
  get isPassing(): boolean {
    return this.kind === 'throttled' || this.kind === 'unavailable';
  }
}

/** A report names an account that is not in the list of accounts: somebody may have added it since the list was read. */
export class UnknownAccount extends QuickBooksError {
  constructor(place: string, found: unknown) {
    super('unreadable', unknownShape(place, found));
  }
}

/** QuickBooks sent a shape that is not known. `place` names the report or entity and where in it. */
export function unreadable(place: string, found?: unknown): QuickBooksError {
  return new QuickBooksError('unreadable', unknownShape(place, found));
}

function unknownShape(place: string, found: unknown): Details {
  const shown = found === undefined ? '' : `: ${JSON.stringify(found)?.slice(0, 120) ?? 'undefined'}`;
  return { detail: `${place}${shown}` };
}
