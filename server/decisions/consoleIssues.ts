import type { EntityManager } from '../platform/database.js';
import type { ConsoleIssue } from './console.types.js';
import type { OpenDocumentRow } from './openDocuments.js';

/** Issues of one client that a console tells. */
const MOST_ISSUES = 10_000;

/** An open issue about bills and invoices, of which any number may be open. */
export interface IssueRow extends ConsoleIssue {
  readonly clientId: string;
}

/**
 * The open issues of any number of clients that are about a bill or an invoice, by rule, then key, each with the keys of all
 * of them, however many lines it has. One statement.
 */
export function documentIssues(tx: EntityManager, clientIds: readonly string[]): Promise<IssueRow[]> {
  return tx.execute<IssueRow[]>(
    `select i.client_id as "clientId", i.id, i.finding->>'reason' as reason, d.keys as "documentKeys"
       from hygiene_issue i, lateral (
         select jsonb_agg(distinct line->'documentKey') as keys from jsonb_array_elements(i.finding->'lines') as line
           where line->>'documentKey' like any ('{Bill:%,Invoice:%}'::text[])
       ) d
       where i.client_id = any(?::uuid[]) and i.state = 'OPEN' and d.keys is not null
       order by i.client_id, i.rule, i.key`,
    [`{${clientIds.join(',')}}`],
  );
}

/** Those of one client that are about documents of its console, and these alone. */
export function issuesOfConsole(
  issues: readonly IssueRow[],
  documents: readonly Pick<OpenDocumentRow, 'type' | 'id'>[],
): readonly ConsoleIssue[] {
  const listed = new Set(documents.map(({ type, id }) => `${type}:${id}`));
  return issues
    .map(({ id, reason, documentKeys }) => ({
      id,
      reason,
      documentKeys: documentKeys.filter((key) => listed.has(key)),
    }))
    .filter(({ documentKeys }) => documentKeys.length > 0)
    .slice(0, MOST_ISSUES);
}
