/**
 * What can go wrong between us and QuickBooks.
 * `unauthorized`: this access token is not accepted; `needs_reconnecting`: a person must sign in to QuickBooks again;
 * `throttled`, `unavailable`: worth another try later; `refused`: QuickBooks understood and said no;
 * `unreadable`: it answered something this program cannot read.
 */
export type QuickBooksErrorKind =
  'unauthorized' | 'needs_reconnecting' | 'throttled' | 'unavailable' | 'refused' | 'unreadable';

interface Details {
  /** Intuit's transaction id, to quote to its support. */
  readonly tid?: string | null;
  readonly status?: number | null;
  /** QuickBooks' own error code, e.g. `4001`. */
  readonly code?: string | null;
  /** For the log: what and where; never a token and never a body. */
  readonly detail?: string;
  readonly cause?: unknown;
}

const SENTENCES: Record<QuickBooksErrorKind, string> = {
  unauthorized: 'QuickBooks did not accept our access. It is asked for again at the next try.',
  needs_reconnecting: 'QuickBooks asks for a new sign-in for this company. Connect it again to go on reading.',
  throttled: 'QuickBooks is limiting how fast it can be read. The next try is under way soon.',
  unavailable: 'QuickBooks cannot be reached right now.',
  refused: 'QuickBooks refused a request.',
  unreadable: 'QuickBooks answered something that could not be read.',
};

/** A failed call to QuickBooks. `message` is a sentence for people; `detail` is for the log. */
export class QuickBooksError extends Error {
  readonly tid: string | null;
  readonly status: number | null;
  readonly code: string | null;
  readonly detail: string;

  constructor(
    readonly kind: QuickBooksErrorKind,
    { tid = null, status = null, code = null, detail = '', cause }: Details = {},
  ) {
    super(SENTENCES[kind], cause === undefined ? undefined : { cause });
    this.name = 'QuickBooksError';
    this.tid = tid;
    this.status = status;
    this.code = code;
    this.detail = detail.slice(0, 500);
  }

  /** Whether the same call may succeed a little later. */
  get isPassing(): boolean {
    return this.kind === 'throttled' || this.kind === 'unavailable';
  }
}

/** QuickBooks sent a shape that is not known. `place` names the report or entity and where in it. */
export function unreadable(place: string, found?: unknown): QuickBooksError {
  const shown = found === undefined ? '' : `: ${JSON.stringify(found)?.slice(0, 120) ?? 'undefined'}`;
  return new QuickBooksError('unreadable', { detail: `${place}${shown}` });
}
