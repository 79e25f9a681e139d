/** A piece of JSON text: punctuation, a string, a number or a word. */
const TOKEN = /\s*([{}[\],:]|"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null)/y;
/** Deeper than anything that is written down about an action. */
const DEEPEST = 200;

/**
 * JSON as PostgreSQL prints a jsonb value, which is one way for one value: keys by their length in bytes, then by their bytes,
 * the last of equal keys; ", " and ": "; control characters escaped and nothing else. Numbers keep their digits as they stand
 * in `json` (jsonb writes no exponents). Throws SyntaxError for what is no JSON or nested deeper than 200.
 */
export function jsonbText(json: string): string {
  const tokens = new Tokens(json);
  const text = valueText(tokens, tokens.next(), 0);
  tokens.end();
  return text;
}

function valueText(tokens: Tokens, first: string, depth: number): string {
  if (depth > DEEPEST) throw new SyntaxError('JSON is nested too deep');
  if (first === '{') return objectText(tokens, depth);
  if (first === '[') return arrayText(tokens, depth);
  if (first.startsWith('"')) return stringText(first);
  if (/^[{}[\],:]$/.test(first)) throw new SyntaxError(`no JSON value: ${first}`);
  return first;
}

function objectText(tokens: Tokens, depth: number): string {
  const members = new Map<string, string>();
  for (let token = tokens.next(); token !== '}'; token = tokens.next()) {
    const name = members.size === 0 && token !== ',' ? token : tokens.next();
    if (!name.startsWith('"')) throw new SyntaxError('a JSON key is a string');
    tokens.expect(':');
    members.set(stringText(name), valueText(tokens, tokens.next(), depth + 1));
  }
  const ordered = [...members].sort(([a], [b]) => compareKeys(a, b));
  return `{${ordered.map(([name, value]) => `${name}: ${value}`).join(', ')}}`;
}

function arrayText(tokens: Tokens, depth: number): string {
  const items: string[] = [];
  for (let token = tokens.next(); token !== ']'; token = tokens.next()) {
    items.push(valueText(tokens, items.length === 0 && token !== ',' ? token : tokens.next(), depth + 1));
  }
  return `[${items.join(', ')}]`;
}

/** PostgreSQL escapes what JavaScript does: quotes, backslashes, control characters; whole characters stand as they are. */
function stringText(token: string): string {
  return JSON.stringify(JSON.parse(token));
}

function compareKeys(a: string, b: string): number {
  const [first, second] = [a, b].map((name) => Buffer.from(JSON.parse(name) as string, 'utf8')) as [Buffer, Buffer];
  return first.length - second.length || Buffer.compare(first, second);
}

class Tokens {
  #at = 0;

  constructor(private readonly json: string) {}

  next(): string {
    TOKEN.lastIndex = this.#at;
    const token = TOKEN.exec(this.json)?.[1];
    if (token === undefined) throw new SyntaxError(`no JSON at ${this.#at}`);
    this.#at = TOKEN.lastIndex;
    return token;
  }

  expect(token: string): void {
    if (this.next() !== token) throw new SyntaxError(`JSON lacks a ${token}`);
  }

  end(): void {
    if (this.json.slice(this.#at).trim() !== '') throw new SyntaxError(`JSON goes on at ${this.#at}`);
  }
}
