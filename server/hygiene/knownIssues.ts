import { RULE_LIST } from '../../domain/hygiene/rules/rules.js';
import { settingValues, type SettingValues } from '../../domain/hygiene/settings.js';
import type { KnownIssue } from '../../domain/issues/knownIssues.js';
import type { BooksOwner } from '../books/mergeStaged.js';
import type { EntityManager } from '../platform/database.js';

/** What rules judge a client's books with. */
export interface JudgedWith {
  /** The firm's thresholds and weights. */
  readonly values: SettingValues;
  /** The client's issues that are not settled, of the rules that look back a number of days. */
  readonly known: readonly KnownIssue[];
}

const LOOKING_BACK = RULE_LIST.filter(({ lookBack }) => lookBack).map(({ id }) => id);

/** Read in one statement: every sync asks. */
export async function judgedWith(tx: EntityManager, { clientId, firmId }: BooksOwner): Promise<JudgedWith> {
  const [firm] = await tx.execute<{ own: Record<string, unknown>; known: KnownIssue[] | null }[]>(
    `select f.hygiene_settings as own,
       (select jsonb_agg(jsonb_build_object('rule', i.rule, 'key', i.key,
            'oldest', (select min(line->>'date') from jsonb_array_elements(i.finding->'lines') as line),
            'lines', (select jsonb_agg(jsonb_build_object('names', jsonb_build_array(line->'key', line->'documentKey'),
                'date', line->'date')) from jsonb_array_elements(i.finding->'lines') as line)))
          from hygiene_issue i
          where i.client_id = ?::uuid and i.state <> 'SETTLED' and i.rule = any(?::text[])) as known
     from firm f where f.id = ?::uuid`,
    [clientId, `{${LOOKING_BACK.join(',')}}`, firmId],
  );
  return { values: settingValues(firm?.own ?? {}), known: firm?.known ?? [] };
}
