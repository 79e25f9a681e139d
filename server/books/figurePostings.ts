import type { Account, Posting } from '../../domain/books.js';
import type { IsoDate } from '../../domain/units.js';
import { postingOf, type PostingRow } from './bookRows.js';
import { eachRow, SharedTexts } from './eachRow.js';
import { versionOf, visible, type FigureScope } from './figureScope.js';

/** Which documents' postings stay whole. */
export interface WholeDocuments {
  /** Their keys in the ledger. */
  readonly keys: readonly string[];
  /** Those of them that may be dated before `from`. */
  readonly oldKeys: readonly string[];
}

const COLUMNS = `p.document_key, p.document_type, p.document_id, p.date::text, p.account_id, p.debit::float8,
  p.credit::float8, p.number, p.name, p.memo, p.cleared`;

/** Every posting of the documents that stay whole: those named, and since `from` those that touch a bank account. */
export async function wholePostings(
  scope: FigureScope,
  accounts: readonly Account[],
  { keys, oldKeys }: WholeDocuments,
): Promise<Posting[]> {
  const { tx, from } = scope;
  const banks = accounts.filter(({ type }) => type === 'Bank').map(({ id }) => id);
  const texts = new SharedTexts();
  const postings: Posting[] = [];
  const take = (row: PostingRow): void => void postings.push(sharing(texts, postingOf(row)));
  await eachRow<PostingRow>(
    tx,
    `with recent as materialized (
       select p.* from posting p where p.date >= ? and ${visible('p')}
     ), whole as materialized (
       select jsonb_array_elements_text(?::jsonb) as document_key
       union select p.document_key from recent p join jsonb_array_elements_text(?::jsonb) as b(id) on b.id = p.account_id
     )
     select ${COLUMNS} from recent p join whole using (document_key)`,
    [from, ...versionOf(scope), JSON.stringify(keys), JSON.stringify(banks)],
    take,
  );
  await oldPostings(scope, oldKeys, take);
  return postings;
}

/** Every posting since `from`, and the older ones of the documents named. */
export async function postingsSince(scope: FigureScope, oldKeys: readonly string[]): Promise<Posting[]> {
  const texts = new SharedTexts();
  const postings: Posting[] = [];
  const take = (row: PostingRow): void => void postings.push(sharing(texts, postingOf(row)));
  const since = `select ${COLUMNS} from posting p where p.date >= ? and ${visible('p')}`;
  await eachRow<PostingRow>(scope.tx, since, [scope.from, ...versionOf(scope)], take);
  await oldPostings(scope, oldKeys, take);
  return postings;
}

/** One look-up for each key: they are few, and the older years are not read for them. */
async function oldPostings(
  scope: FigureScope,
  keys: readonly string[],
  take: (row: PostingRow) => void,
): Promise<void> {
  await eachRow<PostingRow>(
    scope.tx,
    `select ${COLUMNS} from posting p
       where p.document_key = any(array(select jsonb_array_elements_text(?::jsonb))) and p.date < ? and ${visible('p')}`,
    [JSON.stringify(keys), scope.from, ...versionOf(scope)],
    take,
  );
}

function sharing(texts: SharedTexts, posting: Posting): Posting {
  return {
    ...posting,
    documentKey: texts.one(posting.documentKey),
    documentType: texts.one(posting.documentType),
    documentId: texts.one(posting.documentId),
    date: texts.one<IsoDate>(posting.date),
    accountId: texts.one(posting.accountId),
    number: texts.one(posting.number),
    name: texts.one(posting.name),
    memo: texts.one(posting.memo),
  };
}
