/** Test files that take longest, and are not the longest to read. */
const LONGEST = [
  'tests/server/books/figureBooks.fifty.test.ts',
  'tests/server/process.test.ts',
  'tests/server/security.policies.test.ts',
  'tests/domain/hygiene/incremental.test.ts',
  'tests/server/sync/histories.test.ts',
  'tests/server/platform.jobs.test.ts',
  'tests/server/fifty/hygiene.fifty.test.ts',
  'tests/server/sync/kills.test.ts',
  'tests/server/notices/burst.test.ts',
  'tests/server/sync.changes.load.test.ts',
  'tests/server/sync/accountsMeanwhile.test.ts',
  'tests/sandbox/companies.test.ts',
  'tests/sandbox/companiesWeek.test.ts',
];

/**
 * The order of test files, the same in every run and on every machine: those that take longest first, then by size, so
 * that no long one is left to a single worker at the end.
 */
export default class LongestFirst {
  sort(tests) {
    const rank = ({ path }) => {
      const place = LONGEST.findIndex((name) => path.replaceAll('\\', '/').endsWith(name));
      return place === -1 ? LONGEST.length : place;
    };
    const size = ({ path, context }) => context.hasteFS.getSize(path) ?? 0;
    return [...tests].sort((a, b) => rank(a) - rank(b) || size(b) - size(a));
  }

  /** Nothing is remembered of a run. */
  cacheResults() {
    return undefined;
  }
}
