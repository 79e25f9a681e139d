import type { RuleId } from '../hygiene/ruleIds.js';

/** What names an issue in its client's books. */
interface Named {
  readonly rule: RuleId;
  readonly key: string;
}

/** One document in common is not yet the same matter: a bill beside another payment is another pair. */
const LEAST_SHARED = 2;
/** A part that more issues than this have tells none of them from the others. */
const MOST_SHARING = 20;

/**
 * Which of the issues that are gone each new one continues: a cluster that a document joined or left is still the same
 * matter. Of the same rule, with at least two parts of the key in common, the most first, then by key; each is continued
 * once. Linear in the parts of all keys.
 */
export function carriedOver<Gone extends Named, Fresh extends Named>(
  gone: readonly Gone[],
  fresh: readonly Fresh[],
): Map<Fresh, Gone> {
  const byPart = new Map<string, Gone[]>();
  for (const issue of gone) {
    for (const part of partsOf(issue)) {
      const sharing = byPart.get(part);
      if (sharing) sharing.push(issue);
      else byPart.set(part, [issue]);
    }
  }
  const pairs: { readonly from: Gone; readonly to: Fresh; readonly shared: number }[] = [];
  for (const to of fresh) {
    const shared = new Map<Gone, number>();
    for (const part of partsOf(to)) {
      const sharing = byPart.get(part) ?? [];
      if (sharing.length > MOST_SHARING) continue;
      for (const from of sharing) shared.set(from, (shared.get(from) ?? 0) + 1);
    }
    for (const [from, count] of shared) if (count >= LEAST_SHARED) pairs.push({ from, to, shared: count });
  }
  pairs.sort((a, b) => b.shared - a.shared || order(a.to.key, b.to.key) || order(a.from.key, b.from.key));
  const continued = new Map<Fresh, Gone>();
  const taken = new Set<Gone>();
  for (const { from, to } of pairs) {
    if (taken.has(from) || continued.has(to)) continue;
    continued.set(to, from);
    taken.add(from);
  }
  return continued;
}

/** The keys of what it is about, under its rule. */
function partsOf({ rule, key }: Named): Set<string> {
  return new Set(key.split('+').map((part) => `${rule} ${part}`));
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
