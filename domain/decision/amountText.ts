import { currencyExponent, cents } from '../money.js';
import { refuse, type Refusal } from '../refusal.js';
import type { Cents } from '../units.js';

/** What a typed amount comes to, in minor units of its currency, or why it is none. */
export type AmountAnswer = { readonly cents: Cents } | { readonly refusal: Refusal };

const LONGEST_TEXT = 100;

/**
 * Reads an amount as it is typed, arithmetic included: `1,200`, `1200/2`, `3*450`, `(1,200 − 300)/3 + 12.50`. All of it is
 * exact fractions of whole numbers. What a division or a product leaves below the currency's last digit is rounded half up;
 * an amount that is written with more digits than the currency has is refused. Refusals name the field `amount`.
 */
export function readAmount(text: string, currency: string): AmountAnswer {
  if (text.length > LONGEST_TEXT) return refused('INVALID_INPUT', 'This is too long for an amount.');
  const tokens = tokensOf(text);
  if (tokens === null || tokens.length === 0) return refused('INVALID_INPUT', 'Enter an amount, such as 1,200.00.');
  const reader = new Reader(tokens);
  const value = reader.read();
  if (value === null) return refused('INVALID_INPUT', reader.problem);
  return inMinorUnits(value, currency, tokens.includes('*') || tokens.includes('/'));
}

function inMinorUnits(value: Fraction, currency: string, mayRound: boolean): AmountAnswer {
  const exponent = currencyExponent(currency);
  const [n, d] = [value.n * 10n ** BigInt(exponent), value.d];
  if (n % d !== 0n && !mayRound) {
    const digits = exponent === 0 ? 'no decimals' : `${exponent} decimals`;
    return refused('OUT_OF_RANGE', `An amount in ${currency} has ${digits}.`);
  }
  const size = Number(floorDivide(2n * n + d, 2n * d));
  if (!Number.isSafeInteger(size)) return refused('OUT_OF_RANGE', 'This amount is too large.');
  return { cents: cents(size) };
}

function floorDivide(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n % d !== 0n && n < 0n ? quotient - 1n : quotient;
}

function refused(code: 'INVALID_INPUT' | 'OUT_OF_RANGE', message: string): { readonly refusal: Refusal } {
  return { refusal: refuse(code, 'amount', message) };
}

/** n ÷ d, d above zero. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const TOKEN = /\s*(?:((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)|([-+*/()×÷\u2212]))/y;
const SAME_SIGN: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '\u2212': '-' };

/** Numbers and signs in their order; null where anything else is in it. */
function tokensOf(text: string): string[] | null {
  const trimmed = text.trim();
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (!match) return null;
    const [, number, sign] = match;
    tokens.push(number === undefined ? (SAME_SIGN[sign ?? ''] ?? sign ?? '') : number.replaceAll(',', ''));
  }
  return tokens;
}

/** Sums of products of signed numbers and brackets, as arithmetic has it. */
class Reader {
  problem = 'Enter an amount, such as 1,200.00 or 2400/2.';
  private place = 0;

  constructor(private readonly tokens: readonly string[]) {}

  /** Null where the text is no arithmetic, as `problem` says. */
  read(): Fraction | null {
    const value = this.sum();
    return value !== null && this.place === this.tokens.length ? value : null;
  }

  private sum(): Fraction | null {
    let left = this.product();
    for (let sign = this.take('+', '-'); left !== null && sign !== null; sign = this.take('+', '-')) {
      const right = this.product();
      if (right === null) return null;
      const part = right.n * left.d;
      left = { n: left.n * right.d + (sign === '+' ? part : -part), d: left.d * right.d };
    }
    return left;
  }

  private product(): Fraction | null {
    let left = this.signed();
    for (let sign = this.take('*', '/'); left !== null && sign !== null; sign = this.take('*', '/')) {
      const right = this.signed();
      if (right === null) return null;
      const by = sign === '*' ? right : this.inverse(right);
      if (by === null) return null;
      left = { n: left.n * by.n, d: left.d * by.d };
    }
    return left;
  }

  private inverse({ n, d }: Fraction): Fraction | null {
    if (n === 0n) {
      this.problem = 'Nothing can be divided by zero.';
      return null;
    }
    return n < 0n ? { n: -d, d: -n } : { n: d, d: n };
  }

  private signed(): Fraction | null {
    const sign = this.take('+', '-');
    const value = this.take('(') === null ? this.number() : this.inBrackets();
    return value !== null && sign === '-' ? { n: -value.n, d: value.d } : value;
  }

  private inBrackets(): Fraction | null {
    const value = this.sum();
    return this.take(')') === null ? null : value;
  }

  private number(): Fraction | null {
    const token = this.tokens[this.place];
    if (token === undefined || !/^[\d.]/.test(token)) return null;
    this.place += 1;
    const [whole = '', fraction = ''] = token.split('.');
    return { n: BigInt(`${whole}${fraction}`), d: 10n ** BigInt(fraction.length) };
  }

  private take(...signs: readonly string[]): string | null {
    const token = this.tokens[this.place];
    if (token === undefined || !signs.includes(token)) return null;
    this.place += 1;
    return token;
  }
}
