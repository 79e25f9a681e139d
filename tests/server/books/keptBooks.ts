import { randomUUID } from 'node:crypto';
import type { Books } from '../../../domain/books.js';
import type { HygieneBooks } from '../../../domain/hygiene/hygieneBooks.js';
import {
  accountRow,
  attachmentRow,
  documentRow,
  hashed,
  partyRow,
  postingRow,
} from '../../../server/books/bookRows.js';
import { keepPostingSums } from '../../../server/books/postingSums.js';
import { VERSIONED_TABLES } from '../../../server/books/versionedTables.js';
import type { TestDatabase } from '../../harness/database.js';

/** Books, and of what only the rules read as much as a test gives. */
export type GivenBooks = Books &
  Partial<Pick<HygieneBooks, 'parties' | 'enteredAt' | 'closedThrough'>> & {
    /** Entity keys by the id of the file that belongs to them. */
    readonly files?: Readonly<Record<string, readonly string[]>>;
  };

/** Writes books into the versioned tables as a client's version 1, with rows of other versions and clients around them. */
export async function keepBooks(
  test: TestDatabase,
  firmId: string,
  advisorId: string,
  books: GivenBooks,
): Promise<string> {
  const clientId = randomUUID();
  await test.asOwner(
    `insert into client (id, firm_id, advisor_id, name, time_zone, created_at) values (?, ?, ?, 'Books', 'UTC', now())`,
    [clientId, firmId, advisorId],
  );
  await test.asOwner(
    `insert into business (client_id, firm_id, realm_id, company_name, home_currency, fiscal_year_start_month,
       book_close_date) values (?, ?, ?, 'Books', ?, ?, ?)`,
    [clientId, firmId, clientId, books.homeCurrency, books.fiscalYearStartMonth, books.closedThrough ?? null],
  );
  const rows = {
    account: books.accounts.map(accountRow),
    document: books.documents.map((document) =>
      documentRow({
        ...document,
        syncToken: '0',
        createdAt: books.enteredAt?.get(`${document.type}:${document.id}`) ?? null,
        updatedAt: null,
      }),
    ),
    posting: books.postings.map(postingRow),
    party: (books.parties ?? []).map((party) => partyRow({ ...party, email: null })),
    attachment: Object.entries(books.files ?? {}).map(([id, keys]) =>
      attachmentRow({ id, fileName: `${id}.pdf`, attachedTo: keys.map(refOf) }),
    ),
  };
  for (const table of VERSIONED_TABLES) {
    const names = ['content_hash', ...Object.keys(table.columns)];
    const typed = ['content_hash text', ...Object.entries(table.columns).map(([name, type]) => `${name} ${type}`)];
    const insert = (from: number, to: number | null, made: readonly object[]) =>
      test.asOwner(
        `insert into ${table.name} (client_id, firm_id, from_version, to_version, ${names.join(', ')})
           select ?::uuid, ?::uuid, ?::int, ?::int, ${names.join(', ')} from jsonb_to_recordset(?::jsonb) as r(${typed.join(', ')})`,
        [clientId, firmId, from, to, JSON.stringify(made)],
      );
    const kept = hashed<object>(rows[table.name]);
    await insert(1, null, kept);
    // What went with version 1 and what comes with version 2 is not seen at version 1.
    const others = kept.slice(0, 3).map((row) => ({ ...row, content_hash: randomUUID() }));
    await insert(0, 1, others);
    await insert(
      2,
      null,
      others.map((row) => ({ ...row, content_hash: randomUUID() })),
    );
  }
  await test.database.asSync({ clientId }, async (tx) => {
    for (const version of [0, 1, 2]) await keepPostingSums(tx, { clientId, firmId }, version);
  });
  return clientId;
}

function refOf(key: string): { type: string; id: string } {
  const [type = '', id = ''] = key.split(':');
  return { type, id };
}
