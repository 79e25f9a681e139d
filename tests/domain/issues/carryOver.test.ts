import { describe, expect, it } from '@jest/globals';
import { carriedOver } from '../../../domain/issues/carryOver.js';
import type { RuleId } from '../../../domain/hygiene/ruleIds.js';

const issue = (key: string, rule: RuleId = 'duplicate-expense') => ({ rule, key });
const pairs = (gone: string[], fresh: string[]) =>
  [
    ...carriedOver(
      gone.map((key) => issue(key)),
      fresh.map((key) => issue(key)),
    ),
  ].map(([to, from]) => [from.key, to.key]);

describe('a cluster', () => {
  it('is the same matter when a document joins or leaves it', () => {
    expect(pairs(['A+B'], ['A+B+C'])).toEqual([['A+B', 'A+B+C']]);
    expect(pairs(['A+B+C'], ['B+C'])).toEqual([['A+B+C', 'B+C']]);
    expect(pairs(['A+B+C'], ['B+C+D'])).toEqual([['A+B+C', 'B+C+D']]);
  });

  it('is another where one document alone is in both: what was said of a pair holds for that pair', () => {
    expect(pairs(['Bill:1+Purchase:5'], ['Bill:1+Purchase:9'])).toEqual([]);
    expect(pairs(['A'], ['A+B'])).toEqual([]);
  });

  it('is continued once, by the one that shares the most, in whatever order they come', () => {
    expect(pairs(['A+B+C+D'], ['A+B', 'B+C+D'])).toEqual([['A+B+C+D', 'B+C+D']]);
    expect(pairs(['A+B', 'C+D+E'], ['A+B+C+D+E'])).toEqual([['C+D+E', 'A+B+C+D+E']]);
    expect(pairs(['C+D', 'A+B'], ['A+B+C+D'])).toEqual([['A+B', 'A+B+C+D']]);
  });

  it('of another rule is another matter', () => {
    const fresh = issue('A+B+C', 'duplicate-invoice');
    expect(carriedOver([issue('A+B')], [fresh]).size).toBe(0);
  });

  it('is told in a moment among thousands that share a part', () => {
    const many = (from: number) =>
      Array.from({ length: 5_000 }, (_, n) => issue(`Account:1+Vendor:2+Bill:${from + n}`));
    // Its own computing alone: what else the machine does is not counted.
    const began = process.cpuUsage();
    expect(carriedOver(many(0), many(10_000)).size).toBe(0);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(1_000);
  });
});
