import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { literalOf } from '../../server/platform/literals.js';
import { createTestDatabase, type TestDatabase } from '../harness/database.js';

/** Letters that mean something in a literal come often. */
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("'", '\\', '?', '"', '$', 'E', 'ü', '\n', '😀') }),
);

describe('texts in statements', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  }, 30_000);
  afterAll(() => test.close());

  it('come back as they went, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (texts) => {
        const sent = texts.map((each) => each.replaceAll('\0', ''));
        const [row] = await test.database.asSync({}, (tx) =>
          tx.execute<Record<string, string>[]>(
            `select ${sent.map((_, place) => `?::text as t${place}`).join(', ')}`,
            sent,
          ),
        );
        expect(Object.values(row ?? {})).toEqual(sent);
      }),
      { numRuns: 200 },
    );
  }, 30_000);

  it('are literals as libpq writes them', () => {
    expect(["a'b", 'a\\b', "\\'", ''].map(literalOf)).toEqual(["'a''b'", " E'a\\\\b'", " E'\\\\'''", "''"]);
  });

  it('take about the memory they have, not thirty times as much', async () => {
    const large = JSON.stringify(Array.from({ length: 60_000 }, (_, place) => ({ place, said: "it's so" })));
    const grown = await test.database.asSync({}, (tx) => {
      const before = process.memoryUsage().heapUsed;
      const literal = tx.getPlatform().escape(large);
      return Promise.resolve((process.memoryUsage().heapUsed - before) / literal.length);
    });
    expect(grown).toBeLessThan(8);
  });
});
