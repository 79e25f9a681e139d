import type { ForecastItem } from './forecastInputs.js';

/** Which items go with which key: the occurrences of a series, the parts of a credit, what is set against a document. */
export class ItemTies {
  private readonly parts = new Map<string, Set<string>>();
  private readonly credits = new Map<string, Set<string>>();

  hold(item: ForecastItem): void {
    for (const whole of wholesOf(item)) keep(this.parts, whole, item.key);
    if (item.against) keep(this.credits, item.against, item.key);
  }

  /** Keys of the items that are parts of a series or of a credit. */
  partsOf(key: string): Iterable<string> {
    return this.parts.get(key) ?? [];
  }

  /** Keys of the credits that are set against a bill or an invoice. */
  creditsAgainst(key: string): Iterable<string> {
    return this.credits.get(key) ?? [];
  }
}

/** The keys that stand for an item beside its own: its series', and the whole credit's of `VendorCredit:4/2`. */
export function wholesOf({ key, kind, series }: Pick<ForecastItem, 'key' | 'kind' | 'series'>): string[] {
  const wholes = series === null ? [] : [series];
  if (kind === 'CREDIT' && CREDIT_PART.test(key)) wholes.push(key.replace(CREDIT_PART, ''));
  return wholes;
}

const CREDIT_PART = /\/\d+$/;

function keep(map: Map<string, Set<string>>, of: string, key: string): void {
  const known = map.get(of);
  if (known) known.add(key);
  else map.set(of, new Set([key]));
}
