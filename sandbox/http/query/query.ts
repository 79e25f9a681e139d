import type { Company } from '../../ledger/company.js';
import { Books } from '../entities/books.js';
import { entityKind, isUnusedEntity, type AnyKind } from '../entities/registry.js';
import { invalidQuery } from '../faults.js';
import { knownProperty, ordering, readerOf, tester, type Reader } from './matching.js';
import { parseStatement, type Statement } from './statement.js';

function matching(
  statement: Statement,
  kind: AnyKind,
  company: Company,
  read: Reader,
  visibleUntil: number | undefined,
): readonly unknown[] {
  const tests = statement.where.map((c) => tester(c, knownProperty(kind, c.property), read));
  const asksActive = statement.where.some((c) => c.property.toLowerCase() === 'active');
  if (kind.isList && !asksActive) tests.unshift((record) => read(record, 'active') !== false);
  if (visibleUntil !== undefined)
    tests.unshift((record) => !(Date.parse(String(read(record, 'metadata.createtime'))) > visibleUntil));
  const records = kind.records(company);
  return tests.length === 0 ? records : records.filter((record) => tests.every((test) => test(record)));
}

function ordered(statement: Statement, kind: AnyKind, records: readonly unknown[], read: Reader): readonly unknown[] {
  const order = statement.orderBy.map((o) => ({
    property: knownProperty(kind, o.property),
    sign: o.descending ? -1 : 1,
  }));
  if (order.length === 0) return records;
  return [...records].sort((a, b) => {
    for (const { property, sign } of order) {
      const difference = ordering(read(a, property), read(b, property), property);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  });
}

/**
 * Answers one statement: the content of `QueryResponse`. Lists hide inactive records unless the query names Active.
 * Records created after `visibleUntil` (ms) do not show yet. Refuses an unknown entity or property with code 4001 and
 * what does not parse with 4000.
 */
export function answerQuery(text: string, company: Company, visibleUntil?: number): Record<string, unknown> {
  const statement = parseStatement(text);
  const kind = entityKind(statement.entity);
  if (!kind) {
    if (!isUnusedEntity(statement.entity)) throw invalidQuery(`invalid context declaration: ${statement.entity}`);
    return statement.count ? { totalCount: 0 } : {};
  }
  const books = new Books(company);
  const read = readerOf(kind, books);
  const found = matching(statement, kind, company, read, visibleUntil);
  if (statement.count) return { totalCount: found.length };
  const from = statement.startPosition - 1;
  const page = ordered(statement, kind, found, read).slice(from, from + statement.maxResults);
  if (page.length === 0) return {};
  return {
    [kind.key]: page.map((record) => kind.write(books, record)),
    startPosition: statement.startPosition,
    maxResults: page.length,
    ...(kind.tellsTotal ? { totalCount: found.length } : {}),
  };
}
