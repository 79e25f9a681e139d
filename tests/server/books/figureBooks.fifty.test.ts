import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, monthStart } from '../../../domain/calendar.js';
import type { IsoDate } from '../../../domain/units.js';
import { pastSundays } from '../../../domain/weeks.js';
import { loadSettings } from '../../../server/books/clientSettings.js';
import { loadFigureBooks } from '../../../server/books/figureBooks.js';
import { loadBooks } from '../../../server/books/loadBooks.js';
import { createTestDatabase, type TestDatabase } from '../../harness/database.js';
import { fiftyGround } from '../../harness/fiftyGround.js';
import { expectSame } from '../../harness/expectSame.js';
import { allFigures } from './sameFigures.js';

interface Row {
  readonly client_id: string;
  readonly name: string;
  readonly as_of: IsoDate;
  readonly books_version: number;
}

describe('condensed books of all fifty companies', () => {
  let db: TestDatabase;
  let rows: Row[];

  beforeAll(async () => {
    db = await createTestDatabase({ template: fiftyGround().template });
    rows = await db.asOwner<Row>(
      'select client_id, name, as_of::text as as_of, books_version from client_row order by name',
    );
  });
  afterAll(() => db.close());

  it('give the figures, history, provenance and tie-out of the whole books, now and on thirteen Sundays', async () => {
    expect(rows).toHaveLength(50);
    for (const { client_id: clientId, name, as_of: asOf, books_version: version } of rows) {
      const asOfs = [...pastSundays(asOf, 13), asOf];
      const from = monthStart(addDays(asOfs[0] ?? asOf, -90));
      await db.database.asSync({ clientId }, async (tx) => {
        const whole = await loadBooks(tx, clientId, version);
        const loaded = await loadSettings(tx, clientId);
        if (!whole || !loaded) throw new Error(`${name} has books and settings`);
        const condensed = await loadFigureBooks(tx, clientId, version, from);
        const [ours, theirs] = [condensed, whole].map((books) => allFigures(books, loaded.settings, asOfs));
        expectSame({ name, all: ours }, { name, all: theirs });
        expect(condensed.postings.length).toBeLessThanOrEqual(whole.postings.length);
      });
    }
  }, 240_000);
});
