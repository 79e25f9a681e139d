import { QuickBooksError, type QuickBooksErrorKind } from './quickBooksError.js';

/** A JSON object as it came over the wire; fields are read through `mapping/fields.ts`. */
export type Json = Readonly<Record<string, unknown>>;

interface RawAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly tid: string | null;
  readonly body: string;
}

interface Fault {
  readonly type: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Turns an HTTP answer into its JSON object, or throws the QuickBooksError it stands for: faults of QuickBooks and of its
 * gateway (lower case, `quickbooks.md` 3), faults inside a 200, HTML, cut-off JSON, empty bodies.
 */
export function readAnswer(answer: RawAnswer, place: string): Json {
  const { status, tid } = answer;
  const json = parseObject(answer.body);
  const fault = json ? faultIn(json) : null;
  if (status >= 200 && status < 300 && json && !fault) return json;
  const code = fault?.code ?? null;
  const said = fault ? `${fault.type} ${fault.code} ${fault.message}` : describeBody(answer);
  throw new QuickBooksError(kindOf(status, fault), {
    ...{ tid, status, code, said: fault?.message ?? null },
    detail: `${place}: ${status} ${said}`,
  });
}

function kindOf(status: number, fault: Fault | null): QuickBooksErrorKind {
  if (status === 429 || fault?.code === '3001' || /ThrottleExceeded/i.test(fault?.message ?? '')) return 'throttled';
  if (status === 401 || /^authentication/i.test(fault?.type ?? '')) return 'unauthorized';
  // Without a fault it is not QuickBooks that speaks but something in between, which passes.
  if (status === 403) return fault ? 'needs_reconnecting' : 'unavailable';
  if (status >= 500 || /^SystemFault$/i.test(fault?.type ?? '')) return 'unavailable';
  if (status >= 400 || fault) return 'refused';
  return 'unreadable';
}

function parseObject(body: string): Json | null {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : null;
  } catch {
    // Not JSON: told apart by status and content type in describeBody.
    return null;
  }
}

/** The first fault of an envelope, QuickBooks' or its gateway's; null without one. */
export function faultIn(json: Json): Fault | null {
  const fault = json['Fault'] ?? json['fault'];
  if (!isObject(fault)) return null;
  const list = fault['Error'] ?? fault['error'];
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  const error = isObject(first) ? first : {};
  const text = (...keys: string[]): string => keys.map((key) => error[key]).find((v) => typeof v === 'string') ?? '';
  const detail = [text('Message', 'message'), withoutTokens(text('Detail', 'detail'))].filter(Boolean).join(' - ');
  return { type: typeof fault['type'] === 'string' ? fault['type'] : '', code: text('code'), message: detail };
}

/** The gateway repeats the bearer token in "Token expired: …". */
function withoutTokens(text: string): string {
  return text.replace(/(token[^:]*:\s*)\S+/gi, '$1[removed]');
}

function describeBody({ body, contentType }: RawAnswer): string {
  if (body.trim() === '') return 'an empty body';
  if (/html/i.test(contentType) || /^\s*<(!doctype|html)/i.test(body)) return 'an HTML page';
  if (/json/i.test(contentType)) return `JSON that ends early or is none (${body.length} characters)`;
  return `${contentType || 'no content type'} (${body.length} characters)`;
}

/** Whether a value is a JSON object (no array, not null). */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * QuickBooks' own time in an answer: `time` of an envelope (text, or epoch milliseconds from the gateway) or a report's
 * `Header.Time`. Null when there is none or it is no time. What they say is an instant with its offset, never a local hour.
 */
export function timeOf(json: Json): Date | null {
  const header = json['Header'];
  const said = json['time'] ?? (isObject(header) ? header['Time'] : undefined);
  const isInstant = typeof said === 'number' || (typeof said === 'string' && /(Z|[+-]\d{2}:?\d{2})$/.test(said));
  const at = isInstant ? new Date(said) : null;
  return at && !Number.isNaN(at.getTime()) ? at : null;
}
