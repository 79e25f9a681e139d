import type { IncomingMessage } from 'node:http';

/** What a handler answers; the server adds QuickBooks' headers. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request with its address and body read. */
export interface Exchange {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
}

const JSON_TYPE = 'application/json;charset=utf-8';

export const json = (status: number, value: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'Content-Type': JSON_TYPE, ...headers },
  body: typeof value === 'string' ? value : JSON.stringify(value),
});

export const html = (status: number, body: string): Answer => ({
  status,
  headers: {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
  },
  body,
});

export const redirect = (location: string): Answer => ({ status: 302, headers: { Location: location }, body: '' });

const LARGEST_BODY = 1_000_000;

/** The body as text; undefined when it is larger than a megabyte. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Fields of a form-encoded or JSON body; empty when it is neither. */
export function fieldsOf(exchange: Exchange): Map<string, string> {
  const fields = new Map<string, string>();
  if ((exchange.headers['content-type'] ?? '').includes('json')) {
    for (const [name, value] of Object.entries(parsedObject(exchange.body))) fields.set(name, String(value));
  } else {
    for (const [name, value] of new URLSearchParams(exchange.body)) fields.set(name, value);
  }
  return fields;
}

/** A JSON object's content; empty for anything else. */
export function parsedObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
