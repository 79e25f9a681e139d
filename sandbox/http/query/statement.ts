import { invalidQuery, unparsableQuery } from '../faults.js';

type Operator = 'IN' | '=' | '<' | '>' | '<=' | '>=' | 'LIKE';

export interface Condition {
  property: string;
  operator: Operator;
  /** One value, or those of an IN list. `' '` stands for null. */
  values: string[];
}

export interface Statement {
  count: boolean;
  entity: string;
  where: Condition[];
  orderBy: { property: string; descending: boolean }[];
  /** 1-based. */
  startPosition: number;
  maxResults: number;
}

interface Token {
  kind: 'word' | 'string' | 'symbol' | 'end';
  text: string;
  column: number;
}

const LONGEST = 10_000;
const PAGE = 100;
const LARGEST_PAGE = 1000;
const SYMBOLS = /^(<=|>=|[=<>(),*;])/;

function readString(text: string, from: number): { value: string; next: number } {
  let value = '';
  for (let at = from + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\' && at + 1 < text.length) {
      at += 1;
      value += text.charAt(at);
    } else if (char === "'") {
      return { value, next: at + 1 };
    } else {
      value += char;
    }
  }
  throw unparsableQuery(
    `Lexical error at line 1, column ${text.length + 1}.  Encountered: <EOF> after : "${text.slice(from, from + 20)}"`,
  );
}

function tokens(text: string): Token[] {
  if (text.length > LONGEST) throw unparsableQuery('Query is too long');
  const found: Token[] = [];
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at, at + 256);
    const space = /^\s+/.exec(rest)?.[0].length ?? 0;
    const symbol = SYMBOLS.exec(rest)?.[0];
    const word = /^[A-Za-z0-9_.:+-]+/.exec(rest)?.[0];
    if (space > 0) {
      at += space;
    } else if (rest.startsWith("'")) {
      const { value, next } = readString(text, at);
      found.push({ kind: 'string', text: value, column: at + 1 });
      at = next;
    } else if (symbol !== undefined) {
      if (symbol !== ';') found.push({ kind: 'symbol', text: symbol, column: at + 1 });
      at += symbol.length;
    } else if (word !== undefined) {
      found.push({ kind: 'word', text: word, column: at + 1 });
      at += word.length;
    } else {
      throw unparsableQuery(`Lexical error at line 1, column ${at + 1}.  Encountered: "${text.charAt(at)}"`);
    }
  }
  found.push({ kind: 'end', text: '<EOF>', column: text.length + 1 });
  return found;
}

/** Walks the tokens once; every method consumes or refuses with QuickBooks' parser error. */
class Parser {
  private at = 0;

  constructor(private readonly list: Token[]) {}

  private get token(): Token {
    return this.list[Math.min(this.at, this.list.length - 1)] as Token;
  }

  private is(...words: string[]): boolean {
    return this.token.kind === 'word' && words.includes(this.token.text.toLowerCase());
  }

  private symbol(text: string): boolean {
    if (this.token.kind !== 'symbol' || this.token.text !== text) return false;
    this.at += 1;
    return true;
  }

  private refuse(expected: string): never {
    throw unparsableQuery(
      `Encountered " "${this.token.text}" "${this.token.text} "" at line 1, column ${this.token.column}. Was expecting: ${expected}`,
    );
  }

  private keyword(word: string): void {
    if (!this.is(word)) this.refuse(`"${word}"`);
    this.at += 1;
  }

  private word(expected: string): string {
    if (this.token.kind !== 'word') this.refuse(expected);
    const { text } = this.token;
    this.at += 1;
    return text;
  }

  private selected(): boolean {
    if (this.symbol('*')) return false;
    if (this.is('count')) {
      this.at += 1;
      if (!this.symbol('(') || !this.symbol('*') || !this.symbol(')')) this.refuse('"(*)"');
      return true;
    }
    do {
      this.word('<IDENTIFIER>');
      if (this.symbol('.')) this.symbol('*');
    } while (this.symbol(','));
    return false;
  }

  private value(): string {
    if (this.token.kind !== 'string' && this.token.kind !== 'word') this.refuse('<STRING>');
    const { text } = this.token;
    this.at += 1;
    return text;
  }

  private operator(): Operator {
    const { kind, text } = this.token;
    const upper = text.toUpperCase();
    const known =
      kind === 'symbol'
        ? ['=', '<', '>', '<=', '>='].includes(text)
        : kind === 'word' && ['IN', 'LIKE'].includes(upper);
    if (!known) this.refuse('<OPERATOR>');
    this.at += 1;
    return upper as Operator;
  }

  private condition(): Condition {
    const property = this.word('<IDENTIFIER>');
    const operator = this.operator();
    if (operator !== 'IN') return { property, operator, values: [this.value()] };
    const values: string[] = [];
    if (!this.symbol('(')) this.refuse('"("');
    do values.push(this.value());
    while (this.symbol(','));
    if (!this.symbol(')')) this.refuse('")"');
    return { property, operator, values };
  }

  private where(): Condition[] {
    const conditions = [this.condition()];
    while (this.is('and')) {
      this.at += 1;
      conditions.push(this.condition());
    }
    return conditions;
  }

  private order(): Statement['orderBy'] {
    const order: Statement['orderBy'] = [];
    do {
      const property = this.word('<IDENTIFIER>');
      const descending = this.is('desc');
      if (this.is('asc', 'desc')) this.at += 1;
      order.push({ property, descending });
    } while (this.symbol(','));
    return order;
  }

  private number(largest: number): number {
    const text = this.value();
    if (!/^\d{1,9}$/.test(text)) {
      this.at -= 1;
      this.refuse('<INTEGER>');
    }
    const value = Number(text);
    if (value < 1) throw invalidQuery(`value ${value} is too small. Min allowed value is 1`);
    if (value > largest) throw invalidQuery(`value ${value} is too large. Max allowed value is ${largest}`);
    return value;
  }

  /** One clause after the entity, in whatever order clients send them. */
  private clause(statement: Statement): void {
    const start = this.token;
    this.at += 1;
    switch (start.kind === 'word' ? start.text.toLowerCase() : '') {
      case 'where':
        statement.where = this.where();
        return;
      case 'order':
        this.keyword('by');
        statement.orderBy = this.order();
        return;
      case 'orderby':
        statement.orderBy = this.order();
        return;
      case 'startposition':
        statement.startPosition = this.number(999_999_999);
        return;
      case 'maxresults':
        statement.maxResults = this.number(LARGEST_PAGE);
        return;
      default:
        this.at -= 1;
        this.refuse('<EOF>');
    }
  }

  statement(): Statement {
    this.keyword('select');
    const count = this.selected();
    this.keyword('from');
    const entity = this.word('<IDENTIFIER>');
    const statement: Statement = { count, entity, where: [], orderBy: [], startPosition: 1, maxResults: PAGE };
    while (this.token.kind !== 'end') this.clause(statement);
    return statement;
  }
}

/**
 * Reads one statement of QuickBooks' query language: keywords in any case, the clauses after FROM in any order,
 * `\'` inside strings. Refuses what the language lacks (OR, JOIN, GROUP BY, two entities) with code 4000 and
 * a position or page out of range with 4001.
 */
export function parseStatement(text: string): Statement {
  return new Parser(tokens(text)).statement();
}
