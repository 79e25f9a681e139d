import { addDays } from '../../domain/calendar.js';
import type { Account, BookDocument } from '../../domain/books.js';
import { entityKey } from '../../domain/documentTypes.js';
import type { HygieneBooks, Party } from '../../domain/hygiene/hygieneBooks.js';
import type { IsoDate } from '../../domain/units.js';
import { WINDOW_DAYS } from '../../domain/window.js';
import type { EntityManager } from '../platform/database.js';
import { keptFacts, type BooksFacts } from './business.js';
import { eachRow, SharedTexts } from './eachRow.js';
import { figureDocuments } from './figureDocuments.js';
import { figureLandmarks } from './figureLandmarks.js';
import { postingsSince } from './figurePostings.js';
import { accountsAt, versionOf, visible, type FigureScope } from './figureScope.js';
import { ledgerLabels, summaryPostings } from './figureSummaries.js';
import { inBulk } from './inBulk.js';
import { lingeringDocuments } from './lingeringDocuments.js';
import { entitiesOf, labelledTypes, wholeDocuments } from './wholeDocuments.js';

/** How far back rules and forecasts look. */
const LOOK_BACK_DAYS = 400;
/** The oldest forecast that is held against what happened is made thirteen weeks before the last Sunday. */
const TRACKED_DAYS = WINDOW_DAYS + 6;
/** Days before the as-of date that are whole. */
export const WHOLE_DAYS = LOOK_BACK_DAYS + TRACKED_DAYS;

/** The company's own words where the books are read before they are published. */
export interface HygieneFacts extends BooksFacts {
  readonly bookCloseDate: IsoDate | null;
}

/**
 * A client's books at a version as the rules and the forecast read them, at a size that follows from a year and a half of
 * the company and not from its age: whole for the 400 days before the oldest forecast of the track record. Of what is
 * older there is what is open or was settled since, payments applied to it, what payments and deposits since settle, what
 * lingers (`lingeringDocuments`), and the landmarks that figures need; all else is a sum an account for what its fiscal
 * year had seen and one for what came before, so that balances are exact at any date since. Documents come with their
 * legs, whatever their age.
 * @throws Error when the client's company is not known to the caller.
 */
export async function loadHygieneBooks(
  tx: EntityManager,
  clientId: string,
  version: number,
  asOf: IsoDate,
  facts?: HygieneFacts,
): Promise<HygieneBooks> {
  const { homeCurrency, fiscalYearStartMonth, bookCloseDate } = facts ?? (await keptFacts(tx, clientId));
  const from = addDays(asOf, -WHOLE_DAYS);
  const scope: FigureScope = { tx, clientId, version, from, homeCurrency, fiscalYearStartMonth };
  const accounts = await accountsAt(scope);
  const enteredAt = new Map<string, string>();
  const { documents, postings } = await inBulk(tx, () => wholeSince(scope, accounts, enteredAt));
  return {
    homeCurrency,
    fiscalYearStartMonth,
    accounts,
    documents,
    postings,
    condensedBefore: from,
    parties: await partiesAt(scope),
    attachedTo: await attachedTo(scope, documents),
    enteredAt,
    closedThrough: bookCloseDate,
  };
}

async function wholeSince(
  scope: FigureScope,
  accounts: readonly Account[],
  enteredAt: Map<string, string>,
): Promise<Pick<HygieneBooks, 'documents' | 'postings'>> {
  const labels = labelledTypes(await ledgerLabels(scope));
  const landmarks = await figureLandmarks(scope);
  const lingering = await lingeringDocuments(scope, labels);
  const { documents, undocumented } = await figureDocuments(scope, {
    first: addDays(scope.from, -1),
    wanted: entitiesOf([...landmarks, ...lingering]),
    withDeposits: true,
    entered: ({ type, id }, at) => void enteredAt.set(entityKey(type, id), at),
  });
  const { oldKeys } = wholeDocuments(scope, [...landmarks, ...lingering], documents, undocumented, labels);
  const postings = await postingsSince(scope, [...new Set([...oldKeys, ...ledgerKeys(scope, documents, labels)])]);
  for (const summary of await summaryPostings(scope, accounts, postings, labels)) postings.push(summary);
  return { documents, postings };
}

/** How the ledger may name the documents that are older than `from`. */
function ledgerKeys(
  { from }: FigureScope,
  documents: readonly BookDocument[],
  labels: ReturnType<typeof labelledTypes>,
): string[] {
  const labelsOf = Map.groupBy(labels, ({ type }) => type);
  return documents
    .filter(({ date }) => date < from)
    .flatMap(({ type, id }) => (labelsOf.get(type) ?? []).map(({ label }) => `${label}:${id}`));
}

async function partiesAt(scope: FigureScope): Promise<Party[]> {
  const parties: Party[] = [];
  await eachRow<{
    kind: Party['kind'];
    qb_id: string;
    name: string;
    active: boolean;
    vendor_1099: boolean;
    has_tax_identifier: boolean;
  }>(
    scope.tx,
    `select kind, qb_id, name, active, vendor_1099, has_tax_identifier from party p where ${visible('p')}
       order by kind, qb_id`,
    [...versionOf(scope)],
    ({ kind, qb_id, name, active, vendor_1099, has_tax_identifier }) =>
      void parties.push({
        kind,
        id: qb_id,
        name,
        active,
        vendor1099: vendor_1099,
        hasTaxIdentifier: has_tax_identifier,
      }),
  );
  return parties;
}

/** Which of the documents have a file. */
async function attachedTo(scope: FigureScope, documents: readonly BookDocument[]): Promise<Set<string>> {
  const keys = new SharedTexts();
  const kept = new Set(documents.map(({ type, id }) => keys.one(entityKey(type, id))));
  const attached = new Set<string>();
  await eachRow<{ key: string }>(
    scope.tx,
    `select distinct (r.type || ':' || r.id) as key from attachment f
       cross join lateral jsonb_to_recordset(f.attached_to) as r(type text, id text) where ${visible('f')}`,
    [...versionOf(scope)],
    ({ key }) => {
      if (kept.has(key)) attached.add(key);
    },
  );
  return attached;
}
